"""Units by how many cases they have and their share: which differ by more than chance."""

from html import escape
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from charts.labels import HALF, across, at_the_end, room, written
from charts.marks import marker
from charts.names import names
from charts.theme import FONT_SIZE, Theme, colour, look

_LEFT, _TOP, _BELOW = 48, 12, 50  # margins in pixels
_AIR = 1.04
_RING = 18  # pixels: around the reader's own unit


def funnel_chart(
    units: pd.DataFrame,
    curves: pd.DataFrame,
    *,
    centre: float,
    theme: Theme,
    better: Literal["higher", "lower", "neither"],
    counting_unit: str,
    chosen: str | None = None,
    adjusted: bool = False,
    centre_name: str = "Area",
    top: float = 1.0,
    value_format: str = ".0%",
    height: int = 380,
    narrow: bool = False,
) -> go.Figure:
    """A mark a unit between curves that chance would seldom cross.

    units: unit, name (short), whole, rate, place (of metrics.funnel.PLACES), hover, and small if
    there are small numbers. curves: whole, ascending, and lower_95, upper_95, lower_998, upper_998;
    with adjusted_ before them where `adjusted` is true. A unit outside the 99.8% curves has the
    mark of its meaning; those outside either curve, and the chosen one, have their names, unless
    no place is left for one: hover has it. counting_unit: of the axis along ("cases").
    """
    prefix = "adjusted_" if adjusted else ""
    far = float(max(units["whole"].max(), curves["whole"].max())) if len(units) else 1.0
    labels = [
        (f"{escape(centre_name, quote=False)} {written(centre, value_format)}", centre, "average")
    ]
    if len(curves):
        end = curves.iloc[-1]
        for share, name in (("998", "99.8%"), ("95", "95%")):
            labels.append(
                (
                    f"{name}{'' if narrow else ' limits'}",
                    min(end[f"{prefix}upper_{share}"], top),
                    "limits",
                )
            )
    margin = {"l": _LEFT, "r": room(labels), "t": _TOP, "b": _BELOW}
    plot = height - _TOP - _BELOW
    plot_width = across(_LEFT, margin["r"], narrow=narrow, wide=HALF)
    units = units.assign(meaning=[_meaning(place, better) for place in units["place"]])
    figure = go.Figure([*_ring(units, chosen, theme), _marks(units, theme)])
    look(figure, theme, height=height)
    scale = (plot_width / (far * _AIR), plot / (top * _AIR))
    figure.update_layout(
        margin=margin,
        shapes=_curves(curves, prefix, centre, theme, ends=(far * _AIR, top)),
        annotations=[
            *at_the_end(labels, theme, plot=plot, top=top * _AIR, above=_TOP),
            *names(units, chosen, theme, scale=scale, plot_width=plot_width),
        ],
    )
    figure.update_yaxes(range=[0, top * _AIR], tickformat=value_format)
    figure.update_xaxes(
        range=[0, far * _AIR],
        tickformat=",.0f",
        nticks=4 if narrow else 6,
        title={"text": f"Number of {counting_unit}", "standoff": 6, "font": {"size": FONT_SIZE}},
    )
    return figure


def _meaning(place: str, better: str) -> str:
    """Of the mark: one unit in 500 is that far out by chance; one in 20, which is no signal."""
    if not place.startswith("very"):
        return "usual"
    if better == "neither":
        return "change"
    return "improvement" if place.endswith("high") == (better == "higher") else "concern"


def _marks(units: pd.DataFrame, theme: Theme) -> go.Scatter:
    points = units if "small" in units else units.assign(small=False)
    return go.Scatter(
        x=points["whole"],
        y=points["rate"].astype("float64").round(4),
        mode="markers",
        marker=marker(points, theme, scale=1.25),
        text=points["hover"],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _ring(units: pd.DataFrame, chosen: str | None, theme: Theme) -> list[go.Scatter]:
    own = units[units["unit"] == chosen]
    ring = {"size": _RING, "symbol": "circle-open", "color": colour("text", theme)}
    return [
        go.Scatter(
            x=own["whole"],
            y=own["rate"],
            mode="markers",
            marker=ring | {"line": {"width": 2}},
            hoverinfo="skip",
            cliponaxis=False,
        )
    ] * bool(len(own))


def _curves(
    curves: pd.DataFrame, prefix: str, centre: float, theme: Theme, *, ends: tuple[float, float]
) -> list[dict[str, Any]]:
    """The band between the outer curves, all four curves, and the line of all units together."""
    line = {"type": "path", "xref": "x", "yref": "y", "layer": "between"}
    ink = {"color": colour("limits", theme), "width": 1}
    wholes = curves["whole"].tolist()
    ways = {
        name: [
            f"{x:.6g},{y:.5g}"
            for x, y in zip(wholes, curves[prefix + name].clip(0, ends[1]).tolist(), strict=True)
        ]
        for name in ("lower_95", "upper_95", "lower_998", "upper_998")
    }
    found: list[dict[str, Any]] = []
    if wholes:
        outer = ways["upper_998"] + ways["lower_998"][::-1]
        band = {"fillcolor": colour("band", theme), "line": {"width": 0}, "layer": "below"}
        found.append(line | band | {"path": f"M{'L'.join(outer)}Z"})
        for share, dash in (("998", "solid"), ("95", "dot")):
            path = "".join("M" + "L".join(ways[f"{edge}_{share}"]) for edge in ("lower", "upper"))
            found.append(line | {"path": path, "line": ink | {"dash": dash}})
    middle = {"type": "line", "x0": 0, "x1": ends[0], "y0": centre, "y1": centre}
    ink = {"color": colour("average", theme), "width": 1.5}
    return [*found, line | middle | {"line": ink}]

"""One line over time with its usual range, average and target, and its signals marked."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.events import Event, event_marks, upright
from charts.labels import across, at_the_end, dates, room, written
from charts.limit_lines import clipped, edges, limit_shapes
from charts.marks import marker
from charts.theme import Theme, colour, look

_LEFT, _TOP, _BELOW = 48, 10, 34  # margins in pixels
_AIR = 1.04  # of the scale, so that a mark at the top is whole


def control_chart(
    points: pd.DataFrame,
    *,
    theme: Theme,
    events: Sequence[Event] = (),
    label: str = "",
    top: float | None = 1.0,
    value_format: str = ".0%",
    unit: str = "",
    height: int = 340,
    narrow: bool = False,
    date_format: str = "%b %Y",
) -> go.Figure:
    """A series' figures with what they are judged by. Everything is named at the right end.

    points: judged points of one series, in order of period: period, value (NaN: a gap), small,
    hover, and of meaning, left_out, step, mean, lower, upper, target those that there are.
    label: the line's name at its end ("Area"). top: the scale's end, and the most that limits can
    be (1.0 for a share); None: as high as the highest thing drawn. unit: words after each figure
    (" days"). narrow: for a phone. No points make an empty figure.
    """
    highest = top or _highest(points)
    labels = _labels(points, label, top, value_format, unit, narrow=narrow)
    margins = {"l": _LEFT, "r": room(labels), "b": _BELOW}
    plot_width = across(_LEFT, margins["r"], narrow=narrow)
    lines, texts, above = event_marks(events, points["period"], theme, plot_width=plot_width)
    margins["t"] = _TOP + above
    plot = height - margins["t"] - _BELOW
    figure = go.Figure(_line(points, theme, scale=0.8 if narrow else 1))
    look(figure, theme, height=height)
    figure.update_layout(
        margin=margins,
        shapes=[*limit_shapes(points, theme, top=top), *upright(lines, plot)],
        annotations=[
            *at_the_end(labels, theme, plot=plot, top=highest * _AIR, above=margins["t"]),
            *texts,
        ],
    )
    figure.update_yaxes(range=[0, highest * _AIR], tickformat=value_format, rangemode="tozero")
    ends = edges(points["period"])
    figure.update_xaxes(
        **dates(points["period"], plot_width, date_format),
        range=[ends[0], ends[-1]] if ends else None,
        type="date",
    )
    return figure


def _line(points: pd.DataFrame, theme: Theme, *, scale: float) -> go.Scatter:
    return go.Scatter(
        x=points["period"].dt.strftime("%Y-%m-%d"),
        y=points["value"].astype("float64").round(4),
        mode="lines+markers",
        line={"color": colour("usual", theme), "width": 1},
        marker=marker(points, theme, scale=scale),
        text=points["hover"],
        hovertemplate="%{text}<extra></extra>",
        connectgaps=False,
        cliponaxis=False,
    )


def _highest(points: pd.DataFrame) -> float:
    drawn = [n for n in ("value", "mean", "upper", "target") if n in points]
    most = points[drawn].max().max()
    return float(most) if most > 0 else 1.0


def _last(points: pd.DataFrame, name: str) -> float | None:
    """The last figure of a column, if the last stretch has any."""
    if name not in points or not len(points):
        return None
    if name in ("mean", "lower", "upper") and "step" in points:
        points = points[points["step"] == points["step"].iloc[-1]]
    there = points[name].dropna()
    return float(there.iloc[-1]) if len(there) else None


def _labels(
    points: pd.DataFrame,
    label: str,
    top: float | None,
    value_format: str,
    unit: str,
    *,
    narrow: bool,
) -> list[tuple[str, float, str]]:
    """What stands at the right end: text, the height at which it should, meaning of its colour."""
    between = "<br>" if narrow else " "

    def figure(value: float) -> str:
        return written(value, value_format) + unit

    found = []
    value, mean, target = (_last(points, name) for name in ("value", "mean", "target"))
    if value is not None:
        name = f"{escape(label, quote=False)} " if label else ""
        found.append((f"<b>{name}{figure(value)}</b>", value, "text"))
    if mean is not None:
        found.append((f"Average{between}{figure(mean)}", mean, "average"))
    if target is not None:
        found.append((f"Target{between}{figure(target)}", target, "target"))
    if _last(points, "lower") is not None and _last(points, "upper") is not None:
        lower, upper = (
            float(clipped(pd.Series([_last(points, name)]), top)[0]) for name in ("lower", "upper")
        )
        words = f"{written(lower, value_format)} to {written(upper, value_format)}"
        # Beside the edge that the other labels are further from.
        others = [at for _, at, _ in found]
        far = max((lower, upper), key=lambda edge: min((abs(edge - o) for o in others), default=0))
        text = f"Usual<br>{words}" if narrow else f"Usual range {words}{unit}"
        found.append((text, far, "limits"))
    return found

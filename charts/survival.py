"""How long it takes, counting the cases still open: a stepped curve for each of a few groups.

The curves rise: the share finished within so many days. It reads as the standard is said ("78%
within 28 days") and points the same way as every share on time, where the share still open,
which statisticians draw, falls as things go well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.labels import at_the_end, room, written
from charts.theme import FONT_SIZE, Theme, colour, look
from metrics.survival import HALF
from metrics.survival_words import Words

FEW = 10  # cases followed so long, or a tenth of all: with fewer, a curve is hardly an estimate
NEARLY_ALL = 0.02  # still open: beyond, a curve only creeps
MOST_DAYS = 365  # drawn at most: a year's cases are hardly followed longer
_DASHES = ("solid", "dash", "dot", "dashdot")  # which curve it is, in greyscale too
_HEIGHT, _TOP = 320, 1.04


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One group's curve. name: short, to stand beside it. points: its rows of survival()."""

    name: str
    points: pd.DataFrame


def survival_chart(
    curves: Sequence[Curve],
    words: Words,
    *,
    theme: Theme,
    limit: int | None = None,
    until: int | None = None,
) -> go.Figure:
    """The share finished within each number of days, with a faint band of its 95% interval.

    curves: at most four, that in question first. limit: the days of the standard, where there is
    one for all. until: the last day drawn; where not given, until nearly all are finished or few
    are followed so long, MOST_DAYS at most, and past the limit. A dot marks the day by which half
    are finished. A curve ends where nobody was followed longer; curves without points are left out.
    """
    assert len(curves) <= len(_DASHES), "more curves than can be told apart"
    drawn = [c for c in curves if len(c.points)]
    end = _until(drawn, limit) if until is None else until
    figure = go.Figure()
    labels, bands, lines = [], [], []
    for i, curve in enumerate(drawn):
        meaning = "others" if i else "accent"
        points, ink = _points(curve.points, end), colour(meaning, theme)
        name = f"<b>{_safe(curve)}</b>" if i == 0 else _safe(curve)
        labels.append((name, float(points["finished"].iloc[-1]), meaning))
        bands += _band(points, ink)
        lines = [_line(curve, points, words, ink, _DASHES[i]), _half(points, ink), *lines]
    figure.add_traces(bands + lines)  # the first on top of the others
    look(figure, theme, height=_HEIGHT)
    margin = figure.layout.margin
    margin.update(r=room(labels), b=44)
    plot = _HEIGHT - margin.t - margin.b
    beside = at_the_end(labels, theme, plot=plot, top=_TOP, above=margin.t)
    figure.update_layout(annotations=beside)
    figure.update_yaxes(range=[0, _TOP], tickformat=".0%")
    title = {"text": f"{words.day}s after being {words.began}", "standoff": 4}
    title["font"] = {"size": FONT_SIZE, "color": colour("secondary", theme)}
    figure.update_xaxes(range=[0, end], title=title)
    if limit is not None:
        _draw_limit(figure, limit, end, words, theme)
    return figure


def _until(curves: Sequence[Curve], limit: int | None) -> int:
    """The last day worth drawing: of the curve for which it is the latest."""
    found = [round((limit or 0) * 1.25), 1]
    for points in (curve.points for curve in curves):
        few = np.clip(points["at_risk"].iloc[0] // 10, 1, FEW)
        worth = (points["at_risk"] >= few) & (points["still_open"].shift(fill_value=1) > NEARLY_ALL)
        found.append(min(int(points["days"][worth].max()), MOST_DAYS))
    return max(found)


def _safe(curve: Curve) -> str:
    return escape(curve.name, quote=False)


def _points(points: pd.DataFrame, until: int) -> pd.DataFrame:
    """What is drawn: days, n, at_risk, finished with lower and upper, and whether they are known.

    Where they are not they are finished itself. A curve that ends with all finished stays there.
    """
    found = pd.DataFrame(
        {
            "days": points["days"],
            "n": points["at_risk"].iloc[0],
            "at_risk": points["at_risk"],
            "finished": 1 - points["still_open"],
            "lower": 1 - points["upper"].fillna(points["still_open"]),
            "upper": 1 - points["lower"].fillna(points["still_open"]),
            "known": points["lower"].notna(),
        }
    )
    found = found.set_index("days")
    if found["finished"].iloc[-1] == 1 and len(found) <= until:
        found = found.reindex(range(until + 1), method="ffill")
        found.loc[len(points) :, "at_risk"] = 0
    return found[found.index <= until].reset_index()


def _band(points: pd.DataFrame, ink: str) -> list[go.Scatter]:
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    edge = {"x": points["days"], "mode": "lines", "hoverinfo": "skip"}
    edge["line"] = {"width": 0, "shape": "hv"}
    fill = {"fill": "tonexty", "fillcolor": f"rgba({red},{green},{blue},0.14)"}
    return [
        go.Scatter(y=points["lower"].round(4), **edge),
        go.Scatter(y=points["upper"].round(4), **edge, **fill),
    ]


def _line(curve: Curve, points: pd.DataFrame, words: Words, ink: str, dash: str) -> go.Scatter:
    return go.Scatter(
        name=curve.name,
        x=points["days"],
        y=points["finished"].round(4),
        mode="lines",
        line={"color": ink, "width": 2, "dash": dash, "shape": "hv"},
        text=[_hover(_safe(curve), line, words) for line in points.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(name: str, line: dict[Any, Any], words: Words) -> str:
    n, days = line["n"], f"{line['days']:,} {words.day}{'s' * (line['days'] != 1)}"
    share, lower, upper = (written(line[c], ".0%") for c in ("finished", "lower", "upper"))
    whole = f"{n:,} {words.one if n == 1 else words.counting_unit}"
    lines = [
        f"<b>{name}</b>",
        f"{share} {words.ended} within {days}",
        *([f"95% interval {lower} to {upper}"] if line["known"] else []),
        f"{whole}; {line['at_risk']:,} ran for {days} or more",
    ]
    return "<br>".join(lines)


def _half(points: pd.DataFrame, ink: str) -> go.Scatter:
    """A dot where half are finished, if they are."""
    reached = points[1 - points["finished"] <= HALF].head(1)
    marker = {"color": ink, "size": 8, "symbol": "circle"}
    y = [0.5] * len(reached)
    return go.Scatter(x=reached["days"], y=y, mode="markers", marker=marker, hoverinfo="skip")


def _draw_limit(figure: go.Figure, limit: int, until: int, words: Words, theme: Theme) -> None:
    ink = colour("target", theme)
    figure.add_vline(x=limit, line={"color": ink, "width": 1.5, "dash": "dash"}, layer="below")
    figure.add_annotation(
        text=f"standard: {limit:,} {words.day}{'s' * (limit != 1)}",
        x=limit,
        y=1,
        yref="paper",
        xanchor="left" if limit < until / 2 else "right",
        yanchor="bottom",
        showarrow=False,
        font={"color": ink},
    )

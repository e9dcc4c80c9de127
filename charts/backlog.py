"""What waits, day by day, by how old it is: the oldest at the bottom, standing out most."""

from collections.abc import Mapping
from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from charts.labels import DATE, across, at_the_end, room
from charts.theme import AGES, Theme, colour, look

_LEFT, _TOP, _BELOW = 48, 14, 34  # margins in pixels
_AIR = 1.04
_NARROWEST = 13  # letters of a line beside the chart on a phone


def backlog_chart(
    days: pd.DataFrame,
    *,
    theme: Theme,
    bands: Mapping[str, str],
    total_name: str = "All",
    height: int = 340,
    narrow: bool = False,
) -> go.Figure:
    """Counts of what waits, stacked, one working day beside the next whatever lies between them.

    days: day (datetime64), a column of counts (no gaps) for each of `bands`, and hover, which says
    the day's counts in words; in order. bands: column → its name in words ("29 days or more"),
    the youngest first; as many as theme.AGES has shades, or fewer. No days make an empty figure.
    """
    shades = dict(zip(bands, _spaced(AGES[theme], len(bands)), strict=True))
    oldest_first = list(reversed(bands))
    total = days[oldest_first].sum(axis=1)
    highest = float(total.max()) if len(days) and total.max() > 0 else 1.0
    labels = _labels(days, bands, total_name, narrow=narrow)
    figure = go.Figure(
        [_area(days[band], shades[band], theme) for band in oldest_first]
        + [_top_line(days, total, theme)]
    )
    margin = {"l": _LEFT, "r": room(labels), "t": _TOP, "b": _BELOW}
    look(figure, theme, height=height)
    plot = height - _TOP - _BELOW
    figure.update_layout(
        margin=margin,
        annotations=at_the_end(labels, theme, plot=plot, top=highest * _AIR, above=_TOP),
        hovermode="x",
    )
    figure.update_yaxes(range=[0, highest * _AIR], tickformat=",.0f", rangemode="tozero")
    first = _first_of_months(days["day"], across(_LEFT, margin["r"], narrow=narrow))
    figure.update_xaxes(
        tickvals=list(first),
        ticktext=list(first.values()),
        tickangle=0,
        range=[0, max(len(days) - 1, 1)],
    )
    return figure


def _labels(
    days: pd.DataFrame, bands: Mapping[str, str], total_name: str, *, narrow: bool
) -> list[tuple[str, float, str]]:
    """What stands at the right end: each band's name and last count at its middle, and all."""
    if days.empty:
        return []
    found, below = [], 0.0

    def text(name: str, count: float) -> list[str]:
        words = wrap(f"{name}: {count:,.0f}", _NARROWEST if narrow else 99)
        return [escape(line, quote=False) for line in words]

    for band, name in reversed(bands.items()):
        count = float(days[band].iloc[-1])
        found.append(("<br>".join(text(name, count)), below + count / 2, "text"))
        below += count
    all_of_them = "<br>".join(f"<b>{line}</b>" for line in text(total_name, below))
    return [*found, (all_of_them, below, "average")]


def _spaced(shades: tuple[str, ...], n: int) -> list[str]:
    """So many of the shades, the last always among them, as far apart as there are."""
    last = len(shades) - 1
    return [shades[last - (n - 1 - i) * max(1, last // max(n - 1, 1))] for i in range(n)]


def _area(counts: pd.Series, shade: str, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(counts))),
        y=counts,
        mode="lines",
        stackgroup="ages",
        fillcolor=shade,
        line={"color": colour("ground", theme), "width": 1},  # keeps neighbours apart in print
        hoverinfo="skip",
    )


def _top_line(days: pd.DataFrame, total: pd.Series, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(days))),
        y=total,
        mode="lines",
        line={"color": colour("average", theme), "width": 1.5},
        text=days["hover"],
        hovertemplate="%{text}<extra></extra>",
    )


def _first_of_months(days: pd.Series, plot_width: float) -> dict[int, str]:
    """Place along → month, at its first day here; the last ones that there is room for."""
    months = days.dt.strftime("%b %Y").tolist()
    room = DATE / plot_width * max(len(months) - 1, 1)
    found: list[int] = []
    for i in reversed(range(len(months))):
        is_first = i == 0 or months[i] != months[i - 1]
        if is_first and (not found or found[-1] - i >= room):
            found.append(i)
    return {i: months[i] for i in reversed(found)}

"""How far apart units are, month by month: from the lowest to the highest, and all together."""

from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import HALF, across, at_the_end, dates, room, written
from charts.limit_lines import edges
from charts.marks import marker
from charts.theme import Theme, colour, look

_LEFT, _TOP, _BELOW = 48, 14, 34  # margins in pixels
_AIR = 1.04
_LONGEST = 20  # letters of a line beside the chart
_NARROWEST = 12  # the same on a phone


def spread_chart(
    spread: pd.DataFrame,
    units: pd.DataFrame,
    *,
    theme: Theme,
    chosen: str | None = None,
    area_name: str = "Area",
    top: float | None = 1.0,
    value_format: str = ".0%",
    unit: str = "",
    height: int = 340,
    narrow: bool = False,
    date_format: str = "%b %Y",
) -> go.Figure:
    """A band from the lowest unit to the highest, a dot a unit and month, a line for the Area.

    spread: what compare.spread() gives (period, lowest, highest, mean), and hover, which says the
    month's figures in words. units: unit, name (short), period, value, small, hover. chosen: a unit
    whose dots are joined and named. unit: words after each figure (" days"). A month without a
    figure is a gap. No months make an empty figure.
    """
    drawn = units[units["value"].notna() & units["period"].isin(spread["period"])]
    most = max(spread["highest"].max(), drawn["value"].max())
    highest = top or (float(most) if most > 0 else 1.0)
    own = units[units["unit"] == chosen].sort_values("period")
    labels = _labels(spread, own, area_name, value_format, unit, narrow=narrow)
    figure = go.Figure(
        [*_band(spread, theme), _dots(drawn, theme), *_chosen(own, theme), _area(spread, theme)]
    )
    margin = {"l": _LEFT, "r": room(labels), "t": _TOP, "b": _BELOW}
    look(figure, theme, height=height)
    plot = height - _TOP - _BELOW
    figure.update_layout(
        margin=margin,
        annotations=at_the_end(labels, theme, plot=plot, top=highest * _AIR, above=_TOP),
    )
    figure.update_yaxes(range=[0, highest * _AIR], tickformat=value_format, rangemode="tozero")
    ends = edges(spread["period"])
    figure.update_xaxes(
        **dates(
            spread["period"], across(_LEFT, margin["r"], narrow=narrow, wide=HALF), date_format
        ),
        range=[ends[0], ends[-1]] if ends else None,
        type="date",
    )
    return figure


def _days(frame: pd.DataFrame) -> pd.Series:
    return frame["period"].dt.strftime("%Y-%m-%d")


def _band(spread: pd.DataFrame, theme: Theme) -> list[go.Scatter]:
    ink = {"color": colour("limits", theme), "width": 1, "dash": "dot"}
    return [
        go.Scatter(
            x=_days(spread),
            y=spread[name].round(4),
            mode="lines",
            line=ink,
            fill=fill,
            fillcolor=colour("band", theme),
            hoverinfo="skip",
        )
        for name, fill in (("lowest", None), ("highest", "tonexty"))
    ]


def _dots(units: pd.DataFrame, theme: Theme) -> go.Scatter:
    """Every unit and month in one trace; hollow where the number is small."""
    return go.Scatter(
        x=_days(units),
        y=units["value"].round(4),
        mode="markers",
        marker=marker(units.assign(meaning="usual"), theme, scale=0.7) | {"opacity": 0.7},
        text=units["hover"],
        hovertemplate="%{text}<extra></extra>",
    )


def _chosen(own: pd.DataFrame, theme: Theme) -> list[go.Scatter]:
    if own.empty:
        return []
    accent = {"color": colour("accent", theme), "width": 2}
    points = own.drop(columns=["meaning"], errors="ignore")
    return [
        go.Scatter(
            x=_days(own),
            y=own["value"].round(4),
            mode="lines+markers",
            line=accent,
            marker=marker(points, theme),
            text=own["hover"],
            hovertemplate="%{text}<extra></extra>",
        )
    ]


def _area(spread: pd.DataFrame, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=_days(spread),
        y=spread["mean"].round(4),
        mode="lines",
        line={"color": colour("average", theme), "width": 2.5},
        text=spread["hover"],
        hovertemplate="%{text}<extra></extra>",
    )


def _labels(
    spread: pd.DataFrame,
    own: pd.DataFrame,
    area_name: str,
    value_format: str,
    unit: str,
    *,
    narrow: bool,
) -> list[tuple[str, float, str]]:
    """What stands at the right end, of each line's last figure."""
    ends: list[tuple[Any, str, str, bool]] = [
        (spread["highest"], "Highest", "limits", False),
        (spread["mean"], area_name, "text", True),
        (spread["lowest"], "Lowest", "limits", False),
    ]
    if len(own):
        ends.append((own["value"], own["name"].iloc[0], "accent", True))
    found = []
    for values, name, meaning, is_bold in ends:
        there = values.dropna()
        if there.empty:
            continue
        last = float(there.iloc[-1])
        text = f"{name} {written(last, value_format)}{unit}"
        lines = [
            escape(line, quote=False) for line in wrap(text, _NARROWEST if narrow else _LONGEST)
        ]
        found.append(("<br>".join(f"<b>{x}</b>" if is_bold else x for x in lines), last, meaning))
    return found

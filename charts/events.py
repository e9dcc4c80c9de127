"""What happened on a day, as a hairline over a chart with a few words on top."""

from collections.abc import Sequence
from datetime import date
from html import escape
from textwrap import wrap
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from charts.labels import LETTER, LINE, rows, width
from charts.limit_lines import edges
from charts.theme import Theme, colour

_LONGEST = 30  # letters of a label; hover has the whole
_HOVER = 60  # letters of a line in hover
_GAP = 8  # pixels between labels of one row


class Event(NamedTuple):
    """What happened on a day: a step change of the limits, or an action that was started.

    found: what came of it, for the hover alone.
    """

    day: date
    label: str
    kind: Literal["step", "action"]
    found: str = ""


def event_marks(
    events: Sequence[Event], periods: pd.Series, theme: Theme, *, plot_width: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Hairlines, their labels, and the pixels above the plot that the labels take.

    periods: first days, in order. A hairline stands as far into its period's place along the axis
    as its day is into the period: the first day of a month is between that month and the one
    before. An event before the first period or after the last is not shown. plot_width: pixels. A
    line's y1 is the pixels above the plot at which it ends: upright() makes it plotly's.
    """
    days = edges(periods)
    ends = pd.to_datetime(days, format="%Y-%m-%d")
    whole = (ends[-1] - ends[0]) if len(ends) else None
    shown = sorted((at, e) for e in events if (at := _along(e.day, periods, ends)) is not None)
    lines = [(at - ends[0]) / whole * plot_width for at, _ in shown]
    words, spans, sides = [], [], []
    for x, (_, event) in zip(lines, shown, strict=True):
        to_the_right = x + width(event.label) <= plot_width or x < plot_width / 2
        free = (plot_width - x if to_the_right else x) / LETTER
        words.append(_cut(event.label, min(_LONGEST, int(free))))
        long = width(words[-1]) + _GAP
        spans.append((x, x + long) if to_the_right else (x - long, x))
        sides.append("left" if to_the_right else "right")
    at_rows = rows(spans, lines)
    ink = colour("step", theme)
    on = {"xref": "x", "yref": "paper"}
    hairlines, labels = [], []
    for row, word, side, (at, event) in zip(at_rows, words, sides, shown, strict=True):
        dash = "solid" if event.kind == "step" else "dot"
        line = {"color": ink, "width": 1, "dash": dash}
        x, y1 = f"{at:%Y-%m-%d}", LINE * (row + 0.9)
        hairlines.append({"type": "line", "x0": x, "x1": x, "y0": 0, "y1": y1, "line": line, **on})
        label = {
            "text": escape(word, quote=False),
            "hovertext": _hover(event),
            "x": x,
            "y": 1,
            "yshift": LINE * row,
            "xanchor": side,
            "xshift": 2 if side == "left" else -2,
            "yanchor": "bottom",
            "showarrow": False,
            "borderpad": 0,
            "font": {"color": ink},
        }
        labels.append(label | on)
    return hairlines, labels, LINE * (max(at_rows) + 1) if at_rows else 0


def upright(lines: list[dict[str, Any]], plot: float) -> list[dict[str, Any]]:
    """The hairlines over a plot of so many pixels in height."""
    return [line | {"y1": 1 + line["y1"] / plot} for line in lines]


def _along(day: date, periods: pd.Series, ends: pd.DatetimeIndex) -> pd.Timestamp | None:
    """Where along the axis a day stands; None where it is in none of the periods."""
    at = pd.Timestamp(day)
    i = int(np.searchsorted(periods.to_numpy(), at.to_datetime64(), side="right")) - 1
    if i < 0:
        return None
    room = ends[i + 1] - ends[i]
    if i + 1 < len(periods):
        following = periods.iloc[i + 1]
    else:  # the last: as long as the one before, months by the calendar
        is_month = 28 <= room.days <= 31
        following = periods.iloc[i] + (pd.DateOffset(months=1) if is_month else room)
    into = (at - periods.iloc[i]) / (following - periods.iloc[i])
    return (ends[i] + room * into).floor("D") if into < 1 else None


def _hover(event: Event) -> str:
    words = f"{event.day:%-d %B %Y}: {escape(event.label, quote=False)}"
    lines = [escape(line, quote=False) for line in wrap(event.found, _HOVER)]
    return "<br>".join([words, *lines])  # plotly breaks no line itself


def _cut(label: str, letters: int) -> str:
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"

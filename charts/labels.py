"""Where the texts of a chart stand, so that none covers another, and how a figure is written.

The width of a chart is not known before it is drawn: it is taken to be as narrow as the pages
allow, and on a wider screen texts are only further apart.
"""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from charts.theme import FONT_SIZE, Theme, colour

WIDE, HALF, NARROW = 880, 420, 288  # pixels: the least width of a chart, of half, on a phone
LINE = FONT_SIZE + 4  # pixels from a line of text to the next
LETTER = 0.53 * FONT_SIZE  # pixels: wider than the mean letter of Source Sans, digits included
DATE = 62  # pixels from the middle of a date on an axis to that of the next
_EVERY = (1, 2, 3, 4, 6, 12, 24)  # periods from one date on an axis to the next


def written(value: float, value_format: str) -> str:
    """A figure as an axis writes it (".0%", ",.0f"), a half going up as in the pages.

    >>> written(5 / 8, ".0%"), written(1234.5, ",.0f"), written(0.0, ",.1f")
    ('63%', '1,235', '0.0')
    """
    places = int(value_format[value_format.index(".") + 1 : -1])
    places += 2 * value_format.endswith("%")
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format(exact, value_format)


def width(text: str, *, bold: bool = False) -> float:
    """About how many pixels a line of text takes, rather too many than too few."""
    return len(text) * LETTER * (1.06 if bold else 1)


def apart(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> list[float]:
    """Places along a line, each as near to where it is wanted as the room allows.

    wanted: centres in pixels; gaps: the room that each takes. Those that fit between low and high
    do not overlap, and keep their order; where there are too many, they run over `high`.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    found = list(wanted)
    edge = low
    for i in order:
        found[i] = max(found[i], edge + gaps[i] / 2)
        edge = found[i] + gaps[i] / 2
    edge = high
    for i in reversed(order):
        found[i] = min(found[i], edge - gaps[i] / 2)
        edge = found[i] - gaps[i] / 2
    edge = low
    for i in order:  # too many for the room: none is lost below
        found[i] = max(found[i], edge + gaps[i] / 2)
        edge = found[i] + gaps[i] / 2
    return found


def rows(spans: Sequence[tuple[float, float]], lines: Sequence[float]) -> list[int]:
    """Rows, 0 the lowest, for texts that stand on vertical lines which end at their own row.

    spans: where each text begins and ends; lines: where its line is, at one end of it. No text
    covers another, and no line runs through a text, as far as both can be.
    """
    n = len(spans)
    found = [0] * n
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
    for _ in range(n * n):
        settled = True
        for i, j in pairs:
            (left, right), (begins, ends) = spans[i], spans[j]
            crossed = left < lines[j] < right
            crosses = begins < lines[i] < ends
            meet = left < ends and begins < right and i < j
            if (crossed and not crosses and found[i] <= found[j]) or (
                meet and crossed == crosses and found[i] == found[j]
            ):
                found[i] = found[j] + 1
                settled = False
        if settled:
            return found
    return list(range(n))[::-1]  # lines that must cross texts: the texts at least stay apart


def across(left: float, right: float, *, narrow: bool, wide: int = WIDE) -> float:
    """The least width in pixels of a plot between two margins, the chart being so wide at least."""
    return (NARROW if narrow else wide) - left - right


def every_so_many(n: int, plot_width: float) -> int:
    """Of n periods along a plot, every how many can have its date under it."""
    least = n * DATE / plot_width
    return next((every for every in _EVERY if every >= least), math.ceil(least))


def dates(periods: pd.Series, plot_width: float, date_format: str) -> dict[str, Any]:
    """An axis with as many dates as there is room for, the last period's always among them."""
    every = every_so_many(len(periods), plot_width)
    named = periods.iloc[::-1].iloc[::every].iloc[::-1]
    return {
        "tickmode": "array",
        "tickangle": 0,  # turned, they would take height from the plot
        "tickvals": named.dt.strftime("%Y-%m-%d").tolist(),
        "ticktext": named.dt.strftime(date_format).tolist(),
    }


def at_the_end(
    labels: Sequence[tuple[str, float, str]],
    theme: Theme,
    *,
    plot: float,
    top: float,
    above: float = LINE,
) -> list[dict[str, Any]]:
    """Annotations to the right of a plot, beside what they name, none over another.

    labels: (text, value, meaning of its colour); lines of a text are parted by <br>.
    plot: the plot's height in pixels; top: the value at its upper edge, nought being the lower;
    above: the free pixels over it.
    """
    wanted = [value / top * plot for _, value, _ in labels]
    heights = [LINE * (text.count("<br>") + 1) for text, _, _ in labels]
    places = apart(wanted, heights, -LINE / 2, plot + above)
    return [
        {
            "text": text,
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": place / plot,
            "yref": "paper",
            "yanchor": "middle",
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"color": colour(meaning, theme)},
        }
        for (text, _, meaning), place in zip(labels, places, strict=True)
    ]


def room(labels: Sequence[tuple[str, float, str]]) -> int:
    """The margin in pixels that such labels need."""
    lines = [line for text, _, _ in labels for line in text.split("<br>")]
    longest = max((width(_bare(line), bold="<b>" in line) for line in lines), default=0)
    return round(longest) + 14


def _bare(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")

"""A line of the pack as SVG, without a browser: its usual range, average, target and marks.

Everything is told apart by shape and dash, so that it can be read in greyscale; sizes are points
of paper. Only what is escaped comes from data.
"""

from collections.abc import Sequence
from datetime import date
from html import escape

from charts.labels import apart
from charts.theme import FONT, colour
from metrics.measure import ShownAs
from packs.content import Line, Mark, Point
from packs.pdf.levels import lines
from packs.pdf.plot import Plot
from packs.pdf.scale import Scale, within
from packs.pdf.shapes import GROUND, mark
from packs.words.sheet_words import shown

_FONT = f'font-family="{FONT.replace(chr(39), "")}"'
_LEFT, _BELOW, _TOP = 30.0, 16.0, 8.0  # margins in points
_ROW = 11.0  # a row of the names of what happened
_LETTER = 0.5  # of the font's size: about how wide a letter is
_MONTHS_APART = 46.0  # points from one month's name to the next


def large(
    line: Line,
    scale: Scale,
    *,
    shown_as: ShownAs,
    marks: Sequence[Mark] = (),
    size: tuple[int, int],
) -> str:
    """A chart of one line with its scale, its months, and what its lines are at its right end."""
    wide, high = size
    labels = _ends(line, shown_as)
    right = max((len(text) for text, *_ in labels), default=0) * 8 * 0.55 + 10
    inside = [m for m in marks if line.points and m.day >= line.points[0].period]
    top = _TOP + _ROW * len(inside)
    plot = Plot(
        [p.period for p in line.points],
        scale,
        (_LEFT, top, wide - right, high - _BELOW),
    )
    drawn = [
        *_grid(plot, shown_as, 8),
        *_dates(plot, 8),
        *_nothing(plot, line),
        *_what_happened(plot, inside),
        *lines(plot, line.points, width=1.1),
        *_marks(plot, line.points, 1.0),
        *_at_the_end(plot, labels),
    ]
    return _svg(drawn, size)


def little(
    line: Line, scale: Scale, months: Sequence[date], *, shown_as: ShownAs, size: tuple[int, int]
) -> str:
    """A chart of one line among others on one scale and over the same months.

    The ends of its scales are named, nothing else is. months: the oldest first.
    """
    plot = Plot(months, scale, (24, 5, size[0] - 5, size[1] - 12))
    pen = 0.8 if plot.half_month > 3.2 else 0.6  # so that marks stay apart
    drawn = [
        *_grid(plot, shown_as, 7, ends=True),
        *_dates(plot, 7, ends=True),
        *_nothing(plot, line),
        *lines(plot, line.points, width=0.8),
        *_marks(plot, line.points, pen),
    ]
    return _svg(drawn, size)


def _grid(plot: Plot, shown_as: ShownAs, font: int, *, ends: bool = False) -> list[str]:
    ink = colour("grid", "light")
    ticks = plot.scale.ticks
    found = []
    for tick in [ticks[0], ticks[-1]] if ends else ticks:
        y = plot.down(tick)
        found.append(
            f'<path d="M{plot.left:.1f} {y:.1f}H{plot.right:.1f}" stroke="{ink}" '
            'stroke-width="0.6"/>'
        )
        label = shown(shown_as, tick)
        found.append(_text(label, plot.left - 4, y + font * 0.35, font, "secondary", "end"))
    return found


def _dates(plot: Plot, font: int, *, ends: bool = False) -> list[str]:
    periods = plot.periods
    if not periods:
        return []
    if ends:
        named = {periods[0]: "start", periods[-1]: "end"} if len(periods) > 1 else {}
        named = named or {periods[0]: "middle"}
    else:
        months = plot.half_month * 2
        every = next((n for n in (1, 2, 3, 4, 6, 12) if n * months >= _MONTHS_APART), 24)
        named = dict.fromkeys(periods[::-1][::every], "middle")
    y = plot.bottom + font + 3
    return [
        _text(f"{period:%b %Y}", _place(plot, period, anchor), y, font, "secondary", anchor)
        for period, anchor in named.items()
    ]


def _nothing(plot: Plot, line: Line) -> list[str]:
    if any(p.value is not None for p in line.points):
        return []
    x, y = (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2
    return [_text("No figures", x, y, 8, "secondary", "middle")]


def _place(plot: Plot, period: date, anchor: str) -> float:
    return {"start": plot.left, "end": plot.right}.get(anchor, plot.middle(period))


def _marks(plot: Plot, points: Sequence[Point], scale: float) -> list[str]:
    return [
        mark(p, plot.middle(p.period), plot.down(p.value), scale=scale)
        for p in points
        if p.value is not None
    ]


def _what_happened(plot: Plot, marks: Sequence[Mark]) -> list[str]:
    found = []
    for i, what in enumerate(marks):
        x, y = min(plot.across(what.day), plot.right), plot.top - _ROW * (len(marks) - i) + 3
        dash = "" if what.kind == "step" else ' stroke-dasharray="2 2"'
        found.append(
            f'<path d="M{x:.1f} {y:.1f}V{plot.bottom:.1f}" stroke="{colour("step", "light")}" '
            f'stroke-width="0.8"{dash}/>'
        )
        words = f"{what.label}, {what.day.day} {what.day:%b %Y}"
        to_left = x + len(words) * 8 * _LETTER > plot.right
        found.append(
            _text(
                words, x - 3 if to_left else x + 3, y + 5, 8, "text", "end" if to_left else "start"
            )
        )
    return found


def _ends(line: Line, shown_as: ShownAs) -> list[tuple[str, float, str, bool]]:
    """What stands at the right end: text, its height, the meaning of its colour, whether bold."""
    found: list[tuple[str, float, str, bool]] = []
    there = [p for p in line.points if p.value is not None]
    if not there:
        return found
    newest = line.points[-1]

    def add(words: str, value: float | None, ink: str, *, bold: bool = False) -> None:
        if value is not None:
            said = f"{words} {shown(shown_as, value)}"
            found.append((said, value, ink, bold))

    add(line.name or "Area", there[-1].value, "text", bold=True)
    add("Average", newest.mean, "average")
    add("Target", newest.target, "target")
    lower, upper = within(newest.lower, shown_as), within(newest.upper, shown_as)
    if lower is not None and upper is not None:
        middle = upper if (there[-1].value or 0) < (lower + upper) / 2 else lower
        said = f"Usual {shown(shown_as, lower)} to {shown(shown_as, upper)}"
        found.append((said, middle, "limits", False))
    return found


def _at_the_end(plot: Plot, labels: Sequence[tuple[str, float, str, bool]]) -> list[str]:
    wanted = [plot.bottom - plot.down(value) for _, value, *_ in labels]
    places = apart(wanted, [10.0] * len(labels), -2, plot.bottom - plot.top + 6)
    return [
        _text(text, plot.right + 6, plot.bottom - at + 3, 8, ink, "start", bold=bold)
        for (text, _, ink, bold), at in zip(labels, places, strict=True)
    ]


def _text(
    words: str, x: float, y: float, font: int, ink: str, anchor: str, *, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{font}" fill="{colour(ink, "light")}" '
        f'text-anchor="{anchor}"{weight}>{escape(words)}</text>'
    )


def _svg(drawn: Sequence[str], size: tuple[int, int]) -> str:
    wide, high = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" '
        f'viewBox="0 0 {wide} {high}" {_FONT}>'
        f'<rect width="{wide}" height="{high}" fill="{GROUND}"/>{"".join(drawn)}</svg>'
    )

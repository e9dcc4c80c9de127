"""Icons of verdicts and sparklines, as SVG drawn here: the marks of the charts, larger.

An icon says in words what it shows, for those who do not see it, and needs no colour to be read.
"""

from collections.abc import Sequence
from html import escape
from typing import Literal

from charts.marks import MARKS
from charts.theme import Theme, colour

_SIDE = 28  # of an icon's drawing; it may be shown smaller
_SHAPES = {  # around 14, 14
    "improvement": '<path d="M14 1.5 26.5 14 14 26.5 1.5 14Z" {paint}/>',
    "concern": '<rect x="4" y="4" width="20" height="20" {paint}/>',
    "change": '<path d="M14 2.5 27 25H1Z" {paint}/>',
    "usual": '<circle cx="14" cy="14" r="6" {paint}/>',
    "not judged": '<circle cx="14" cy="14" r="6" {paint}/>',
}
_ARROWS = {1: "M14 20.5V8.5M9 13l5-5 5 5", -1: "M14 7.5v12M9 15l5 5 5-5"}
_THAN = {1: "higher than usual", -1: "lower than usual", 0: "different from usual"}
_WORDS = {
    "improvement": "Better: {than}",
    "concern": "Worse: {than}",
    "change": "Changed: {than}",
    "usual": "No change beyond chance",
    "not judged": "Too few to judge",
}
_ASSURANCES = {
    "will reach": "Will reach the target as things are",
    "may or may not reach": "May or may not reach the target as things are",
    "will not reach": "Will not reach the target as things are",
    "": "Not judged against a target",
}
_POINTS = 30  # of a sparkline
_WIDE, _HIGH, _EDGE = 120, 28, 6  # pixels of a sparkline, and the room for its mark


def variation_words(meaning: str, side: int) -> str:
    """What the icon of a verdict says.

    >>> variation_words("concern", -1)
    'Worse: lower than usual'
    """
    return _WORDS[meaning].format(than=_THAN[side])


def assurance_words(assurance: str) -> str:
    """What the icon of an assurance says."""
    return _ASSURANCES[assurance]


def variation_icon(meaning: str, side: int, theme: Theme, *, size: int = _SIDE) -> str:
    """The mark of a verdict, with an arrow to the side (+1 high, -1 low) that a signal is on.

    meaning: a key of MARKS. size: pixels.
    """
    ink, ground = colour(MARKS[meaning].meaning, theme), colour("ground", theme)
    is_signal = meaning not in ("usual", "not judged")
    if meaning == "not judged":
        paint = f'fill="none" stroke="{ink}" stroke-width="2.5"'
    else:
        paint = f'fill="{ink}"'
    drawn = _SHAPES[meaning].format(paint=paint)
    if is_signal and side:
        drop = ' transform="translate(3.5 7) scale(.75)"' if meaning == "change" else ""
        drawn += f'<path d="{_ARROWS[side]}"{drop} {_pen(ground, 2.6)}/>'
    if meaning == "usual":
        drawn += f'<path d="M1.5 14H6M22 14h4.5" {_pen(ink, 2.5)}/>'
    return _icon(drawn, variation_words(meaning, side), size)


def assurance_icon(
    assurance: str,
    theme: Theme,
    *,
    better: Literal["higher", "lower", "neither"] = "higher",
    size: int = _SIDE,
) -> str:
    """The band of usual values and the target's dashed line: beyond it, across it or short of it.

    assurance: as in the verdicts; "" where there is none. A tick says that the band is on the
    good side, a cross that it is not. size: pixels.
    """
    words = assurance_words(assurance)
    band, line, ink = (colour(m, theme) for m in ("usual", "target", "text"))
    if not assurance:
        return _icon(f'<path d="M9 14h10" {_pen(band, 2.5)}/>', words, size)
    is_above = (assurance == "will reach") == (better != "lower")
    across = assurance == "may or may not reach"
    top, target = (7.5, 14) if across else (2, 15.5) if is_above else (15, 12.5)
    high = 13 if across else 11
    drawn = f'<rect x="2" y="{top}" width="24" height="{high}" rx="2" fill="{band}"/>'
    ground = colour("ground", theme)
    if across:  # a gap around the line, which would not stand out from the band
        drawn += f'<path d="M1 {target}h26" stroke="{ground}" stroke-width="6"/>'
    drawn += f'<path d="M1 {target}h26" {_pen(line, 2.5)} stroke-dasharray="5 5.25"/>'
    if not across:
        middle = 22.5 if is_above else 5.5
        mark = "m-5 0 3.5 3.5 6.5-7" if assurance == "will reach" else "m-3.5-3.5 7 7m0-7-7 7"
        drawn += f'<path d="M14 {middle}{mark}" {_pen(ink, 2.5)}/>'
    return _icon(drawn, words, size)


def sparkline(
    values: Sequence[float], meanings: Sequence[str], theme: Theme, *, small: bool = False
) -> str:
    """A line of the last 30 values at most, with the last one's mark; hidden from screen readers.

    values: oldest first, NaN a gap; meanings: a key of MARKS each. small: the last is of a small
    number. From nought or the lowest value to the highest: it shows a shape, not a size.
    """
    values, meanings = list(values)[-_POINTS:], list(meanings)[-_POINTS:]
    there = [i for i, v in enumerate(values) if v == v]
    drawn = ""
    if there:
        spots = _spots(values)
        path = "".join(
            f"{'L' if i - 1 in there else 'M'}{spots[i][0]} {spots[i][1]}" for i in there
        )
        drawn = f'<path d="{path}" {_pen(colour("usual", theme), 1.5)}/>'
        drawn += _small_mark(meanings[there[-1]], *spots[there[-1]], theme, hollow=small)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}" '
        f'viewBox="0 0 {_WIDE} {_HIGH}" aria-hidden="true">{drawn}</svg>'
    )


def _spots(values: list[float]) -> list[tuple[float, float]]:
    """Where each value stands in a sparkline, in pixels from its upper left corner."""
    there = [v for v in values if v == v]
    low, high = min(there), max(there)
    step, room = (_WIDE - 2 * _EDGE) / max(len(values) - 1, 1), _HIGH - 2 * _EDGE
    ups = [(v - low) / (high - low) if high > low else 0.5 for v in values]
    return [
        (round(_EDGE + i * step, 1), round(_HIGH - _EDGE - up * room, 1))
        for i, up in enumerate(ups)
    ]


def _small_mark(meaning: str, x: float, y: float, theme: Theme, *, hollow: bool) -> str:
    ink = colour(MARKS[meaning].meaning, theme)
    hollow = hollow or meaning == "not judged"
    paint = f'fill="{colour("ground", theme) if hollow else ink}" stroke="{ink}"'
    shape = _SHAPES[meaning].format(paint=f'{paint} stroke-width="{4 if hollow else 0}"')
    scale = 0.55 if MARKS[meaning].meaning == "usual" else 0.42
    left, top = round(x - _SIDE / 2 * scale, 1), round(y - _SIDE / 2 * scale, 1)
    return f'<g transform="translate({left} {top}) scale({scale})">{shape}</g>'


def _pen(ink: str, width: float) -> str:
    return f'fill="none" stroke="{ink}" stroke-width="{width}" stroke-linejoin="round"'


def _icon(drawn: str, words: str, size: int) -> str:
    words = escape(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {_SIDE} {_SIDE}" role="img" aria-label="{words}">'
        f"<title>{words}</title>{drawn}</svg>"
    )

"""Figures that read as their target though they miss it, and how far two figures are apart."""

from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from charts.marks import glyph
from metrics import figure_words
from metrics.measure import Better, ShownAs
from packs.words.sheet_words import NONE, shown

SMALL = glyph("usual", small=True)

# How often a figure holds what its difference is said in, to what that is rounded, and one of it.
_UNITS: dict[ShownAs, tuple[int, str, str]] = {
    "share": (100, "1", "point"),
    "days": (1, "0.1", "day"),
    "count": (1, "1", ""),
}


def just_missed(
    shown_as: ShownAs, better: Better, value: float | None, target: float | None
) -> str:
    """How a figure misses a target that it reads as, "just short" or "just over"; "" otherwise.

    >>> just_missed("share", "higher", 0.797, 0.8), just_missed("share", "higher", 0.8, 0.8)
    ('just short', '')
    """
    if value is None or target is None:
        return ""
    return figure_words.just_missed(better, value, target, reads=partial(shown, shown_as))


def with_miss(figure: str, missed: str) -> str:
    """A figure with its denominator, and that it misses its target.

    >>> with_miss("80% (149 of 187)", "just short")
    '80%, just short (149 of 187)'
    """
    if not missed:
        return figure
    first, bracket, of = figure.partition(" (")
    return f"{first}, {missed}{bracket}{of}"


def with_small(figure: str, value: float | None, *, small: bool) -> str:
    """A figure with the mark of a small number, as charts have it; one that is none has no mark."""
    return f"{figure} {SMALL}" if small and value is not None and value == value else figure


def at_target(better: Better, value: float | None, target: float | None) -> bool | None:
    """Whether a figure has reached its target; None where there is either none."""
    if value is None or target is None or better == "neither":
        return None
    return value >= target if better == "higher" else value <= target


def difference(shown_as: ShownAs, value: float | None, before: float | None) -> str:
    """How far a figure is from an earlier one, from both unrounded; a half goes away from nought.

    >>> difference("share", 0.745, 0.72), difference("days", 21.0, 24.0)
    ('+3 points', '−3 days')
    >>> difference("share", 0.503, 0.5), difference("count", 8.0, 8.0), difference("days", 8, None)
    ('under 1 point', '0', '–')
    """
    if value is None or before is None:
        return NONE
    times, least, word = _UNITS[shown_as]
    exact = Decimal(repr(round((value - before) * times, 9)))  # 35% less 22.5% is out in its last
    size = abs(exact).quantize(Decimal(least), ROUND_HALF_UP)
    if exact and not size:
        return f"under {least} {word}"
    said = f"{size:,}".removesuffix(".0")
    sign = "+" if exact > 0 else "−" if exact else ""
    return f"{sign}{said} {word if said == '1' or not word else f'{word}s'}".rstrip()

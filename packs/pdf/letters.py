"""Which letters the PDF's font has: a tagged PDF may not hold one that cannot be shown."""

from functools import cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_WEIGHTS = ("Regular", "Semibold", "Bold")
_MARKS = "■◆▲●○"  # of the key, which a font inside Typst has
_INSTEAD = "?"


def shown_by_the_font(text: str) -> str:
    """The text with a question mark for each letter that the font lacks; lines stay as they are.

    >>> shown_by_the_font("Café – 漢")
    'Café – ?'
    """
    return text.translate({ord(letter): _INSTEAD for letter in set(text) - _there()})


@cache
def _there() -> frozenset[str]:
    all_have: set[int] = set.intersection(*map(_letters_of, _WEIGHTS))
    seen = {chr(n) for n in all_have if n >= 32 and n != 127}
    return frozenset(seen | set(_MARKS) | {"\n"})


def _letters_of(weight: str) -> set[int]:
    with TTFont(FONTS / f"SourceSansPro-{weight}.ttf", lazy=True) as font:
        return set(font.getBestCmap())

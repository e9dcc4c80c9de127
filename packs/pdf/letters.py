"""Which letters the PDF's font has: a tagged PDF may not hold one that cannot be shown."""

from functools import cache
from pathlib import Path
from unicodedata import category, name

import font_source_sans_pro
from fontTools.ttLib import TTFont

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_WEIGHTS = ("Regular", "Semibold", "Bold")
_MARKS = "■◆▲●○"  # of the key, which a font inside Typst has
_INSTEAD = "?"
_JOINS = {ord(c): "" for c in "\u200d\ufe0e\ufe0f"}  # parts of emoji that are never seen
LACKS = (
    "Where a text has “?” or a picture’s name in brackets, this file has no letter for what was "
    "written; PowerPoint and Excel show it."
)


def shown_by_the_font(text: str) -> str:
    """The text with what the font lacks put otherwise; lines stay as they are.

    A picture has its name in brackets, another letter a question mark.

    >>> shown_by_the_font("Café – 漢"), shown_by_the_font("Done 👍")
    ('Café – ?', 'Done [thumbs up sign]')
    """
    lacking = set(text) - _there()
    return text.translate({ord(letter): _instead(letter) for letter in lacking} | _JOINS)


def _instead(letter: str) -> str:
    is_picture = category(letter) == "So"
    return f"[{name(letter, 'picture').lower()}]" if is_picture else _INSTEAD


@cache
def _there() -> frozenset[str]:
    all_have: set[int] = set.intersection(*map(_letters_of, _WEIGHTS))
    seen = {chr(n) for n in all_have if n >= 32 and n != 127}
    return frozenset(seen | set(_MARKS) | {"\n"})


def _letters_of(weight: str) -> set[int]:
    with TTFont(FONTS / f"SourceSansPro-{weight}.ttf", lazy=True) as font:
        return set(font.getBestCmap())

"""The known value that a text may mean: misspelt, shortened, or its words in another order."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from extracts.errors import LONGEST_SHOWN

_NEAR = 0.65
_CLEARLY = 0.05  # how much nearer than any other value: else it is not for us to say
_MISSPELT = 0.8  # how like two words are of which one is misspelt
_SHORTENED = 3  # first letters of a word that stand for all of it, as in "Mags"


def nearest_value(text: str, known: Mapping[str, str]) -> str:
    """The value that the text is nearest to, "" where none is near or two are as near.

    known: every spelling -> its value. "Manchester" is near to none of three units that have it in
    their names: which it means is not for us to say.

    >>> nearest_value("Magistrates, Cumbria", {"Cumbria Magistrates Hub": "Cumbria", "RASSO": "R"})
    'Cumbria'
    """
    best: dict[str, float] = {}
    within: set[str] = set()
    words = _words(text[:LONGEST_SHOWN])
    for spelt, value in known.items():
        near, is_within = _near(words, _words(spelt))
        best[value] = max(best.get(value, 0.0), near)
        within |= {value} if is_within else set()
    first, second = ([*sorted(best.items(), key=lambda b: -b[1]), ("", 0.0), ("", 0.0)])[:2]
    is_clear = len(within) <= 1 and first[1] >= max(_NEAR, second[1] + _CLEARLY)
    return first[0] if is_clear else ""


@lru_cache(maxsize=1_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def _near(mine: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, bool]:
    """(how near, from 0 to 1; whether each word of the first is one of the other)."""
    if "".join(mine) == "".join(w[0] for w in other) and len(other) > 1:
        return 1.0, True
    alike = [[_same(m, o) for o in other] for m in mine]
    if not alike or not other:
        return 0.0, False
    shared = sum(map(max, alike)) + sum(map(max, zip(*alike, strict=True)))
    written = _ratio(" ".join(mine), " ".join(other), least=_NEAR)
    return max(shared / (len(mine) + len(other)), written), all(map(max, alike))


@lru_cache(maxsize=100_000)
def _same(mine: str, other: str) -> float:
    """How alike two words are, 0 where not much."""
    short, long = sorted((mine.removesuffix("s"), other.removesuffix("s")), key=len)
    if len(short) >= _SHORTENED and long.startswith(short):
        return 1.0
    return _ratio(mine, other, least=_MISSPELT)


def _ratio(mine: str, other: str, *, least: float) -> float:
    """How alike two texts are letter by letter, 0 where less than the least."""
    match = SequenceMatcher(a=mine, b=other, autojunk=False)
    if match.real_quick_ratio() < least or match.quick_ratio() < least:
        return 0.0
    ratio = match.ratio()
    return ratio if ratio >= least else 0.0

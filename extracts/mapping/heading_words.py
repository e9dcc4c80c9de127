"""Headings as words: how like two headings are, whoever wrote them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from extracts.errors import LONGEST_SHOWN
from extracts.fields import squash

# Words for one thing in the headings of case systems; our own list, from those of domain.md
# section 8 and of public registers. The first stands for all.
_SAME = (
    "date day dt time datetime timestamp on when",
    "reference ref id identifier no num number nr key code uin urn",
    "received receipt recd rcvd lodged submitted requested referred raised registered tabled",
    "decided decision determined determination completed concluded finalised resolved answered",
    "result outcome disposal verdict",
    "unit team office branch department dept agency body division directorate",
    "due deadline target expiry",
    "type kind category class",
    "custody remand remanded detained",
    "defendant accused suspect def",
    "victim complainant vic",
    "sent despatched dispatched posted issued mailed",
    "served service",
    "triggered trigger arose",
    "reviewed assessed checked marked",
    "rating score grade mark",
    "marker assessor reviewer checker",
    "name title",
    "sequence seq order",
    "channel method medium",
)
_MEANS = {word: words.split()[0] for words in _SAME for word in words.split()}
# Words that many headings have tell little; those of two letters are mostly of the house.
_WEIGHTS = {"date": 0.4, "reference": 0.5, "type": 0.4, "name": 0.2, "case": 0.5, "unit": 0.9}
_EMPTY = frozenset({"of", "the", "a", "an", "is", "was", "to", "for", "by", "in", "and", "has"})
_SHORT, _TELLING = 0.3, 0.9
_NOT_THE_SAME = 0.95  # of the same words in another order, or others that mean the same
_MISSPELT = 0.8  # how like two words are of which one is misspelt
_KEPT = 100_000  # comparisons that are not made again
_TOGETHER = 0.85  # how like two whole headings are


@lru_cache(maxsize=_KEPT)
def words_of(heading: str) -> tuple[str, ...]:
    """The words of a heading, each by the first of those that mean the same.

    >>> words_of("DateLodged"), words_of("PA_Refs.")
    (('date', 'received'), ('pa', 'reference'))
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", heading)
    words = re.findall(r"[^\W_]+", parted[:LONGEST_SHOWN].casefold())
    means = []
    for word in words:
        single = word[:-1] if len(word) > 3 and word.endswith("s") else word
        means.append(_MEANS.get(word) or _MEANS.get(single) or single)
    return tuple(dict.fromkeys(w for w in means if w not in _EMPTY)) or tuple(words)


def likeness(heading: str, known: Sequence[str]) -> tuple[float, str]:
    """(how like the heading is to the likeliest of the known, from 0 to 1; that one).

    1 is the same but for case and punctuation.
    """
    return max(((_alike(heading, other), other) for other in known), key=lambda found: found[0])


@lru_cache(maxsize=_KEPT)
def _alike(heading: str, other: str) -> float:
    if squash(heading) == squash(other):
        return 1.0
    words = words_of(heading)
    alike = _shared(words, words_of(other))
    if len(words) == 1:  # or several, written together
        alike = max(alike, _ratio(squash(heading[:LONGEST_SHOWN]), squash(other), _TOGETHER))
    return _NOT_THE_SAME * alike


def _shared(mine: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much of the weight of the words of both is shared, from 0 to 1."""
    every = sum(map(_weight, (*mine, *other)))
    shared, matched = 0.0, set()
    for word in mine:
        alike, which = max(((_same_word(word, o), o) for o in other), default=(0.0, ""))
        if alike >= _MISSPELT:
            shared += alike * (_weight(word) + _weight(which)) / 2
            matched.add(which)
    telling = {word for word in other if _weight(word) >= _TELLING}
    # "Case ref" is not like "Decision code", which have but a general word in common.
    worth = 0.5 if telling and not telling & matched else 1.0
    return min(1.0, 2 * worth * shared / every) if every else 0.0


def _weight(word: str) -> float:
    return _WEIGHTS.get(word, 1.0 if len(word) > 2 else _SHORT)


@lru_cache(maxsize=_KEPT)
def _same_word(word: str, other: str) -> float:
    if word == other:
        return 1.0
    # A word that is known is not another one misspelt: "reviewed" is not "received".
    may_be = word not in _MEANS and min(len(word), len(other)) > 3
    return _ratio(word, other, _MISSPELT) if may_be else 0.0


def _ratio(mine: str, other: str, least: float) -> float:
    if not mine or 2 * min(len(mine), len(other)) < least * (len(mine) + len(other)):
        return 0.0
    match = SequenceMatcher(a=mine, b=other, autojunk=False)
    if match.quick_ratio() < least:
        return 0.0
    ratio = match.ratio()
    return ratio if ratio >= least else 0.0

"""What is in a column, told as evidence for a kind of field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from extracts.area import Area
from extracts.fields import Field, squash
from extracts.kinds import Choice, Date, Whole, YesNo
from extracts.mapping.foreign_file import SourceColumn
from extracts.text_kinds import Text, Unit

_MOST_LOOKED_AT = 300  # distinct values
_MOST_CHOICES = 40  # distinct values of a column that holds one of a few
# Squashed: what may stand in a column of anything.
_GENERAL = {"yes", "no", "y", "n", "true", "false", "unknown", "notknown", "0", "1"}
_REFERENCE = re.compile(r"(?=.*\d)[\w][\w/.\-]*( [\w/.\-]+)?", re.ASCII)
_LITTLE, _YES_OR_NO, _SOME, _SOME_MORE, _MUCH, _ALL = 0.1, 0.2, 0.3, 0.4, 0.5, 0.9


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What contents say of a field.

    telling: how much they speak for it, from 0 to 1, whatever the heading. possible: what is left
    of a heading's likeness given the contents, from 0 to 1. words: for a person, as the end of a
    sentence, "" where there is nothing to say.
    """

    telling: float
    possible: float
    words: str = ""


NOTHING = Evidence(telling=0.0, possible=1.0, words="it has no values in the rows looked at")


def evidence(field: Field, column: SourceColumn, area: Area) -> Evidence:
    """What the contents of a column say of a field, by the field's kind."""
    if not column.n_filled:
        return NOTHING if field.blank or field.absent else _scaled(NOTHING, 0.5)
    found = _of_kind(field, column, area)
    if field.blank or field.absent:
        return found
    # A blank would reject the row: two thirds filled is little better than half.
    return _scaled(found, 0.3 + 0.7 * column.share_filled**2)


def _of_kind(field: Field, column: SourceColumn, area: Area) -> Evidence:
    if isinstance(field, Date):
        return _dates(column)
    if isinstance(field, Whole):
        return _numbers(field, column)
    if isinstance(field, Choice):
        return _choices(field, column, field.known())
    if isinstance(field, YesNo):
        return _choices(field, column, dict.fromkeys(map(squash, (*field.yes, *field.no)), ""))
    if isinstance(field, Unit):
        return _units(column, area)
    assert isinstance(field, Text), f"{type(field).__name__} has no evidence"
    return _references(column) if field.upper else _texts(column)


def _scaled(found: Evidence, by: float) -> Evidence:
    return Evidence(telling=found.telling * by, possible=found.possible * by, words=found.words)


def _dates(column: SourceColumn) -> Evidence:
    share = column.share_of_dates
    return Evidence(
        telling=_SOME * share,
        possible=share if share > _MUCH else 0.0,
        words=f"{_part(share)} of its values are dates",
    )


def _numbers(field: Whole, column: SourceColumn) -> Evidence:
    looked_at = _looked_at(column)
    share = _share_right(field, looked_at)
    is_count = share == 1 and column.samples[0].split(".")[0] == "1"
    numbers = field.expects().replace("a whole number", "whole numbers")
    return Evidence(
        telling=(_MUCH if is_count else _LITTLE) * share,
        possible=share if share > _MUCH else 0.0,
        words=f"{_part(share)} of its values are {numbers}" + (", mostly 1" if is_count else ""),
    )


def _choices(field: Field, column: SourceColumn, known: dict[str, str]) -> Evidence:
    looked_at = _looked_at(column)
    understood = [t for t in looked_at if squash(t) in known]
    share = sum(column.counted[t] for t in understood) / column.n_filled
    own = [t for t in understood if squash(t) not in _GENERAL]
    worth = _YES_OR_NO if not own else _SOME if all(map(str.isdigit, own)) else _ALL
    few = len(column.counted) <= _MOST_CHOICES and column.share_of_dates < _MUCH
    words = _understood(len(understood), len(looked_at), "known")
    varied = 0.6 if few else 0.1
    return Evidence(telling=worth * share, possible=max(share, varied), words=words)


def _units(column: SourceColumn, area: Area) -> Evidence:
    looked_at = _looked_at(column)
    understood = [t for t in looked_at if area.knows(t)]
    words = _understood(len(understood), len(looked_at), f"known to {area.name}")
    if understood:
        share = sum(column.counted[t] for t in understood) / column.n_filled
        return Evidence(telling=_ALL * share, possible=max(share, 0.6), words=words)
    has_names = any(any(c.isalpha() for c in t) for t in looked_at)
    is_of_groups = len(column.counted) <= max(2, column.n_filled / 2)
    possible = 0.8 if has_names and is_of_groups and column.share_of_dates < _MUCH else 0.2
    return Evidence(telling=0.0, possible=possible, words=words)


def _references(column: SourceColumn) -> Evidence:
    looked_at = _looked_at(column)
    n = sum(1 for t in looked_at if _REFERENCE.fullmatch(t))
    share = n / len(looked_at) * (1 - column.share_of_dates)
    every = column.share_distinct
    return Evidence(
        telling=_SOME_MORE * share * (0.5 + 0.5 * every),
        possible=max(0.1, share),
        words=f"{_part(share)} of its values look like references"
        + (", no two alike" if every == 1 else ""),
    )


def _texts(column: SourceColumn) -> Evidence:
    is_text = column.share_of_dates < _MUCH
    return Evidence(telling=0.0, possible=1.0 if is_text else 0.1, words="")


def _looked_at(column: SourceColumn) -> list[str]:
    return list(column.counted)[:_MOST_LOOKED_AT]


def _share_right(field: Field, texts: Iterable[str]) -> float:
    given = pa.array(list(texts), pa.string())
    return 1 - len(field.parse(given).faults) / len(given)


def _part(share: float) -> str:
    if share == 1:
        return "all"
    return f"{min(0.99, max(0.01, share)):.0%}" if share else "none"


def _understood(n: int, of: int, known: str) -> str:
    if of == 1:
        return f"its one value is {known if n else f'not {known}'}"
    return f"{n or 'none'} of its {of} values are {known}"

"""Which of the columns of dates is which field, told by what comes before what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from extracts.extract import Extract, Needs, NotBefore
from extracts.kinds import Date
from extracts.mapping.foreign_file import SourceColumn
from extracts.mapping.likeness import Candidate

_MOST_WAYS = 4_000  # of giving columns to fields that are compared
_ENOUGH = 10  # rows with both dates, to judge their order by
_RIGHT = 0.9  # of rows in order: some are always wrong
_IN_ORDER = 0.1  # what it is worth that two dates are in order
_TOGETHER = 0.2  # that one is filled where what needs it is
_FILLED = 0.08  # that all its cells are filled: what is seldom filled is seldom needed
_FIRST = 0.05  # that no other date is before the one that opens a row
_ENDS_LATER = 0.03  # that what is yet to come ends later than what has happened


def date_columns(
    extract: Extract,
    found: Mapping[str, Sequence[Candidate]],
    columns: Sequence[SourceColumn],
    chosen: Mapping[str, Candidate],
) -> dict[str, Candidate]:
    """Field -> its column, for the fields of dates: the likeliest that keep what is declared.

    found: field -> its candidates, the likeliest first. columns: all of the file, by position.
    chosen: the columns of the other fields. Declared are the extract's rules, that what closes a
    row is not before what opens it, and that what has happened ends before what is yet to come.
    """
    found = _likeliest(found)
    orders = [(a, b) for a, b in _orders(extract) if a in found and b in found]
    agreed = {
        (a.position, b.position): _agreement(columns[a.position], columns[b.position])
        for first, second in orders
        for a in found[first]
        for b in found[second]
    }
    alone = _alone(extract, found, columns, chosen)
    last = {p: _last(columns[p]) for of in alone.values() for p in of}
    happened = [f for f in found if _is_event(extract, f)]
    ends = [(a, b) for a in happened for b in found if b not in happened]

    def worth(way: Mapping[str, Candidate]) -> float:
        at = {f: c.position for f, c in way.items()}
        total = sum(alone[f][p] for f, p in at.items())
        total += sum(_worth(agreed[at[a], at[b]]) for a, b in orders if a in at and b in at)
        later = [last[at[b]] >= last[at[a]] for a, b in ends if a in at and b in at]
        return total + sum(_ENDS_LATER if is_later else -_ENDS_LATER for is_later in later)

    best = max(_ways(found), key=worth)
    for a, b in orders:
        if a in best and b in best:
            share = agreed[best[a].position, best[b].position]
            if share is not None:
                best[b] = _said(best[b], extract[a].title, share)
    return best


def _alone(
    extract: Extract,
    found: Mapping[str, Sequence[Candidate]],
    columns: Sequence[SourceColumn],
    chosen: Mapping[str, Candidate],
) -> dict[str, dict[int, float]]:
    """Field -> (position -> what it is worth there, whatever the other dates).

    One that is sure is worth more than two guesses.
    """
    alone = {
        f: {c.position: c.score**2 + _FILLED * columns[c.position].share_filled for c in of}
        for f, of in found.items()
    }
    for rule in extract.rules:
        if isinstance(rule, Needs) and rule.other in found and rule.field in chosen:
            needing = columns[chosen[rule.field].position]
            for p in alone[rule.other]:
                alone[rule.other][p] += _TOGETHER * _filled_alike(columns[p], needing)
    opening = [columns[p] for p in alone.get(extract.opens, ())]
    for column in opening:
        alone[extract.opens][column.position] += _FIRST * _share_after(column, opening)
    return alone


def _likeliest(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Sequence[Candidate]]:
    """The likeliest candidates of each field, so few that all ways can be compared."""
    most = 1
    while found and (most + 2) ** len(found) <= _MOST_WAYS:
        most += 1
    return {f: of[:most] for f, of in found.items()}


def _ways(found: Mapping[str, Sequence[Candidate]]) -> Iterator[dict[str, Candidate]]:
    """The ways to give each field one of its columns or none, and no column twice."""
    for chosen in product(*([*of, None] for of in found.values())):
        way = {f: c for f, c in zip(found, chosen, strict=True) if c}
        if len({c.position for c in way.values()}) == len(way):
            yield way


def _share_after(one: SourceColumn, others: Sequence[SourceColumn]) -> float:
    """How many of the others are not before it in nearly all rows, from 0 to 1; 0 of none."""
    after = [(_agreement(one, other) or 0.0) >= _RIGHT for other in others if other is not one]
    return sum(after) / len(after) if after else 0.0


def _orders(extract: Extract) -> list[tuple[str, str]]:
    """(the earlier field, the later) of every order that the extract declares."""
    rules = [(r.earlier, r.later) for r in extract.rules if isinstance(r, NotBefore)]
    life = [(extract.opens, extract.closes)] if extract.closes else []
    return list(dict.fromkeys([*rules, *life]))


def _is_event(extract: Extract, name: str) -> bool:
    field = extract[name]
    return isinstance(field, Date) and field.event


def _filled_alike(one: SourceColumn, other: SourceColumn) -> float:
    """The share of the sampled rows in which both are filled or both blank."""
    same = [bool(a) == bool(b) for a, b in zip(one.texts, other.texts, strict=True)]
    return sum(same) / len(same) if same else 0.0


def _last(column: SourceColumn) -> int:
    """The last of its days, as a number; 0 of none."""
    days = column.days[~np.isnat(column.days)]
    return int(days.max().astype(int)) if len(days) else 0


def _agreement(earlier: SourceColumn, later: SourceColumn) -> float | None:
    """The share of the sampled rows with both days in which they are in order; None of too few."""
    both = ~(np.isnat(earlier.days) | np.isnat(later.days))
    if both.sum() < _ENOUGH:
        return None
    return float((earlier.days[both] <= later.days[both]).mean())


def _worth(agreed: float | None) -> float:
    if agreed is None:
        return 0.0
    return _IN_ORDER if agreed >= _RIGHT else agreed - 1.0


def _said(candidate: Candidate, earlier: str, share: float) -> Candidate:
    rows = "all rows" if share == 1 else f"{share:.0%} of rows"
    why = f"{candidate.why.removesuffix('.')}, in {rows} not before {earlier}."
    return replace(candidate, why=why)

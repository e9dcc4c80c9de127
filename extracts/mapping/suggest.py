"""What the columns of a foreign file may be: suggestions for a person to confirm or change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extracts.area import Area
from extracts.errors import in_words
from extracts.extract import Extract
from extracts.fields import Field
from extracts.kinds import Date
from extracts.mapping.assignment import best_assignment
from extracts.mapping.constants import constants
from extracts.mapping.date_order import date_columns
from extracts.mapping.foreign_file import ForeignFile, SourceColumn, open_foreign
from extracts.mapping.likeness import Candidate, candidates
from extracts.registry import EXTRACTS

_DIFFERS = 3  # how fast a column that is to be the key is the less likely with what repeats


@dataclass(frozen=True, kw_only=True)
class FieldSuggestion:
    """Where a field may be in the file.

    position: of the column that is suggested, None where none is likely. score: from 0 to 1. why:
    in words, for a person. constant: what every row may hold instead, as the words above the table
    or the file's name say, or None. others: further columns, the likeliest first.
    """

    field: Field
    position: int | None
    score: float
    why: str
    constant: str | None = None
    others: tuple[Candidate, ...] = ()

    @property
    def must_be_filled(self) -> bool:
        """Whether a blank cell of it rejects the row."""
        return not (self.field.blank or self.field.absent)

    @property
    def may_be_absent(self) -> bool:
        """Whether the file may lack it."""
        return self.field.absent


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """How like an extract the file is. score: from 0 to 1. why: in words."""

    extract: Extract
    score: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A foreign file, the extracts that it may be, the likeliest first, and for each its fields.

    fields: key of an extract -> its fields as declared, no column suggested for two of them.
    mapped: what mapped_columns found last, as a form asks for it at every turn.
    """

    file: ForeignFile
    area: Area
    extracts: Mapping[str, Extract]
    ranked: tuple[Ranked, ...]
    fields: Mapping[str, tuple[FieldSuggestion, ...]]
    mapped: dict[object, Mapping[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def columns(self) -> tuple[SourceColumn, ...]:
        """The columns of the file, from left to right."""
        return self.file.columns


def suggest(
    data: bytes,
    *,
    area: Area,
    extracts: Mapping[str, Extract] = EXTRACTS,
    sheet: str | None = None,
    name: str = "",
) -> Suggestion:
    """Suggest an extract and a column for each of its fields, from headings and contents.

    name: of the file, which may say the unit. Only a sample of the rows is read. Raises
    UnreadableFile for what is no table, UnknownHeadings where there is no row of headings.
    """
    file = open_foreign(data, extracts=extracts, sheet=sheet)
    fields = {key: _fields(file, extract, area, name) for key, extract in extracts.items()}
    ranked = sorted(
        (_ranked(extracts[key], found) for key, found in fields.items()),
        key=lambda r: -r.score,
    )
    return Suggestion(file=file, area=area, extracts=extracts, ranked=tuple(ranked), fields=fields)


def _fields(
    file: ForeignFile, extract: Extract, area: Area, name: str
) -> tuple[FieldSuggestion, ...]:
    usable = [c for c in file.columns if not c.why_not]
    found = {f.name: candidates(f, usable, area) for f in extract.fields}
    dates = {f.name: found[f.name] for f in extract.fields if isinstance(f, Date)}
    others = {f: of for f, of in found.items() if f not in dates}
    chosen = _assigned(others)
    keys = [k for k in extract.keys if k in chosen]
    if len(keys) == 1:
        # Nothing else tells one row from another, so it alone has to.
        others[keys[0]] = tuple(_by_difference(others[keys[0]], file.columns))
        chosen = _assigned(others)
    taken = {c.position for c in chosen.values()}
    left = {f: [c for c in of if c.position not in taken] for f, of in dates.items()}
    chosen |= date_columns(extract, left, file.columns, chosen)
    given = constants(extract, chosen, file, area, name)
    return tuple(_suggestion(f, chosen.get(f.name), found[f.name], given) for f in extract.fields)


def _assigned(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Candidate]:
    best = best_assignment({f: {c.position: c.score for c in of} for f, of in found.items()})
    return {f: next(c for c in found[f] if c.position == at) for f, at in best.items()}


def _by_difference(
    found: Sequence[Candidate], columns: Sequence[SourceColumn]
) -> Iterator[Candidate]:
    """The candidates, those the less likely of which fewer values differ."""
    for candidate in found:
        column = columns[candidate.position]
        differs = column.share_distinct**_DIFFERS if column.n_filled else 1.0
        yield replace(candidate, score=candidate.score * differs)


def _suggestion(
    field: Field,
    chosen: Candidate | None,
    found: Sequence[Candidate],
    given: Mapping[str, tuple[str, str]],
) -> FieldSuggestion:
    if chosen:
        others = tuple(c for c in found if c.position != chosen.position)
        return FieldSuggestion(
            field=field,
            position=chosen.position,
            score=min(1.0, chosen.score),
            why=chosen.why,
            others=others,
        )
    constant, why = given.get(field.name, (None, "No column is like it."))
    return FieldSuggestion(
        field=field, position=None, score=0.0, why=why, constant=constant, others=tuple(found)
    )


def _ranked(extract: Extract, fields: tuple[FieldSuggestion, ...]) -> Ranked:
    needed = [f for f in fields if not f.may_be_absent]
    score = sum(f.score**2 for f in needed) / len(needed)  # one that is sure says more than two
    lacking = [f.field.title for f in needed if f.position is None]
    why = f"Nothing is like {in_words(lacking)}." if lacking else "Every field has a likely column."
    return Ranked(extract=extract, score=score, why=why)

"""How like a field the columns of a file are: by their headings and by what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from extracts.area import Area
from extracts.fields import Field
from extracts.mapping.foreign_file import SourceColumn
from extracts.mapping.heading_words import likeness
from extracts.mapping.telling import evidence

LIKELY = 0.3  # below this a column is not offered
LIKELY_OPTIONAL = 0.5  # nor below this where the file need not have the field
_OF_A_NAME = 0.85  # what the very heading is worth without contents
_WORTH_SAYING = 0.4


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A column that a field may be in. score: from 0 to 1. why: in words."""

    position: int
    score: float
    why: str


def candidates(field: Field, columns: Sequence[SourceColumn], area: Area) -> tuple[Candidate, ...]:
    """The columns that may hold a field, the likeliest first."""
    least = LIKELY_OPTIONAL if field.absent else LIKELY
    found = []
    for column in columns:
        by_name, like = likeness(column.heading, (field.title, field.name, *field.aliases))
        contents = evidence(field, column, area)
        score = 1 - (1 - _OF_A_NAME * by_name * contents.possible) * (1 - contents.telling)
        if score >= least:
            why = _why(by_name, like, contents.words)
            found.append(Candidate(position=column.position, score=score, why=why))
    return tuple(sorted(found, key=lambda c: (-c.score, c.position)))


def _why(by_name: float, like: str, words: str) -> str:
    name = (
        f'the heading is that of the field, "{like}"'
        if by_name == 1
        else f'the heading is like "{like}"'
        if by_name >= _WORTH_SAYING
        else ""
    )
    said = " and ".join(filter(None, (name, words)))
    return f"{said[:1].upper()}{said[1:]}."

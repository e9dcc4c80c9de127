"""What a field meets in the column that a person chose: values not understood, forms of dates."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from extracts.area import Area
from extracts.errors import LayoutError, did_you_mean
from extracts.extract import Extract
from extracts.fields import Field
from extracts.kinds import Choice, Date, YesNo
from extracts.mapping.date_forms import DateForm, forms_in, said_of_dates
from extracts.mapping.suggest import Suggestion
from extracts.mapping.unread_values import Unread, counted_texts, unread_values
from extracts.reading.cells import read_cells
from extracts.text_kinds import Unit

MOST_UNREAD = 100  # distinct values that a person is asked about


@dataclass(frozen=True, kw_only=True)
class MappedColumn:
    """A field and its column, all rows of the file read.

    allowed: the values that a person may choose for what is not understood (`allowed_values`).
    unread: what is not understood, the most frequent first; n_more: how many distinct values beyond
    those. forms: the forms of dates that fit, the likeliest first, day first before month first;
    ambiguous: whether both fit alike. words: what to tell a person of the dates, "" where there is
    nothing.
    """

    field: Field
    position: int
    n_rows: int
    n_blank: int
    allowed: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    n_more: int = 0
    forms: tuple[DateForm, ...] = ()
    ambiguous: bool = False
    words: str = ""


def allowed_values(field: Field, area: Area) -> tuple[str, ...]:
    """The values that a person may choose for a field, "" for a blank where it may be one.

    Of what any text, number or day may stand in, a blank at most.
    """
    if isinstance(field, Choice):
        known: tuple[str, ...] = field.values
    elif isinstance(field, YesNo):
        known = ("Yes", "No")
    elif isinstance(field, Unit):
        known = tuple(u.name for u in area.units)
    else:
        known = ()
    return (*known, "") if _may_be_blank(field) else known


def mapped_columns(
    suggestion: Suggestion, extract: str, columns: Mapping[str, int | None]
) -> dict[str, MappedColumn]:
    """Field -> what it meets in its column, for the fields that have one in `columns`.

    columns: field -> position, of all fields of the extract: a row that is blank in all of them is
    none. All rows of the file are read, once, since a rare value is in no sample. Raises
    UnreadableFile where rows cannot be told apart, LayoutError for a column that cannot be mapped.
    """
    of = suggestion.extracts[extract]
    at = {name: p for name, p in columns.items() if p is not None}
    check_columns(suggestion, of, at)
    asked = (extract, tuple(at.items()))
    if asked not in suggestion.mapped:
        suggestion.mapped.clear()  # a form asks for the same again and again, then for another
        suggestion.mapped[asked] = _all_mapped(suggestion, of, at) if at else {}
    return dict(suggestion.mapped[asked])


def check_columns(suggestion: Suggestion, extract: Extract, at: Mapping[str, int]) -> None:
    """Raise LayoutError for a field or a column that is not there, or cannot be mapped."""
    titles = {f.name: f.title for f in extract.fields}
    for name, position in at.items():
        if name not in titles:
            raise LayoutError(
                f'{extract.title} has no field "{name}".{did_you_mean(name, list(titles))}'
            )
        if not 0 <= position < len(suggestion.columns):
            raise LayoutError(
                f"The file has no column for {titles[name]} at the place given. Choose another."
            )
        column = suggestion.columns[position]
        if column.why_not:
            raise LayoutError(f"{titles[name]} cannot be read from this column. {column.why_not}")


def _all_mapped(
    suggestion: Suggestion, extract: Extract, at: Mapping[str, int]
) -> dict[str, MappedColumn]:
    dates = [f.name for f in extract.fields if isinstance(f, Date)]
    cells = read_cells(suggestion.file.text.data, suggestion.file.heading, at, "", dates)
    return {
        name: _mapped(extract[name], at[name], column, suggestion)
        for name, column in cells.columns.items()
    }


def _mapped(field: Field, position: int, column: pa.Array, given: Suggestion) -> MappedColumn:
    counted, n_blank = counted_texts(column)
    looked_at = list(counted)
    forms: tuple[DateForm, ...] = ()
    ambiguous, words = False, ""
    if isinstance(field, Date) and looked_at:
        forms, ambiguous = forms_in(looked_at)
        others = {c.heading: c.counted for c in given.columns if c.position != position}
        forms, words = said_of_dates(field, looked_at, forms, others)
    unread = list(unread_values(field, looked_at, counted, forms, given.area))
    if n_blank and not _may_be_blank(field):
        unread.append(Unread(written="", n=n_blank))
    unread.sort(key=lambda u: -u.n)
    return MappedColumn(
        field=field,
        position=position,
        n_rows=len(column),
        n_blank=n_blank,
        allowed=allowed_values(field, given.area),
        unread=tuple(unread[:MOST_UNREAD]),
        n_more=len(unread[MOST_UNREAD:]),
        forms=forms,
        ambiguous=ambiguous,
        words=words,
    )


def _may_be_blank(field: Field) -> bool:
    means = isinstance(field, Choice) and field.blank_means is not None
    return field.blank or field.absent or means

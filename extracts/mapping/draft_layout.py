"""A person's choices for a foreign file -> a checked layout."""

from collections.abc import Iterator, Mapping

from extracts.dates import day_format
from extracts.errors import LayoutError, did_you_mean, in_words
from extracts.extract import Extract
from extracts.fields import squash
from extracts.layouts import Layout
from extracts.mapping.mapped_columns import check_columns
from extracts.mapping.suggest import Suggestion
from extracts.reading.headings import find_heading, known_words

LONGEST_NAME = 100  # characters; our bound


def draft_layout(
    suggestion: Suggestion,
    *,
    name: str,
    extract: str,
    columns: Mapping[str, int | None],
    values: Mapping[str, Mapping[str, str]] | None = None,
    constants: Mapping[str, str] | None = None,
    dates: Mapping[str, str] | None = None,
) -> Layout:
    """The layout of these choices, which `read(layout=…)` takes and publishing saves.

    columns: field -> position of its column, or None where the file does not have it. values: field
    -> (value as written -> value; "" is a blank). constants: field -> the same value in every row.
    dates: field -> form. What is not mapped is left out without a finding. Only forms that are
    month first are kept: day first is read in any form, so the next file may have another. Raises
    LayoutError in words where the choices cannot be, or leave a field without what it needs. A
    field that may be blank and is given neither column nor constant is blank in every row; but the
    day that closes a row needs one of them.
    """
    if extract not in suggestion.extracts:
        raise LayoutError(
            f'There is no extract "{extract}"; the extracts are {in_words(suggestion.extracts)}.'
            f"{did_you_mean(extract, list(suggestion.extracts))}"
        )
    of = suggestion.extracts[extract]
    if not name.strip():
        raise LayoutError("The layout has no name. Give it one, such as the system that wrote it.")
    if len(name.strip()) > LONGEST_NAME:
        raise LayoutError(
            f"The name of the layout has {len(name.strip()):,} characters; the most is "
            f"{LONGEST_NAME}. Shorten it."
        )
    at = {f: p for f, p in columns.items() if p is not None}
    check_columns(suggestion, of, at)
    _check_once(suggestion, of, at)
    given = dict(constants or {})
    given |= dict.fromkeys(_blank(suggestion, of, {*at, *given}, {*at.values()}), "")
    _check_needed(of, at, given)
    headings = [" ".join(c.split()) for c in suggestion.file.heading.cells]
    layout = Layout(
        name=name.strip(),
        extract=extract,
        columns={headings[p]: f for f, p in at.items()},
        values={f: dict(v) for f, v in (values or {}).items() if v},
        constants=given,
        dates={f: form for f, form in (dates or {}).items() if day_format(form).month_first},
        ignore=tuple(h for i, h in enumerate(headings) if squash(h) and i not in at.values()),
    )
    layout.check(of)
    _check_headings(layout, suggestion)
    return layout


def _check_once(suggestion: Suggestion, extract: Extract, at: Mapping[str, int]) -> None:
    every = list(at.values())
    for position in every:
        if every.count(position) > 1:
            fields = in_words(extract[f].title for f, p in at.items() if p == position)
            raise LayoutError(
                f'"{suggestion.columns[position].heading}" is chosen for {fields}. Choose another '
                "column for all but one of them."
            )


def _blank(
    suggestion: Suggestion, extract: Extract, given: set[str], taken: set[int]
) -> Iterator[str]:
    """The fields that are blank in every row, since a person did not give them a column.

    Not the day that closes a row: that every case is open has to be said. A field that the file
    may lack need not be given, unless one of the headings is its own.
    """
    squashed = {squash(c) for i, c in enumerate(suggestion.file.heading.cells) if i not in taken}
    for field in extract.fields:
        if field.name in given or field.name == extract.closes:
            continue
        if (field.absent and squashed & {*field.headings()}) or (field.blank and not field.absent):
            yield field.name


def _check_needed(extract: Extract, at: Mapping[str, int], given: Mapping[str, str]) -> None:
    lacking = [
        f for f in extract.fields if f.name not in at and f.name not in given and not f.absent
    ]
    if lacking:
        hint = "."
        if any(f.name == extract.closes for f in lacking):
            hint = "; a blank in every row says that every case is still open."
        raise LayoutError(
            f"{extract.title} needs {in_words(f.title for f in lacking)}. Choose a column "
            f"for each, or a value that is the same in every row{hint}"
        )
    if not any(k in at for k in extract.keys):
        titles = in_words(extract[k].title for k in extract.keys)
        raise LayoutError(
            f"Every row would be the same case, as none of its key ({titles}) comes from the file. "
            "Choose a column for what tells one row from another."
        )


def _check_headings(layout: Layout, suggestion: Suggestion) -> None:
    """Raise LayoutError where the layout's words would make another row that of the headings."""
    row = suggestion.file.heading.row
    known = known_words(suggestion.extracts.values(), [layout])
    if find_heading(suggestion.file.text.data, known).row != row:
        raise LayoutError(
            f"With this layout another row than row {row} would be taken for the headings. Remove "
            "the rows above the headings, and load the file again."
        )

"""Delimited text -> columns of text, with the number of every row and of every row passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.reading.headings import Heading
from extracts.reading.table import read_table, row_numbers


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The wanted columns as written (strings, or dictionaries of strings), in the rows not blank.

    rows: the row number of each as a spreadsheet shows it. wrong_width: row number -> how many
    cells, of rows with more or fewer than there are headings. headings_again: row numbers of the
    headings where they come once more.
    """

    columns: Mapping[str, pa.Array]
    rows: np.ndarray[Any, Any]
    wrong_width: Mapping[int, int]
    headings_again: Sequence[int]


def read_cells(
    data: bytes,
    heading: Heading,
    position: Mapping[str, int],
    plain: str,
    dates: Sequence[str] = (),
) -> Cells:
    """The cells of the columns in `position` (field -> column); `dates` are the fields of dates.

    All are dictionary-encoded but `plain`, in which most values differ. Raises UnreadableFile where
    a quotation mark takes in the rows after it.
    """
    encoded = pa.dictionary(pa.int32(), pa.string())
    types = {i: pa.string() if f == plain else encoded for f, i in position.items()}
    table, passed = read_table(data, heading, types, [position[f] for f in dates if f in position])
    numbers = heading.row + row_numbers(table.num_rows, passed)
    columns = {f: _one_chunk(table[str(i)]) for f, i in position.items()}
    blank = _equal(columns, dict.fromkeys(position, ""))
    again = _equal(columns, {f: heading.cells[i].strip() for f, i in position.items()})
    kept = np.ones(len(numbers), bool)
    kept[blank] = kept[again] = False
    if not kept.all():
        columns = {f: c.filter(pa.array(kept)) for f, c in columns.items()}
    return Cells(
        columns=columns,
        rows=numbers[kept],
        wrong_width={heading.row + p.number: p.cells for p in passed if not p.is_blank},
        headings_again=numbers[again].tolist(),
    )


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return column.combine_chunks()


def _equal(columns: Mapping[str, pa.Array], wanted: Mapping[str, str]) -> np.ndarray[Any, Any]:
    """Where (indices) every column has the wanted text, but for capitals and spaces around it."""
    at = np.arange(len(next(iter(columns.values()))))
    # The dictionaries first: mostly one of them does not have the text at all.
    for name, column in sorted(columns.items(), key=lambda c: pa.types.is_string(c[1].type)):
        if pa.types.is_dictionary(column.type):
            same = _is_text(column.dictionary, wanted[name])
            at = at[same[column.indices.to_numpy()[at]]] if same.any() else at[:0]
        else:
            at = at[_is_text(column.take(pa.array(at)), wanted[name])]
        if not len(at):
            break
    return at


def _is_text(texts: pa.Array, wanted: str) -> np.ndarray[Any, Any]:
    trimmed = pc.utf8_trim_whitespace(texts)
    return pc.equal(pc.utf8_lower(trimmed), wanted.lower()).to_numpy(zero_copy_only=False)

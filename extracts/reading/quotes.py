"""Rows that a quotation mark has taken into a cell, which would be lost unseen."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import FORMATS, TIME
from extracts.errors import UnreadableFile

_LINE_END = re.compile(r"\r\n|\r|\n")
_SHIFT = 2  # columns by which a delimiter within a text may move the others


def n_lines(data: bytes, start: int, end: int) -> int:
    """How many lines there are between two places: as many as rows, if no cell has a line end."""
    lines = data.count(b"\n", start, end) + 1
    if data.find(b"\r", start, end) < 0:  # as in most files, and looked up in no time
        return lines
    return lines + data.count(b"\r", start, end) - data.count(b"\r\n", start, end)


def over_lines(rows: pa.Table, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(index, cells) of the rows with line ends in their cells and room there for another row.

    rows: every column of the file, as strings.
    """
    n_delimiters = np.zeros(rows.num_rows, "int64")
    for column in rows.columns:
        at = pc.indices_nonzero(pc.match_substring_regex(column, r"[\r\n]"))
        if len(at):
            inside = pc.count_substring(column.take(at), delimiter)
            n_delimiters[at.to_numpy()] += inside.to_numpy()
    for i in np.flatnonzero(n_delimiters >= max(rows.num_columns - 1, 1)).tolist():
        yield i, [column[i].as_py() for column in rows.columns]


def check_cells(row: int, cells: Sequence[str], dates: Sequence[int], delimiter: str) -> None:
    """Raise UnreadableFile where a cell goes on as rows do: with dates in the columns of dates."""
    for column, cell in enumerate(cells):
        first, *more = _LINE_END.split(cell)
        if more and _has_dates(first, [d - column for d in dates], delimiter):
            raise _taken_in(row)
        if any(_has_dates(line, dates, delimiter) for line in more):
            raise _taken_in(row)


def check_text(row: int, text: str, dates: Sequence[int], delimiter: str) -> None:
    """The same for a row of a wrong width, of which there is only the text."""
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        check_cells(row, cells, dates, delimiter)
    if any(_has_dates(line, dates, delimiter) for line in _LINE_END.split(text)[1:]):
        raise _taken_in(row)


def _taken_in(row: int) -> UnreadableFile:
    return UnreadableFile(
        f"A quotation mark in row {row} is not closed in its own cell and takes in the rows after "
        "it, so they cannot be told apart. Correct that row, or export the file again."
    )


def _has_dates(line: str, at: Sequence[int], delimiter: str) -> bool:
    texts = [re.sub(TIME, "", text.strip(' "')) for text in line.split(delimiter)]
    near = {i for d in at if d > 0 for i in range(d, d + _SHIFT + 1) if i < len(texts)}
    return any(f.fits(texts[i]) for i in near for f in FORMATS.values())

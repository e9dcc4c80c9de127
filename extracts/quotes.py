"""Rows that a quotation mark has taken into a cell, which would be lost unseen."""

import re
from collections.abc import Collection, Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import FORMATS, TIME
from extracts.errors import UnreadableFile

_LINE_END = re.compile(r"\r\n|\r|\n")


def n_lines(data: bytes, start: int, end: int) -> int:
    """How many lines there are between two places: as many as rows, if no cell has a line end."""
    lone = data.count(b"\r", start, end) - data.count(b"\r\n", start, end)
    return data.count(b"\n", start, end) + lone + 1


def over_lines(rows: pa.Table, delimiter: str) -> Iterable[tuple[int, str]]:
    """(index, text) of the rows with line ends in their cells and room for another row in them.

    rows: every column of the file, as strings.
    """
    n_delimiters = np.zeros(rows.num_rows, "int64")
    for column in rows.columns:
        at = pc.indices_nonzero(pc.match_substring_regex(column, r"[\r\n]")).to_numpy()
        if len(at):
            inside = pc.count_substring(column.take(pa.array(at)), delimiter)
            n_delimiters[at] += inside.to_numpy()
    for i in np.flatnonzero(n_delimiters >= max(rows.num_columns - 1, 1)).tolist():
        yield i, delimiter.join(column[i].as_py() for column in rows.columns)


def check_apart(
    row: int, text: str, *, width: int, delimiter: str, positions: Collection[int]
) -> None:
    """Raise UnreadableFile where a line within a row's text looks like a row by itself.

    positions: the columns in which dates may be.
    """
    for line in _LINE_END.split(text)[1:]:
        cells = [c.strip(' "') for c in line.split(delimiter)]
        if len(cells) == width and any(_is_day(cells[i]) for i in positions):
            raise UnreadableFile(
                f"A quotation mark in row {row} is not closed in its own cell and takes in the "
                "rows after it, so they cannot be told apart. Correct that row, or export the file "
                "again."
            )


def _is_day(text: str) -> bool:
    day = re.sub(TIME, "", text)
    return any(f.fits(day) for f in FORMATS.values())

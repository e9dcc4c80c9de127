"""Delimited text -> columns of text, with the row number of every row and of every row of a wrong width."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv
from pyarrow.csv import ConvertOptions, InvalidRow, ParseOptions, ReadOptions

from extracts.errors import UnreadableFile
from extracts.headings import Heading

_SHOWN = 80


@dataclass(frozen=True, kw_only=True)
class WrongWidth:
    """A row with more or fewer cells than there are headings."""

    row: int
    cells: int
    expected: int
    starts: str


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The wanted columns as written (strings, or dictionaries of strings), rows not blank, and the rest.

    rows: the row number of each as a spreadsheet shows it.
    """

    columns: Mapping[str, pa.Array]
    rows: np.ndarray
    wrong_width: Sequence[WrongWidth]


def read_cells(data: bytes, heading: Heading, position: Mapping[str, int], plain: str) -> Cells:
    """The cells of the columns in `position` (field -> column).

    All are dictionary-encoded but `plain`, in which most values differ. Raises UnreadableFile where a
    quotation mark is never closed, because the rows after it cannot be told apart.
    """
    body = memoryview(data)[heading.data_starts :]
    if not bytes(body[:4096]).strip() and not bytes(body).strip():
        empty = {f: pa.array([], pa.string()) for f in position}
        return Cells(columns=empty, rows=np.array([], "int64"), wrong_width=())
    quoted = b'"' in data
    if quoted:
        _check_quotes(data, heading)
    wrong: list[InvalidRow] = []
    table = _parse(body, heading, position, plain, wrong, quoted=quoted, threads=True)
    if wrong:  # only a single thread knows the numbers of the rows it passes over
        wrong.clear()
        table = _parse(body, heading, position, plain, wrong, quoted=quoted, threads=False)
    numbers = _row_numbers(table.num_rows, np.array([r.number for r in wrong], "int64"))
    columns = {f: _one_chunk(table[str(i)]) for f, i in position.items()}
    return Cells(
        columns=columns,
        rows=numbers + heading.row,
        wrong_width=[
            WrongWidth(
                row=heading.row + r.number,
                cells=r.actual_columns,
                expected=r.expected_columns,
                starts=r.text[:_SHOWN].strip(),
            )
            for r in wrong
            if r.text.strip(f' \r\n"{heading.delimiter}')
        ],
    )


def _parse(
    body: memoryview, heading: Heading, position: Mapping[str, int], plain: str, wrong: list[InvalidRow], *,
    quoted: bool, threads: bool,
) -> pa.Table:  # fmt: skip
    names = [str(i) for i in range(len(heading.cells))]

    def pass_over(row: InvalidRow) -> str:
        wrong.append(row)
        return "skip"

    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(pa.py_buffer(body)),
            read_options=ReadOptions(use_threads=threads, column_names=names, block_size=4 << 20),
            parse_options=ParseOptions(
                delimiter=heading.delimiter,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=pass_over,
            ),
            convert_options=ConvertOptions(
                column_types={
                    str(i): pa.string() if f == plain else pa.dictionary(pa.int32(), pa.string())
                    for f, i in position.items()
                },
                include_columns=sorted({str(i) for i in position.values()}),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as why:
        raise UnreadableFile(
            "The rows cannot be told apart; one of them may be longer than 4 MB. Open the file, look for a quotation "
            "mark that is never closed, and export it again."
        ) from why


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _row_numbers(kept: int, passed_over: np.ndarray) -> np.ndarray:
    """Numbers from 1 of the kept rows, given the numbers of those passed over."""
    if not len(passed_over):
        return np.arange(1, kept + 1)
    every = np.arange(1, kept + len(passed_over) + 1)
    return np.delete(every, passed_over - 1)


def _check_quotes(data: bytes, heading: Heading) -> None:
    """Refuse a file in which a quotation mark is opened and never closed."""
    if data.count(b'"') % 2 == 0:
        return
    lines = io.StringIO(data.decode("utf-8", errors="replace"), newline="")
    reader = csv.reader(lines, delimiter=heading.delimiter, strict=False)
    started = row = 0
    last: list[str] = []
    before = csv.field_size_limit(len(data) + 1)
    try:
        for row, last in enumerate(reader, start=1):
            started, ended = (ended if row > 1 else 0), reader.line_num
    finally:
        csv.field_size_limit(before)
    if row and ended - started > 1 and any("\n" in c or "\r" in c for c in last):
        raise UnreadableFile(
            f"A quotation mark opened in row {row} is never closed, so the rows after it cannot be told apart. "
            "Correct that row, or export the file again."
        )

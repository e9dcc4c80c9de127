"""Delimited text -> a table, with the numbers of rows that have not the width of the heading."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv
from pyarrow.csv import ConvertOptions, InvalidRow, ParseOptions, ReadOptions

from extracts.errors import UnreadableFile
from extracts.reading.headings import Heading
from extracts.reading.quotes import check_cells, check_text, n_lines, over_lines

MOST_LINES = 5_000_000  # below the headings; our own bound, a full history has 3,000,000 rows
_BLOCK = 16 << 20  # bytes that pyarrow parses at once
_PART = 16 << 20  # bytes, of text without quotation marks, that one thread parses
_TAIL = 1 << 16


class Passed(NamedTuple):
    """A row of a wrong width: its number below the heading, and its text where that matters."""

    number: int
    cells: int
    is_blank: bool
    text: str


def read_table(
    data: bytes, heading: Heading, types: Mapping[int, pa.DataType], dates: Sequence[int]
) -> tuple[pa.Table, list[Passed]]:
    """The columns of `types` (column -> type), named by their numbers, and the rows passed over.

    dates: the columns of dates, by which a row is known that is within a cell.

    Raises UnreadableFile where there are too many, or a quotation mark takes in the rows after it.
    """
    start, end = heading.data_starts, _end(data, heading.data_starts)
    if start == end:
        return pa.table({str(i): pa.array([], kind) for i, kind in types.items()}), []
    if (lines := n_lines(data, start, end)) > MOST_LINES:
        raise UnreadableFile(
            f"The file has {lines:,} lines; the most is {MOST_LINES:,}. Split it by period and "
            "load the parts in order."
        )
    if data.find(b'"', start) < 0:
        return _read_in_parts(data, start, end, heading, types)
    return _read_quoted(data, start, end, heading, types, dates)


def row_numbers(n_kept: int, passed: Sequence[Passed]) -> np.ndarray[Any, Any]:
    """Numbers from 1 of the kept rows, given the numbers of those passed over."""
    every = np.arange(1, n_kept + len(passed) + 1)
    return np.delete(every, np.array([p.number for p in passed], "int64") - 1)


def _end(data: bytes, start: int) -> int:
    """Where the last row ends, without the line ends after it."""
    end = len(data)
    while end > start:
        tail = data[max(start, end - _TAIL) : end]
        if text := tail.rstrip(b"\r\n"):
            return end - len(tail) + len(text)
        end -= len(tail)
    return start


def _read_in_parts(
    data: bytes, start: int, end: int, heading: Heading, types: Mapping[int, pa.DataType]
) -> tuple[pa.Table, list[Passed]]:
    """Parts of the text parsed at once: only a single thread knows the numbers of its rows."""
    parts = list(_parts(data, start, end))
    with ThreadPoolExecutor(min(len(parts), os.cpu_count() or 1)) as threads:
        read = list(threads.map(lambda p: _read(data, p[0], p[1], heading, types), parts))
    passed: list[Passed] = []
    before = 0
    for table, among in read:
        passed += [p._replace(number=p.number + before) for p in among]
        before += table.num_rows + len(among)
    return pa.concat_tables(table for table, _ in read), passed


def _parts(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    line_end = b"\n" if data.find(b"\n", start) >= 0 else b"\r"
    while start < end:
        cut = data.find(line_end, start + _PART, end)
        yield start, (cut + 1 if cut >= 0 else end)
        start = cut + 1 if cut >= 0 else end


def _read_quoted(
    data: bytes,
    start: int,
    end: int,
    heading: Heading,
    types: Mapping[int, pa.DataType],
    dates: Sequence[int],
) -> tuple[pa.Table, list[Passed]]:
    passed: list[Passed] = []
    try:
        table = _parse(data, start, end, heading, types, quoted=True, threads=True)
    except pa.ArrowInvalid:  # a row of a wrong width, or one longer than a block
        table, passed = _read(data, start, end, heading, types, quoted=True)
    if n_lines(data, start, end) == table.num_rows + len(passed):
        return table, passed
    every = dict.fromkeys(range(len(heading.cells)), pa.string())
    whole, _ = _read(data, start, end, heading, every, quoted=True)
    numbers = row_numbers(whole.num_rows, passed)
    for i, cells in over_lines(whole, heading.delimiter):
        check_cells(heading.row + int(numbers[i]), cells, dates, heading.delimiter)
    for row in passed:
        check_text(heading.row + row.number, row.text, dates, heading.delimiter)
    return table, passed


def _read(
    data: bytes,
    start: int,
    end: int,
    heading: Heading,
    types: Mapping[int, pa.DataType],
    *,
    quoted: bool = False,
) -> tuple[pa.Table, list[Passed]]:
    """The table and the rows passed over, whose numbers only a single thread knows."""
    nothing = f' \r\n\t\xa0"{heading.delimiter}'

    def pass_over(row: InvalidRow) -> str:
        text = row.text if "\n" in row.text or "\r" in row.text else ""
        is_blank = not row.text.strip(nothing)
        passed.append(Passed(row.number, row.actual_columns, is_blank, text))
        return "skip"

    why: pa.ArrowInvalid | None = None
    # Once more where a row is longer than a block: a long cell, or one that takes in other rows.
    for block in (_BLOCK, end - start + 1):
        passed: list[Passed] = []
        try:
            return _parse(
                data, start, end, heading, types, quoted=quoted, block=block, pass_over=pass_over
            ), passed
        except pa.ArrowInvalid as invalid:
            why = invalid
    raise UnreadableFile("The rows cannot be told apart. Export the file again.") from why


def _parse(
    data: bytes,
    start: int,
    end: int,
    heading: Heading,
    types: Mapping[int, pa.DataType],
    *,
    quoted: bool,
    threads: bool = False,
    block: int | None = None,
    pass_over: Callable[[InvalidRow], str] | None = None,
) -> pa.Table:
    return pyarrow.csv.read_csv(
        pa.BufferReader(pa.py_buffer(memoryview(data)[start:end])),
        read_options=ReadOptions(
            use_threads=threads,
            column_names=[str(i) for i in range(len(heading.cells))],
            block_size=block or _BLOCK,
        ),
        parse_options=ParseOptions(
            delimiter=heading.delimiter,
            newlines_in_values=quoted,
            ignore_empty_lines=False,
            invalid_row_handler=pass_over,
        ),
        convert_options=ConvertOptions(
            column_types={str(i): kind for i, kind in types.items()},
            include_columns=[str(i) for i in types],
            strings_can_be_null=False,
        ),
    )

"""A file of headings that nobody knows yet: its columns, and a sample of what is in them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from extracts.errors import UnknownHeadings
from extracts.extract import Extract
from extracts.fields import squash
from extracts.layouts import fingerprint
from extracts.mapping.date_forms import days_of, share_of_dates
from extracts.reading.columns import trimmed
from extracts.reading.encodings import Delimited
from extracts.reading.headings import Heading, find_heading, known_words
from extracts.reading.unpack import unpack

MOST_SAMPLES = 5  # values shown beside a heading
_MOST_CELLS = 300_000  # of a sample: read in a quarter of a second
_LEAST_ROWS, _MOST_ROWS = 200, 10_000
_SMALL = 256 * 1024  # bytes that are sampled from their start on
_PLACES = 20  # of a larger file, from each of which as many rows are taken
_RIGHT_WIDTH = 0.9  # of the rows of a place: else it began within a cell of several lines
_MOSTLY = 0.5


@dataclass(frozen=True, kw_only=True)
class SourceColumn:
    """A column of the file, as sampled.

    heading: as shown. texts: row by row, trimmed, "" where blank. why_not: why it cannot be mapped
    ("" where it can): a layout names columns by their headings.
    """

    position: int
    heading: str
    texts: tuple[str, ...]
    why_not: str = ""

    @cached_property
    def counted(self) -> dict[str, int]:
        """Distinct texts of the sample but for blanks, the most frequent first -> rows of each."""
        counted = Counter(self.texts)
        counted.pop("", None)
        return dict(counted.most_common())

    @cached_property
    def n_filled(self) -> int:
        """How many cells of the sample are not blank."""
        return sum(self.counted.values())

    @property
    def share_filled(self) -> float:
        """The share of the sampled cells that are not blank, from 0 to 1; 0 where there is none."""
        return self.n_filled / len(self.texts) if self.texts else 0.0

    @property
    def share_distinct(self) -> float:
        """How many distinct values for one that is filled, from 0 to 1; 1 where each is another."""
        return len(self.counted) / self.n_filled if self.n_filled else 0.0

    @property
    def samples(self) -> tuple[str, ...]:
        """Up to five distinct values, the most frequent first."""
        return tuple(list(self.counted)[:MOST_SAMPLES])

    @cached_property
    def share_of_dates(self) -> float:
        """The share of the distinct texts that are dates of one form, from 0 to 1."""
        return share_of_dates(self.counted)

    @cached_property
    def days(self) -> np.ndarray[Any, Any]:
        """The days of the sampled rows by their likeliest form, NaT where there is none."""
        return days_of(self.texts)


@dataclass(frozen=True, kw_only=True)
class ForeignFile:
    """A file by its headings and a sample of its rows. above: the texts over the headings."""

    text: Delimited
    heading: Heading
    columns: tuple[SourceColumn, ...]
    above: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What a layout for these headings is saved under."""
        return fingerprint(self.heading.cells)


def open_foreign(
    data: bytes, *, extracts: Mapping[str, Extract], sheet: str | None = None
) -> ForeignFile:
    """The columns of a file and a sample of its rows, from all over it.

    Raises UnreadableFile for what is no table, UnknownHeadings where there is no row of headings.
    """
    text = unpack(data, sheet=sheet)
    heading = find_heading(text.data, known_words(extracts.values(), []))
    rows = list(_sample(text.data, heading))
    squashed = Counter(map(squash, heading.cells))
    columns = []
    for i, cell in enumerate(heading.cells):
        texts = trimmed(pa.array([row[i] for row in rows], pa.string())).to_pylist()
        why_not = ""
        if not squash(cell):
            why_not = "It has no heading; give it one in the file to map it."
        elif squashed[squash(cell)] > 1:
            why_not = "Another column has the same heading; rename one in the file to map it."
        columns.append(
            SourceColumn(position=i, heading=heading.shown(i), texts=tuple(texts), why_not=why_not)
        )
    _check_headings(heading, columns)
    return ForeignFile(
        text=text,
        heading=heading,
        columns=tuple(columns),
        above=tuple(_above(text.data, heading)),
    )


def _check_headings(heading: Heading, columns: list[SourceColumn]) -> None:
    """Raise UnknownHeadings where the first row is one of values."""
    for column in columns:
        is_date = share_of_dates([heading.cells[column.position].strip()]) == 1
        if is_date and column.share_of_dates > _MOSTLY:
            raise UnknownHeadings(
                f"The file has no row of headings: row {heading.row} holds a date above other "
                "dates. Put a heading above each column, and load the file again."
            )


def _above(data: bytes, heading: Heading) -> Iterator[str]:
    lines = io.StringIO(data[: heading.data_starts].decode("utf-8", "ignore"), newline="")
    with suppress(csv.Error):  # a cell beyond the library's own bound
        for _, row in zip(
            range(heading.row - 1), csv.reader(lines, delimiter=heading.delimiter), strict=False
        ):
            yield from filter(None, map(str.strip, row))


def _sample(data: bytes, heading: Heading) -> Iterator[list[str]]:
    """Rows of the right width, from all over the file."""
    start, end = heading.data_starts, len(data)
    most = min(_MOST_ROWS, max(_LEAST_ROWS, _MOST_CELLS // len(heading.cells)))
    if end - start <= _SMALL:
        yield from _rows(data[start:end], heading, most)
        return
    line_end = b"\n" if data.find(b"\n", start) >= 0 else b"\r"
    step = (end - start) // _PLACES
    for n in range(_PLACES):
        begin = start + n * step
        if n:
            begin = data.find(line_end, begin, begin + step) + 1
        if begin:
            part = data[begin : min(begin + step, begin + _SMALL)]
            # The last line may be cut.
            rows = list(_rows(part[: part.rfind(line_end) + 1], heading, most // _PLACES, n > 0))
            yield from rows


def _rows(part: bytes, heading: Heading, most: int, within: bool = False) -> list[list[str]]:
    """The first rows of a part; none of a part from within the file that falls into no rows."""
    lines = io.StringIO(part.decode("utf-8", "ignore"), newline="")
    rows: list[list[str]] = []
    n = 0
    with suppress(csv.Error):  # a cell beyond the library's own bound
        for row in csv.reader(lines, delimiter=heading.delimiter):
            n += 1
            if len(row) == len(heading.cells) and any(map(str.strip, row)):
                rows.append(row)
            if len(rows) == most:
                break
    return [] if within and len(rows) < _RIGHT_WIDTH * n else rows

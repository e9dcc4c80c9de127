"""Where the heading row of a text is, how its cells are parted, and where its rows begin."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from extracts.errors import UnreadableFile, brief
from extracts.extract import Extract
from extracts.fields import squash
from extracts.layouts import Layout

SAMPLE_BYTES = 256 * 1024
MOST_TITLE_ROWS = 40
MOST_COLUMNS = 1000
_DELIMITERS = (",", ";", "\t", "|")
_EXAMPLE_ROWS = 200
_ENOUGH = 2  # one known word may be a value: "Custody" is also a heading
_NEARLY_WIDEST = 0.8  # a heading or two may be blank


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The heading row: cells, row number as a spreadsheet shows it, where the rows begin.

    filled: the columns with text in the rows just below.
    """

    cells: tuple[str, ...]
    row: int
    delimiter: str
    data_starts: int
    filled: frozenset[int] = frozenset()

    def shown(self, column: int) -> str:
        """The heading of a column on one line."""
        return brief(" ".join(self.cells[column].split()))


@dataclass(frozen=True, kw_only=True)
class _Record:
    """One of the first rows.

    starts: where the next row begins, in bytes; after: the lines from there. is_open: whether it
    takes in every line to the end, by a quotation mark that is never closed.
    """

    cells: tuple[str, ...]
    row: int
    delimiter: str
    starts: int
    after: Sequence[str]
    is_open: bool

    def width(self) -> int:
        return sum(1 for c in self.cells if squash(c))


def column_letters(column: int) -> str:
    """A column, counted from 0, as a spreadsheet shows it.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_heading(data: bytes, words: Iterable[str]) -> Heading:
    """The row, among the first few, in which most cells are known words (squashed).

    Where no row has two known words it is the first that is nearly as wide as the widest, so that a
    message, or a layout, can name its headings.
    """
    known = set(words)
    sample = data[:SAMPLE_BYTES].decode("utf-8", errors="ignore")
    records = [r for d in _DELIMITERS for r in _records(sample, d)]
    found = {id(r): len({squash(c) for c in r.cells} & known) for r in records}
    best = max(records, key=lambda r: found[id(r)], default=None)
    if best is None or found[id(best)] < _ENOUGH:
        if opened := next((r for r in records if r.is_open), None):
            raise UnreadableFile(
                f"The quotation mark opened in row {opened.row} is never closed, so the headings "
                "cannot be told. Correct that row, or export the file again."
            )
        widest = max(records, key=_Record.width, default=None)
        if widest is None or not widest.width():
            raise UnreadableFile("The file has no row with text in it, so no headings.")
        best = next(
            r
            for r in records
            if r.delimiter == widest.delimiter and r.width() >= _NEARLY_WIDEST * widest.width()
        )
    below = _below(best)
    cells = _fit_width(best.cells, below)
    if len(cells) > MOST_COLUMNS:
        raise UnreadableFile(f"The file has {len(cells):,} columns; the most is {MOST_COLUMNS:,}.")
    return Heading(
        cells=cells,
        row=best.row,
        delimiter=best.delimiter,
        data_starts=best.starts,
        filled=frozenset(i for row in below for i, c in enumerate(row) if c.strip()),
    )


def _records(sample: str, delimiter: str) -> Iterator[_Record]:
    lines = io.StringIO(sample, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter)
    used = starts = 0
    for row in range(1, MOST_TITLE_ROWS + 1):
        too_long = False
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell beyond the library's own bound
            cells, too_long = [], True
        if cells is None:
            return
        end = reader.line_num
        text = "".join(lines[used:end])
        starts += len(text.encode())
        at_end = too_long or end == len(lines)
        yield _Record(
            cells=(text,) if too_long else tuple(cells),
            row=row,
            delimiter=delimiter,
            starts=starts,
            after=lines[end : end + _EXAMPLE_ROWS],
            is_open=at_end and end - used > 1 and text.count('"') % 2 == 1,
        )
        if too_long:
            return
        used = end


def _below(heading: _Record) -> list[list[str]]:
    """The rows just below, but for blank lines."""
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a cell beyond the library's own bound
        for row in csv.reader(heading.after, delimiter=heading.delimiter):
            rows += [row] if row else []
    return rows


def _fit_width(cells: tuple[str, ...], below: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The heading cells, with blank ones added or cut at the end to the usual width of the rows."""
    if not below:
        return cells
    usual = Counter(map(len, below)).most_common(1)[0][0]
    named = max((i + 1 for i, c in enumerate(cells) if c.strip()), default=0)
    spare = [c for r in below if len(r) == usual for c in r[len(cells) :]]
    if usual > len(cells) and not any(c.strip() for c in spare):
        return cells + ("",) * (usual - len(cells))
    return cells[: max(named, min(usual, len(cells)))]


def known_words(extracts: Iterable[Extract], layouts: Iterable[Layout]) -> set[str]:
    """Every squashed heading that some extract or layout knows."""
    words = {h for e in extracts for f in e.fields for h in f.headings()}
    return words | {h for layout in layouts for h in layout.fields_by_heading()}

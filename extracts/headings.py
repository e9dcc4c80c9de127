"""Where the heading row is, how cells are parted, which extract it is, and which column is which field."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extracts.errors import UnknownHeadings, UnreadableFile, did_you_mean
from extracts.fields import Extract, squash
from extracts.layouts import Layout

SAMPLE_BYTES = 256 * 1024
MOST_TITLE_ROWS = 40
MOST_COLUMNS = 1000
_DELIMITERS = (",", ";", "\t", "|")
_EXAMPLE_ROWS = 200


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The heading row: its cells, its row number as a spreadsheet shows it, and where the rows begin."""

    cells: tuple[str, ...]
    row: int
    delimiter: str
    data_starts: int


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds which field, and the headings that are no field."""

    extract: Extract
    position: Mapping[str, int]
    undeclared: tuple[str, ...]


def find_heading(data: bytes, words: Iterable[str]) -> Heading:
    """The row, among the first few, in which most cells are known words (squashed).

    Where no word is known it is the first row with cells, so that a message can name its headings.
    """
    known = set(words)
    sample = data[:SAMPLE_BYTES].decode("utf-8", errors="ignore")
    best: tuple[tuple[int, int], Heading] | None = None
    for delimiter in _DELIMITERS:
        for cells, row, starts, after in _records(sample, delimiter):
            score = len({squash(c) for c in cells} & known)
            width = sum(1 for c in cells if c.strip())
            rank = (score, 0 if score else width)
            if width and (best is None or rank > best[0]):
                fitted = _fit_width(cells, after, delimiter)
                best = rank, Heading(cells=fitted, row=row, delimiter=delimiter, data_starts=starts)
    if best is None:
        raise UnreadableFile("The file has no row with text in it, so no headings.")
    if len(best[1].cells) > MOST_COLUMNS:
        raise UnreadableFile(f"The file has {len(best[1].cells):,} columns; the most is {MOST_COLUMNS:,}.")
    return best[1]


def _records(sample: str, delimiter: str) -> Iterable[tuple[tuple[str, ...], int, int, list[str]]]:
    """(cells, row number, byte offset of the next row, the lines after) of the first rows."""
    lines = io.StringIO(sample, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter)
    used = offset = 0
    for row in range(1, MOST_TITLE_ROWS + 1):
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell beyond the library's own bound: no heading row has one
            return
        if cells is None:
            return
        offset += sum(len(line.encode()) for line in lines[used : reader.line_num])
        used = reader.line_num
        yield tuple(cells), row, offset, lines[used : used + _EXAMPLE_ROWS]


def _fit_width(cells: tuple[str, ...], after: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """The heading cells, with blank ones added or cut at the end to the usual width of the rows."""
    try:
        rows = [r for r in csv.reader(after, delimiter=delimiter) if r]
    except csv.Error:
        return cells
    if not rows:
        return cells
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    named = max((i + 1 for i, c in enumerate(cells) if c.strip()), default=0)
    if usual > len(cells) and not any(c.strip() for r in rows if len(r) == usual for c in r[len(cells) :]):
        return cells + ("",) * (usual - len(cells))
    return cells[: max(named, min(usual, len(cells)))]


def known_words(extracts: Iterable[Extract], layouts: Iterable[Layout]) -> set[str]:
    """Every squashed heading that some extract or layout knows."""
    words = {h for e in extracts for f in e.fields for h in f.headings()}
    return words | {h for layout in layouts for h in layout.fields_by_heading()}


def match_columns(heading: Heading, extract: Extract, layout: Layout | None) -> Columns:
    """The column of each field by layout, name or alias; UnknownHeadings where one is missing or double."""
    squashed = [squash(c) for c in heading.cells]
    by_layout = layout.fields_by_heading() if layout else {}
    position: dict[str, int] = {}
    for field in extract.fields:
        wanted = [h for h, name in by_layout.items() if name == field.name]
        if not wanted and not (layout and field.name in layout.constants):
            wanted = [h for h in field.headings() if by_layout.get(h, field.name) == field.name]
        for word in wanted:
            found = [i for i, h in enumerate(squashed) if h == word]
            if len(found) > 1:
                raise UnknownHeadings(
                    f'Two columns are headed "{heading.cells[found[0]]}". Rename or remove the one that is not {field.title}.'
                )
            if found:
                position[field.name] = found[0]
                break
    _check_complete(heading, extract, layout, position)
    taken = set(position.values())
    undeclared = tuple(
        c
        for i, c in enumerate(heading.cells)
        if c.strip() and i not in taken and not (layout and layout.ignores(c))
    )
    return Columns(extract=extract, position=position, undeclared=undeclared)


def missing_fields(squashed: set[str], extract: Extract, layout: Layout | None = None) -> list[str]:
    """Titles of the fields that must be there and are not."""
    by_layout = layout.fields_by_heading() if layout else {}
    filled = {name for h, name in by_layout.items() if h in squashed} | set(layout.constants if layout else ())
    return [
        f.title
        for f in extract.fields
        if not f.absent and f.name not in filled and not any(h in squashed for h in f.headings())
    ]


def _check_complete(heading: Heading, extract: Extract, layout: Layout | None, position: Mapping[str, int]) -> None:
    constants = layout.constants if layout else {}
    missing = [f for f in extract.fields if not f.absent and f.name not in position and f.name not in constants]
    if not missing:
        return
    spare = [c for i, c in enumerate(heading.cells) if c.strip() and i not in set(position.values())]
    hints = "".join(
        f' "{near}" may be {f.title}.' for f in missing for near in _near(f.headings(), spare)
    )
    there = ", ".join(f'"{c}"' for c in spare[:12]) or "none"
    raise UnknownHeadings(
        f"This looks like {extract.title}, but row {heading.row} has no heading for "
        f"{', '.join(f.title for f in missing)}.{hints} Headings not used: {there}. "
        "Add or rename the column, or map it with a layout."
    )


def _near(words: Sequence[str], spare: Sequence[str]) -> list[str]:
    return [c for c in spare if any(did_you_mean(squash(c), [w]) for w in words)][:1]


def recognise(heading: Heading, extracts: Iterable[Extract]) -> Extract:
    """The extract whose fields are all there, or nearest to it; UnknownHeadings where none is near."""
    squashed = {squash(c) for c in heading.cells}
    ranked = sorted(
        ((len(missing_fields(squashed, e)), -_found(squashed, e), e.key, e) for e in extracts), key=lambda r: r[:3]
    )
    missing, found, _, extract = ranked[0]
    if missing == 0 or -found >= max(2, len(extract.fields) // 2):
        return extract
    there = ", ".join(f'"{c}"' for c in heading.cells[:12] if c.strip())
    raise UnknownHeadings(
        f"The headings in row {heading.row} are not those of any extract: {there}. The extracts are "
        f"{', '.join(e.title for *_, e in ranked)}; 'python -m extracts template' writes an empty one of each. "
        "For other headings give a layout."
    )


def _found(squashed: set[str], extract: Extract) -> int:
    return sum(any(h in squashed for h in f.headings()) for f in extract.fields)

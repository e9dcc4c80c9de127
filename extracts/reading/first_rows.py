"""The first rows of sheets that were not read, however long: enough to know their headings."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any
from xml.etree import ElementTree

from extracts.reading.headings import MOST_TITLE_ROWS
from extracts.reading.sheets import NO_WORKBOOK

_ROWS = MOST_TITLE_ROWS + 20  # headings may stand so low, and rows below them say how wide they are
_MOST_BYTES = 4 << 20  # of a sheet: a thousand columns of so many rows have less
_CHUNK = 1 << 16
_STRINGS = "xl/sharedstrings.xml"  # some programs write it with capitals
_LETTERS = re.compile(r"[A-Z]{1,3}")

Row = dict[int, str | int]  # column from 0 -> its text, or the number of a text that cells share


def first_rows(workbook: bytes, members: Mapping[str, str]) -> dict[str, bytes]:
    """Name of a sheet -> its first rows as UTF-8 CSV, for headings: numbers stand as they are kept.

    members: name -> the part of the workbook that holds its cells. A sheet that cannot be read is
    left out.
    """
    found: dict[str, list[Row]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
            for name, path in members.items():
                try:
                    found[name] = list(_rows(packed, path))
                except NO_WORKBOOK:
                    continue
            wanted = {
                c for rows in found.values() for row in rows for c in row.values() if _is_shared(c)
            }
            texts = _shared(packed, wanted)
    except NO_WORKBOOK:
        return {}
    return {name: _as_csv(rows, texts) for name, rows in found.items()}


def _is_shared(cell: str | int) -> bool:
    return isinstance(cell, int)


def _elements(
    packed: zipfile.ZipFile, path: str, tag: str, most: Callable[[int], bool]
) -> Iterator[ElementTree.Element]:
    """The elements of a name, one by one. most: whether so many bytes are enough."""
    parser: Any = ElementTree.XMLPullParser(events=("start", "end"))
    root: ElementTree.Element | None = None
    done = 0
    with packed.open(path) as member:
        while not most(done) and (chunk := member.read(_CHUNK)):
            done += len(chunk)
            parser.feed(chunk)
            for event, element in parser.read_events():
                root = element if root is None else root
                if event == "end" and _local(element) == tag:
                    yield element
                    root.clear()  # or all of them would be kept


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _rows(packed: zipfile.ZipFile, path: str) -> Iterator[Row]:
    rows = _elements(packed, path, "row", lambda done: done > _MOST_BYTES)
    for _, row in zip(range(_ROWS), rows, strict=False):
        cells: Row = {}
        at = -1
        for cell in row:
            place = _LETTERS.match(cell.get("r", ""))
            at = _column(place[0]) if place else at + 1
            cells[at] = _value(cell)
        yield cells


def _value(cell: ElementTree.Element) -> str | int:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = next((e.text or "" for e in cell if _local(e) == "v"), "")
    return int(value) if cell.get("t") == "s" and value.isdigit() else value


def _text(element: ElementTree.Element) -> str:
    """The text of a cell or of a shared text, but for how it is pronounced."""
    return "".join(
        e.text or "" if _local(e) == "t" else _text(e) for e in element if _local(e) != "rPh"
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shared(packed: zipfile.ZipFile, wanted: set[str | int]) -> dict[str | int, str]:
    """The shared texts of these numbers; no more is read than up to the last of them."""
    path = next((n for n in packed.namelist() if n.lower() == _STRINGS), None)
    if path is None or not wanted:
        return {}
    last = max(n for n in wanted if isinstance(n, int))
    every = zip(count(), _elements(packed, path, "si", lambda _: False), strict=False)
    found: dict[str | int, str] = {}
    for number, element in every:
        if number in wanted:
            found[number] = _text(element)
        if number == last:
            break
    return found


def _as_csv(rows: list[Row], texts: Mapping[str | int, str]) -> bytes:
    width = max((max(row, default=-1) for row in rows), default=-1) + 1
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        cells = [row.get(column, "") for column in range(width)]
        writer.writerow([texts.get(c, "") if isinstance(c, int) else c for c in cells])
    return out.getvalue().encode()

"""The XML of a workbook's sheets: how far a sheet reaches, and what calamine leaves blank in it.

calamine gives a blank for the error of a formula and for a formula that no program has worked
out; to take them for blanks would turn decided cases into open ones.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from extracts.errors import UnreadableFile
from extracts.progress import Progress, unheard

# A sheet is laid out whole, at 32 bytes a cell, from A1 to its last cell: one stray cell at the far
# corner would take more memory than there is, and end the program.
MOST_CELLS = 30_000_000
_CHUNK = 1 << 23
_MARKS = (b"<c ", b"<c>", b"<c/", b":c ")  # of the beginning of a cell, with or without a prefix
_P = r"(?:\w+:)?"  # some programs put a prefix before every name
_PLACE = r"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']"
_F = rf"<{_P}f\b(?:[^<>]*/>|[^<>]*>([^<]*)</{_P}f>)"
_V = rf"<{_P}v>([^<]*)</{_P}v>"
_CELL = re.compile(rf"<{_P}c\s[^<>]*?{_PLACE}[^<>]*(?<!/)>".encode())
_ERROR = re.compile(rf"<{_P}c\s([^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>\s*(?:{_F})?\s*{_V}".encode())
_NO_RESULT = re.compile(
    rf"<{_P}c\s([^<>]*)>\s*{_F}\s*(?:<{_P}v\s*/>|<{_P}v>\s*</{_P}v>)?\s*</{_P}c>".encode()
)
_AT = re.compile(_PLACE.encode())
_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")  # a formula whose result is an empty text


@dataclass(kw_only=True)
class Seen:
    """How far a sheet reaches, and the texts, by row and column from 1, that calamine lacks."""

    last_row: int = 0
    last_column: int = 0
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


def paths(packed: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet -> name of the member that holds its cells."""
    targets = {}
    for link in ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels")):
        target = posixpath.join("/xl", link.get("Target", ""))
        targets[link.get("Id")] = posixpath.normpath(target).lstrip("/")
    found = {}
    for element in ElementTree.fromstring(packed.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link_id = next((v for k, v in element.items() if k.endswith("}id")), None)
            found[element.get("name", "")] = targets.get(link_id, "")
    return found


def look(packed: zipfile.ZipFile, path: str, progress: Progress = unheard) -> Seen:
    """What there is in a sheet; UnreadableFile where it reaches too far."""
    seen = Seen()
    columns: set[bytes] = set()
    size, done, n_cells = packed.getinfo(path).file_size, 0, 0
    for xml in _pieces(packed, path):
        done += len(xml)
        progress(done / size, "Looking through the workbook")
        n_cells += sum(xml.count(mark) for mark in _MARKS)  # of which some may not say their place
        if n_cells > MOST_CELLS:
            raise UnreadableFile(
                f"The sheet has more than {MOST_CELLS:,} cells, which is too large to read. Remove "
                "what is not the table, or save the sheet as CSV and split it by period."
            )
        places = _CELL.findall(xml)
        columns |= {column for column, _ in places}
        seen.last_row = max(seen.last_row, *(int(row) for _, row in places), 0)
        seen.last_column = max(map(_number, columns), default=0)
        if seen.last_column * seen.last_row > MOST_CELLS:
            last = max(columns, key=_number).decode()
            raise UnreadableFile(
                f"The sheet reaches to column {last} and row {seen.last_row:,}, which is too "
                "large to read. Clear the cells far from the table (Ctrl+End goes to the last "
                "one), or save the sheet as CSV."
            )
        for attributes, _, error in _ERROR.findall(xml) if re.search(rb"[\"']e[\"']", xml) else ():
            _put(seen, attributes, error)
        for attributes, formula in _NO_RESULT.findall(xml) if b"f" in xml else ():
            if not _TEXT.search(attributes):
                _put(seen, attributes, b"=" + formula)
    return seen


def has_cells(packed: zipfile.ZipFile, path: str) -> bool:
    """Whether a sheet has a cell that is not blank."""
    return any(_CELL.search(xml) for xml in _pieces(packed, path))


def _pieces(packed: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end where a cell does."""
    rest = b""
    with packed.open(path) as member:
        while chunk := member.read(_CHUNK):
            rest += chunk
            cut = max(rest.rfind(b"/c>"), rest.rfind(b":c>")) + 3
            if cut >= 3:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _put(seen: Seen, attributes: bytes, text: bytes) -> None:
    place = _AT.search(attributes)
    if not place:
        raise UnreadableFile(
            "The sheet has formulas without a result, or with an error, in cells that do not say "
            "where they are. Save the sheet as CSV."
        )
    seen.texts[int(place[2]), _number(place[1])] = unescape(text.decode(errors="replace"))


def _number(letters: bytes) -> int:
    """The number of a column, from 1 for A."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number

"""Bytes as they arrive -> UTF-8 delimited text: unpacking, workbooks and encodings.

The name of a file is never trusted: what it is, its first bytes say.
"""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from extracts.errors import UnreadableFile, did_you_mean

MOST_BYTES = 512 * 1024 * 1024  # unpacked; a full history of 3,000,000 rows is about 350 MB
_CHUNK = 1 << 20
_NOT_TABLES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a Word document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CP1252_UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])


@dataclass(frozen=True, kw_only=True)
class Delimited:
    """UTF-8 text without a byte-order mark, and what it was before."""

    data: bytes
    encoding: str


def unpack(data: bytes, *, sheet: str | None = None, most: int = MOST_BYTES) -> Delimited:
    """The delimited text in a CSV, .csv.gz, .zip of one file, or .xlsx (first sheet, or `sheet`).

    Raises UnreadableFile with what to do: empty, too large, damaged, protected, not a table.
    """
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data, most)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        inside = _unzip(data, most, sheet)
        if isinstance(inside, Delimited):
            return inside
        data = inside
    if len(data) > most:
        raise _too_large(most)
    return _decode(data)


def _too_large(most: int) -> UnreadableFile:
    return UnreadableFile(
        f"Unpacked, the file is larger than {most // 2**20} MB. Split it by period and load the parts in order."
    )


def _gunzip(data: bytes, most: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            return _bounded(packed, most)
    except (OSError, EOFError, zlib.error) as why:
        raise UnreadableFile("The .gz file is damaged or was cut short. Copy or export it again.") from why


def _bounded(stream: IO[bytes], most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(most)
    return data


def _unzip(data: bytes, most: int, sheet: str | None) -> bytes | Delimited:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [i for i in packed.infolist() if not i.is_dir() and not i.filename.startswith("__MACOSX/")]
            if any(i.flag_bits & 0x1 for i in names):
                raise UnreadableFile("The .zip file is protected by a password. Save it without one.")
            if any(i.filename in ("xl/workbook.xml", "xl/workbook.bin") for i in names):
                _check_unpacked_size(packed, names, most)
                return _workbook(data, sheet)
            if len(names) != 1:
                raise UnreadableFile(
                    f"The .zip file holds {len(names)} files; it should hold one. Load the files inside it by themselves."
                )
            with packed.open(names[0]) as member:
                return _bounded(member, most)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, RuntimeError) as why:
        raise UnreadableFile("The .zip or .xlsx file is damaged or was cut short. Copy or export it again.") from why


def _check_unpacked_size(packed: zipfile.ZipFile, names: Iterable[zipfile.ZipInfo], most: int) -> None:
    """Unpack for size alone: what a workbook's own directory says of its size is not trusted."""
    size = 0
    for info in names:
        with packed.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise _too_large(most)


def _workbook(data: bytes, sheet: str | None) -> Delimited:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if not book.sheet_names:
            raise UnreadableFile("The workbook has no sheets.")
        rows = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python(skip_empty_area=False)
    except WorksheetNotFound as why:
        raise UnreadableFile(
            f'The workbook has no sheet "{sheet}"; it has {", ".join(book.sheet_names)}.'
            f"{did_you_mean(sheet or '', book.sheet_names)}"
        ) from why
    except CalamineError as why:
        raise UnreadableFile(
            "The workbook cannot be read; it may be damaged or protected by a password. Save it again as .xlsx or .csv."
        ) from why
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_cell(c) for c in row])
    if not any(any(c != "" for c in row) for row in rows):
        raise UnreadableFile("The sheet is empty.")
    return Delimited(data=out.getvalue().encode(), encoding="Excel workbook")


def _cell(value: object) -> str:
    """A cell as text: days as yyyy-mm-dd, whole numbers without a point."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds") if value.time() != value.min.time() else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _decode(data: bytes) -> Delimited:
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise UnreadableFile("The file is empty.")
    if data.startswith(_OLE):
        raise UnreadableFile(
            "This is an old Excel file (.xls) or one protected by a password. Save it as .xlsx without a password, or as CSV."
        )
    for mark, kind in _NOT_TABLES:
        if data.startswith(mark):
            raise UnreadableFile(f"This is {kind}, not a table. Export the extract as CSV or .xlsx.")
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFile(
            "This is a web page, not a table: the export may have asked for a sign-in. Export the extract again as CSV."
        )
    for mark, encoding in ((b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _transcoded(data, encoding)
    head = data[:4096]
    if head.count(0) > len(head) // 4:
        return _transcoded(data, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be")
    if b"\x00" in data:
        raise UnreadableFile("The file holds binary data, not text. Export the extract as CSV or .xlsx.")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        if not data.isascii():
            data.decode("utf-8")
        return Delimited(data=data, encoding="UTF-8")
    except UnicodeDecodeError:
        # Old Mac programs end rows with a lone CR, and use bytes that Windows-1252 does not define.
        mac = (b"\r" in data and b"\n" not in data) or any(b in data for b in _CP1252_UNDEFINED)
        return _transcoded(data, "mac_roman" if mac else "cp1252")


_LABELS = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}


def _transcoded(data: bytes, encoding: str) -> Delimited:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as why:
        raise UnreadableFile("The file is damaged or holds binary data. Export the extract as CSV or .xlsx.") from why
    if "\x00" in text:
        raise UnreadableFile("The file holds binary data, not text. Export the extract as CSV or .xlsx.")
    return Delimited(data=text.lstrip("\ufeff").encode(), encoding=_LABELS.get(encoding, encoding.upper()))

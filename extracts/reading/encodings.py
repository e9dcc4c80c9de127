"""Bytes -> UTF-8 text: encodings are told apart, and what is no table is refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from extracts.errors import UnreadableFile

_NOT_TABLES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a Word document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8_BOM = b"\xef\xbb\xbf"
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
_WEB = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta")
_JSON = re.compile(rb'\{\s*["}]|\[\s*[\[{"\]]')
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
# "sep=;" tells Excel the delimiter; Excel does not show the line, so it is no row.
_SEPARATOR_LINE = re.compile(rb'"?sep=[^\r\n]"?(\r\n|\r|\n)', re.IGNORECASE)
_SEVERAL_BYTES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Mac Roman has é, a hard space, dots, dashes and quotation marks where Windows-1252 has capitals
# with accents, which do not follow a small letter; and letters where Windows-1252 has nothing.
_MAC_ONLY = re.compile(rb"[\x81\x8d\x8f\x90\x9d]|[a-z][\x8e\xc9\xca\xd0-\xd5]")
_WINDOWS_ONLY = re.compile(rb"[a-z]\x92s\b|s\x92\W| \x96 |\x93[ -~]+\x94")
_BINARY = "The file holds binary data, not text. Export the extract as CSV or .xlsx."


@dataclass(frozen=True, kw_only=True)
class Delimited:
    """UTF-8 text without a byte-order mark, what it was before, and notes for its reader.

    sheet: which of a workbook it is; other_sheets: those that have cells and were not read;
    first_rows: gives the first rows of each of them, as CSV.
    """

    data: bytes
    encoding: str
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    first_rows: Callable[[], Mapping[str, bytes]] = field(default=dict, repr=False, compare=False)
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Delimited:
    """The text in the bytes; UnreadableFile says what they are where they are no text."""
    if not (data[:4096].strip(_NOTHING) or data.strip(_NOTHING)):
        raise UnreadableFile("The file is empty.")
    if data.startswith(_OLE):
        raise UnreadableFile(
            "This is an old Excel file (.xls) or one protected by a password. Save it as .xlsx "
            "without a password, or as CSV."
        )
    for mark, kind in _NOT_TABLES:
        if data.startswith(mark):
            raise UnreadableFile(
                f"This is {kind}, not a table. Export the extract as CSV or .xlsx."
            )
    text = _text(data)
    start = text.data[:512].lstrip().lower()
    if start.startswith(_WEB):
        raise UnreadableFile(
            "This is a web page or XML, not a table: the export may have asked for a sign-in, or "
            "named a web page .xls. Export the extract again as CSV, or save it as .xlsx in Excel."
        )
    if _JSON.match(start):
        raise UnreadableFile(
            "This is a JSON file, not a table. Export the extract as CSV or .xlsx."
        )
    return text


def _text(data: bytes) -> Delimited:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _transcoded(data, encoding, encoding.upper())
    head = data[:4096]
    if head.count(0) > len(head) // 4:
        little = head[1::2].count(0) > head[::2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return _transcoded(data, encoding, encoding.upper())
    if b"\x00" in data or len(_CONTROLS.findall(head)) > len(head) // 50:
        raise UnreadableFile(_BINARY)
    if data.startswith(_UTF8_BOM):
        data = data[len(_UTF8_BOM) :]
    try:
        if not data.isascii():
            data.decode("utf-8")
        return Delimited(data=_tidy(data), encoding="UTF-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _one_byte(data: bytes) -> Delimited:
    """Text that is not UTF-8, or not all of it."""
    if len(several := _SEVERAL_BYTES.findall(data)) * 2 > len(re.findall(rb"[\x80-\xff]+", data)):
        text = data.decode("utf-8", errors="surrogateescape")
        stray = re.findall("[\udc80-\udcff]", text)
        mended = re.sub(
            "[\udc80-\udcff]",
            lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", errors="replace"),
            text,
        )
        note = (
            f"The file mixes encodings: {len(several):,} characters are in UTF-8 and "
            f"{len(stray):,} are not and were read as Windows-1252. Check names with accents, "
            "and export the file again."
        )
        return Delimited(
            data=_tidy(mended.encode()), encoding="UTF-8 and Windows-1252", notes=(note,)
        )
    # Old Mac programs end rows with a lone CR.
    mac = b"\r" in data and b"\n" not in data and not _WINDOWS_ONLY.search(data)
    if mac or _MAC_ONLY.search(data):
        return _transcoded(data, "mac_roman", "Mac Roman")
    return _transcoded(data, "cp1252", "Windows-1252")


def _transcoded(data: bytes, encoding: str, label: str) -> Delimited:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as why:
        raise UnreadableFile(
            "The file is damaged or holds binary data. Export the extract as CSV or .xlsx."
        ) from why
    if "\x00" in text:
        raise UnreadableFile(_BINARY)
    return Delimited(data=_tidy(text.lstrip("\ufeff").encode()), encoding=label)


def _tidy(data: bytes) -> bytes:
    found = _SEPARATOR_LINE.match(data)
    return data[found.end() :] if found else data

"""Bytes as they arrive -> UTF-8 delimited text: what is packed is unpacked, within a bound.

The name of a file is never trusted: what it is, its first bytes say.
"""

import gzip
import io
import lzma
import struct
import zipfile
import zlib

from extracts.errors import UnreadableFile, count
from extracts.progress import Progress, unheard
from extracts.reading.encodings import Delimited, decode
from extracts.reading.workbook import read_workbook

MOST_BYTES = 512 * 1024 * 1024  # unpacked; a full history of 3,000,000 rows is about 350 MB
MOST_MEMBERS = 10_000  # of an archive; a workbook has some for every sheet and picture
_MEMBER = b"PK\x01\x02"  # with which its directory names each
_DEEPEST = 3  # a .csv.gz in a .zip is met, and once more does no harm
_CHUNK = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    UnicodeDecodeError,
)
_OTHER_KINDS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("content.xml", "an OpenDocument file (.ods)"),
    ("Index/Document.iwa", "a Numbers file"),
)


def unpack(
    data: bytes,
    *,
    sheet: str | None = None,
    most: int = MOST_BYTES,
    progress: Progress = unheard,
) -> Delimited:
    """The delimited text in a CSV, .csv.gz, .zip of one file, or .xlsx (first sheet, or `sheet`).

    Raises UnreadableFile with what to do: empty, too large, damaged, protected, not a table.
    """
    for _ in range(_DEEPEST):
        if data.startswith(_GZIP):
            data = _gunzip(data, most)
        elif data.startswith(_ZIP):
            inside = _unzip(data, most, sheet, progress)
            if isinstance(inside, Delimited):
                return inside
            data = inside
        elif len(data) > most:
            raise _too_large(most)
        else:
            return decode(data)
    raise UnreadableFile(
        "The file is packed in packed files, one in the other. Unpack it and load the table itself."
    )


def declared_size(data: bytes) -> int:
    """How many bytes there are once unpacked, as an archive says of itself."""
    if data.startswith(_GZIP):
        return int.from_bytes(data[-4:], "little")
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return sum(i.file_size for i in packed.infolist())
        except _DAMAGED:
            return len(data)
    return len(data)


def _too_large(most: int) -> UnreadableFile:
    return UnreadableFile(
        f"Unpacked, the file is larger than {most // 2**20} MB. Split it by period and load the "
        "parts in order."
    )


def _gunzip(data: bytes, most: int) -> bytes:
    try:
        # Unpacked twice: the first time only to know the size, as a bomb is small until it is kept.
        size = 0
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            while chunk := packed.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise _too_large(most)
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as why:
        raise UnreadableFile(
            "The .gz file is damaged or was cut short. Copy or export it again."
        ) from why


def _unzip(data: bytes, most: int, sheet: str | None, progress: Progress) -> bytes | Delimited:
    # Only to list two million empty files takes a gigabyte.
    if data.count(_MEMBER) > MOST_MEMBERS:
        raise UnreadableFile(
            f"The .zip file holds more than {MOST_MEMBERS:,} files; it should hold one. Load the "
            "files inside it by themselves."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [i for i in packed.infolist() if not _is_extra(i)]
            if any(i.header_offset < 0 for i in members):
                raise zipfile.BadZipFile("A member begins before the archive.")
            if any(i.flag_bits & 0x1 for i in members):
                raise UnreadableFile(
                    "The .zip file is protected by a password. Save it without one."
                )
            # No more is ever unpacked than the directory of the archive says.
            if sum(i.file_size for i in members) > most:
                raise _too_large(most)
            names = {i.filename for i in members}
            if "xl/workbook.xml" in names:
                return read_workbook(data, packed, sheet, progress)
            for name, kind in _OTHER_KINDS:
                if name in names:
                    raise UnreadableFile(
                        f"This is {kind}. Save or export the table as CSV or .xlsx."
                    )
            if len(members) != 1:
                raise UnreadableFile(
                    f"The .zip file holds {count(len(members), 'file')}; it should hold one. "
                    "Load the files inside it by themselves."
                )
            return packed.read(members[0])
    except _DAMAGED as why:
        raise UnreadableFile(
            "The .zip or .xlsx file is damaged or was cut short. Copy or export it again."
        ) from why


def _is_extra(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder, or a file that a computer adds by itself."""
    *folders, name = info.filename.split("/")
    return info.is_dir() or "__MACOSX" in folders or name in (".DS_Store", "Thumbs.db")

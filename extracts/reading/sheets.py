"""The sheets of a workbook by their names, for a person to choose from."""

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree

_BOOK = "xl/workbook.xml"
_MOST_BYTES = 4 << 20  # of the list of sheets; the longest that a spreadsheet makes is far below
NO_WORKBOOK = (  # what is raised by one that is damaged, or is none
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ElementTree.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,  # it is protected by a password
    ValueError,
)


def sheet_names(data: bytes) -> tuple[str, ...]:
    """The sheets that can be seen, in their order; () of what is no workbook, or a damaged one.

    Why a workbook cannot be read, read() says.
    """
    if not data.startswith(b"PK"):
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if packed.getinfo(_BOOK).file_size > _MOST_BYTES:
                return ()
            book = ElementTree.fromstring(packed.read(_BOOK))
    except NO_WORKBOOK:
        return ()
    sheets = (e for e in book.iter() if e.tag.rpartition("}")[2] == "sheet")
    return tuple(s.get("name", "") for s in sheets if s.get("state", "visible") == "visible")

"""Is what is packed unpacked, within a bound, and anything else refused?"""

import gzip
import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from extracts.errors import UnreadableFile
from extracts.reading.unpack import unpack
from tests.extracts.hostile import csv_of, gzipped, many, xlsx_of, zipped, zipped_as

TEXT = csv_of(many(2))
MB = 1 << 20


@pytest.mark.parametrize(
    "data",
    [
        TEXT,
        gzipped(TEXT),
        zipped(a_csv=TEXT),
        gzipped(gzipped(TEXT)),
        zipped_as({"a.zip": zipped(a_csv=TEXT)}),
        gzipped(zipped(a_csv=TEXT)),
        gzipped(TEXT[:100]) + gzipped(TEXT[100:]),  # gzip may be in several parts
        gzipped(TEXT) + b"\x00" * 100,  # and padded
    ],
)
def test_unpacks_what_is_packed(data):
    assert unpack(data).data == TEXT


def bomb(megabytes):
    """A gzip, a thousandth of the size of the noughts in it."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, 31)
    parts = [squeeze.compress(b"\x00" * 8 * MB) for _ in range(megabytes // 8)]
    return b"".join([*parts, squeeze.flush()])


TOO_LARGE = (
    r"^Unpacked, the file is larger than {} MB\. Split it by period and load the parts in order\.$"
)


def test_a_bomb_of_600_mb_is_refused_soon_and_in_little_memory():
    data = bomb(600)
    assert len(data) < MB
    started = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match=TOO_LARGE.format(512)):
        unpack(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MB
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize(
    "data",
    [
        b"urn\n" + b"x" * 2 * MB,
        gzipped(b"x" * 2 * MB),
        zipped(a_csv=b"x" * 2 * MB),
        gzipped(zipped(a_csv=b"x" * 2 * MB)),
        zipped_as({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"x" * 2 * MB}),
    ],
    ids=["text", "gzip", "zip", "zip in gzip", "workbook"],
)
def test_the_bound_holds_however_it_is_packed(data):
    with pytest.raises(UnreadableFile, match=TOO_LARGE.format(1)):
        unpack(data, most=MB)


def test_a_file_as_large_as_the_bound_is_read():
    data = b"urn\n" + b"x" * (MB - 4)
    assert len(unpack(data, most=MB).data) == len(unpack(gzipped(data), most=MB).data) == MB


def with_directory(archive, offset, change):
    """An archive with two bytes of its directory's first entry changed."""
    at = archive.index(b"PK\x01\x02") + offset
    (old,) = struct.unpack_from("<H", archive, at)
    changed = bytearray(archive)
    struct.pack_into("<H", changed, at, change(old))
    return bytes(changed)


DAMAGED = r"^The \.zip or \.xlsx file is damaged or was cut short\. Copy or export it again\.$"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (with_directory(zipped(a_csv=TEXT), 8, lambda flags: flags | 1), "protected by a password"),
        (with_directory(zipped(a_csv=TEXT), 10, lambda way: 99), DAMAGED),  # a way of packing
        (
            with_directory(zipped(a_csv=TEXT), 24, lambda size: size - 9),
            DAMAGED,
        ),  # a lie on the size
        (with_directory(zipped(a_csv=TEXT), 42, lambda place: 7), DAMAGED),  # where it begins
        (zipped(a_csv=TEXT)[1:], "not those of any extract|binary data"),
        (b"PK\x03\x04" + b"\x00" * 40, DAMAGED),
        (zipped(a_csv=TEXT)[:30] + b"\xff" * 40 + zipped(a_csv=TEXT)[70:], DAMAGED),
        (zipped(a_csv=TEXT).replace(b"PK\x01\x02", b"PK\x01\x02", 1)[5:], "binary data"),
    ],
)
def test_a_damaged_archive_is_refused(data, words):
    with pytest.raises(UnreadableFile, match=words):
        unpack(data)


def test_an_archive_that_begins_before_itself_is_refused():
    whole = zipped(a_csv=TEXT)
    with pytest.raises(UnreadableFile, match=DAMAGED):
        unpack(b"PK\x03\x04" + whole[5:])


def test_a_damaged_way_of_packing_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("a.csv", TEXT)
    data = bytearray(out.getvalue())
    data[60:80] = b"\x00" * 20
    with pytest.raises(UnreadableFile, match=DAMAGED):
        unpack(bytes(data))


@pytest.mark.parametrize("cut", [1, 8, 9, 20, -1])
def test_a_gzip_that_is_cut_short_or_followed_by_other_things_is_refused(cut):
    whole = gzip.compress(TEXT)
    data = whole[:-cut] if cut > 0 else whole + b"more"
    with pytest.raises(UnreadableFile, match=r"^The \.gz file is damaged or was cut short\."):
        unpack(data)


def test_a_zip_of_several_tables_says_how_many():
    with pytest.raises(UnreadableFile, match=r"holds 3 files; it should hold one"):
        unpack(zipped(a_csv=TEXT, b_csv=TEXT, c_csv=TEXT))


def test_a_workbook_is_read_by_its_sheet():
    assert unpack(xlsx_of(many(1)), sheet="Sheet1").encoding == "Excel workbook"

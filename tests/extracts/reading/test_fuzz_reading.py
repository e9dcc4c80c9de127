"""Whatever the bytes: a reading that keeps the laws, or a refusal in words. Never anything else.

HYPOTHESIS_PROFILE=long tries a hundred times as many; it takes half an hour, so give pytest
-o faulthandler_timeout=0 with it.
"""

import io
import os
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.errors import DashboardError
from tests.extracts.hostile import (
    VALID,
    gzipped,
    read_it,
    text_of,
    xlsx_of,
    zipped_as,
)

TIMES = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 1
TEXTS = ("", " ", "NULL", "-", "=1+1", "#N/A", '"', '""', '"a\nb"', "31/02/2026", "01/02/0024")
TEXTS += ("13/13/2026", "2026-11-20", "11/20/2026", "46346", "20 Nov 26", "1e5", "\u00a0", "\ufeff")
TEXTS += (
    "x" * 200,
    "é",
    "\x00",
    "\x07",
    "Lancs CC",
    "yes",
    "1.0",
    "-1",
    "99999999999",
    "😀",
    "\ufffd",
)
BITS = (
    b'"',
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\xff",
    b"\xe9",
    b"=",
    b"\xef\xbb\xbf",
)
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "mac_roman",
)


def hard(examples):
    return settings(
        max_examples=examples * TIMES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def read_or_refuse(data: bytes, **options: object) -> None:
    words = "."
    try:
        read_it(data, **options)
    except DashboardError as why:
        words = str(why).strip()
    assert words.endswith((".", "?")), words


@st.composite
def valid(draw, key=None):
    """A file of any extract as text, with a few cells changed."""
    key = key or draw(st.sampled_from(sorted(VALID)))
    rows = [dict(VALID[key]) for _ in range(draw(st.integers(1, 6)))]
    first = next(iter(rows[0]))
    for i, row in enumerate(rows):
        row[first] = draw(st.sampled_from([f"{row[first]}{i}", row[first]]))
    for _ in range(draw(st.integers(0, 4))):
        row = draw(st.sampled_from(rows))
        row[draw(st.sampled_from(list(row)))] = draw(st.sampled_from(TEXTS))
    return rows


@st.composite
def written(draw):
    """A file of any extract as bytes, hurt in one or more ways."""
    rows = draw(valid())
    delimiter, line_end = (
        draw(st.sampled_from(",;\t|")),
        draw(st.sampled_from(["\n", "\r\n", "\r"])),
    )
    text = text_of(rows, delimiter=delimiter, line_end=line_end)
    for hurt in draw(st.lists(st.sampled_from(HURTS), max_size=3)):
        text = hurt(draw, text)
    data = text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace")
    return _hurt_bytes(draw, data) if draw(st.booleans()) else data


def _lines(draw, text):
    lines = text.splitlines(keepends=True)
    order = draw(st.permutations(range(len(lines))))
    return "".join(lines[i] for i in order)


def _cut(draw, text):
    return (
        text[: draw(st.integers(0, len(text)))]
        if draw(st.booleans())
        else text[draw(st.integers(0, 80)) :]
    )


def _insert(draw, text):
    at, what = draw(st.integers(0, len(text))), draw(st.sampled_from(TEXTS))
    return text[:at] + what + text[at:]


def _swap(draw, text):
    one, other = draw(st.sampled_from(',;\t|"\n ')), draw(st.sampled_from(",;\t|\"\n '"))
    return text.replace(one, other, draw(st.integers(1, 20)))


def _titles(draw, text):
    return (
        draw(st.sampled_from(["Report\n", "\n\n", '"Report, of\ntoday"\n', "sep=;\n", '"Report\n']))
        + text
    )


def _tails(draw, text):
    return text + draw(st.sampled_from(["\n\n", ",,,,,,,,,,,\n", "Total,5\n", '"', "\x1a"]))


def _trailing(draw, text):
    return "".join(line.rstrip("\r\n") + ",\n" for line in text.splitlines())


def _again(draw, text):
    return text + text


HURTS = [_lines, _cut, _insert, _swap, _titles, _tails, _trailing, _again]


def _hurt_bytes(draw, data):
    data = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        # A share of the length, which differs from one time to the next where a clock is packed in.
        at = draw(st.integers(0, 9_999)) * len(data) // 10_000
        what = draw(st.sampled_from(["flip", "insert", "delete"]))
        if what == "insert":
            data[at:at] = draw(st.sampled_from(BITS))
        elif what == "delete":
            del data[at : at + draw(st.integers(1, 30))]
        elif data:
            data[at] ^= 1 << draw(st.integers(0, 7))
    return bytes(data)


@hard(60)
@given(st.binary(max_size=600))
def test_any_bytes(data):
    read_or_refuse(data)


@hard(60)
@given(
    st.sampled_from([b"\x1f\x8b\x08", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"URN,Unit\n"]),
    st.binary(max_size=300),
)
def test_any_bytes_after_a_beginning_that_is_known(start, data):
    read_or_refuse(start + data)


@hard(60)
@given(st.text(max_size=600))
def test_any_text(text):
    read_or_refuse(text.encode(errors="surrogatepass"))


@hard(250)
@given(written())
def test_files_that_are_hurt(data):
    read_or_refuse(data)


@hard(40)
@given(
    written(), st.sampled_from(["gz", "zip", "zip of gz", "gz of zip"]), st.booleans(), st.data()
)
def test_packed_files_that_are_hurt(data, how, outside, hurt):
    pack = {"gz": gzipped, "zip": lambda d: zipped_as({"a.csv": d})}
    for kind in reversed(how.split(" of ")):
        data = pack[kind](data)
    read_or_refuse(_hurt_bytes(hurt.draw, data) if outside else data)


@hard(40)
@given(valid(), st.sampled_from(["outside", "sheet", "workbook", "nothing"]), st.data())
def test_workbooks_that_are_hurt(rows, where, hurt):
    data = xlsx_of(
        [{k: v.replace("\x00", "").replace("\x07", "") for k, v in row.items()} for row in rows]
    )
    if where == "outside":
        data = _hurt_bytes(hurt.draw, data)
    elif where != "nothing":
        name = {"sheet": "xl/worksheets/sheet1.xml", "workbook": "xl/workbook.xml"}[where]
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            files = {n: packed.read(n) for n in packed.namelist()}
        files[name] = _hurt_bytes(hurt.draw, files[name])
        data = zipped_as(files)
    read_or_refuse(data)

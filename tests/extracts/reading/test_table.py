"""Are rows parted as the standard library parts them, however they are cut up for speed?"""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.errors import UnreadableFile
from extracts.reading import table
from extracts.reading.headings import Heading
from extracts.reading.table import read_table

CELLS = ["a", "bb", "", " ", "20 Nov", '5"', ";"]
QUOTED = ['"q"', '"a,b"', '"a\nb"', '"a""b"', '"\r\n"', '"x"y']
PLAIN_ROWS = st.lists(st.sampled_from(CELLS), min_size=3, max_size=3)
ROWS = st.lists(PLAIN_ROWS | st.lists(st.sampled_from(CELLS + QUOTED), max_size=5), max_size=12)


def parsed(text, start=0, width=3):
    heading = Heading(cells=("A", "B", "C")[:width], row=1, delimiter=",", data_starts=start)
    types = dict.fromkeys(range(width), pa.string())
    return read_table(text.encode(), heading, types, dates=[])


def slowly(text):
    """(cells of the rows of three, number -> width of the others), by the standard library."""
    rows, others = {}, {}
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
        if not cells:
            rows[number] = ["", "", ""]  # a blank line is a row without text
        elif len(cells) == 3:
            rows[number] = [c.strip() for c in cells]
        else:
            others[number] = len(cells)
    return rows, others


@given(
    ROWS,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([40, 200, 4 << 20]),
    st.sampled_from([10, 16 << 20]),
)
def test_parts_rows_as_the_standard_library_does(rows, line_end, block, part):
    text = line_end.join(",".join(cells) for cells in rows)
    before = table._BLOCK, table._PART
    table._BLOCK, table._PART = block, part
    try:
        read, passed = parsed(text + line_end)
    finally:
        table._BLOCK, table._PART = before
    numbers = table.row_numbers(read.num_rows, passed).tolist()
    cells = [[c.strip() for c in row.values()] for row in read.to_pylist()]
    expected, others = slowly(text.rstrip("\r\n"))
    assert dict(zip(numbers, cells, strict=True)) == expected
    assert {p.number: p.cells for p in passed} == others


def test_a_file_without_rows_has_none():
    for text in ("", "\n", "\r\n\r\n" * 10, "\n" * 200_000):
        read, passed = parsed(text)
        assert (read.num_rows, passed) == (0, [])
        assert read.column_names == ["0", "1", "2"]


def test_only_the_columns_asked_for_are_read():
    heading = Heading(cells=("A", "B", "C"), row=1, delimiter=",", data_starts=6)
    types = {2: pa.string(), 0: pa.dictionary(pa.int32(), pa.string())}
    read, _ = read_table(b"A,B,C\n1,2,3\n1,5,6\n", heading, types, dates=[])
    assert read.column_names == ["2", "0"]
    assert read["2"].to_pylist() == ["3", "6"]
    assert read["0"].combine_chunks().dictionary.to_pylist() == ["1"]


def test_rows_passed_over_are_blank_or_not_and_keep_a_text_that_goes_over_lines():
    _, passed = parsed('a,b,c\n , \n,,,,"",\nx,y\n"x\ny",z\n')
    assert [(p.number, p.cells, p.is_blank, p.text) for p in passed] == [
        (2, 2, True, ""),
        (3, 6, True, ""),
        (4, 2, False, ""),
        (5, 2, False, '"x\ny",z'),
    ]


@pytest.mark.parametrize(
    "note", ["x" * (5 << 20), '"' + "long, " * (1 << 20) + '"', '"' + "y\n" * (3 << 20) + '"']
)
def test_a_row_may_be_longer_than_a_block(note):
    read, passed = parsed(f"a,b,c\nd,{note},f\ng,h,i\n")
    assert (read.num_rows, passed) == (3, [])
    assert read["2"].to_pylist() == ["c", "f", "i"]


def test_what_cannot_be_parted_at_all_is_refused(monkeypatch):
    def never(*_, **__):
        raise pa.ArrowInvalid("no")

    monkeypatch.setattr(table.pyarrow.csv, "read_csv", never)
    with pytest.raises(
        UnreadableFile, match=r"^The rows cannot be told apart\. Export the file again\.$"
    ):
        parsed("a,b,c\n")

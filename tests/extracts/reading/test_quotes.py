"""Are rows that a quotation mark has taken in told from text that goes over lines?"""

import pyarrow as pa
import pytest

from extracts.errors import UnreadableFile
from extracts.reading.quotes import check_cells, check_text, n_lines, over_lines


@pytest.mark.parametrize(
    ("data", "n"),
    [(b"", 1), (b"a", 1), (b"a\nb", 2), (b"a\r\nb\r\nc", 3), (b"a\rb\nc\r\nd\n\re", 6)],
)
def test_counts_lines_whatever_ends_them(data, n):
    assert n_lines(data, 0, len(data)) == n
    assert n_lines(b"x\n" + data + b"\ny", 2, 2 + len(data)) == n


def test_only_rows_with_room_for_another_are_looked_at():
    rows = pa.table(
        {"0": ["a", "b\n,", "c\n,,", "d"], "1": ["1", "2", "3", "4"], "2": ["", "", "", ",,"]}
    )
    assert list(over_lines(rows, ",")) == [(2, ["c\n,,", "3", ""])]


DATES = [1, 3]
TAKEN_IN = [
    ["00SA1", "01/11/2026", "Rang,02/11/2026\n00SA2,03/11/2026,Called", "04/11/2026"],
    ["00SA1", "01/11/2026", "x\n00SA2,03/11/2026,y,", ""],
    ["00SA1", "01/11/2026,Rang,02/11/2026\n00SA2,03/11/2026", "", ""],
    ["00SA1\n00SA2,03/11/2026 09:30,x,\n00SA3", "", "", ""],
    ["00SA1", "01/11/2026", 'Rang,02/11/2026\r\n"Smith, J",03/11/2026,y', ""],
]
GOES_OVER_LINES = [
    ["00SA1", "01/11/2026", "01/11/2026, rang\n02/11/2026, called", "04/11/2026"],
    ["00SA1", "01/11/2026", "one\ntwo, three\nfour, five, six", ""],
    ["00SA1", "01/11/2026\n", "", ""],
    ["00SA1", "01/11/2026", "", "02/11/2026\n"],
    ["no lines, 01/11/2026", "", "", ""],
]


@pytest.mark.parametrize("cells", TAKEN_IN)
def test_a_cell_with_dates_where_rows_have_them_holds_rows(cells):
    with pytest.raises(
        UnreadableFile, match=r"^A quotation mark in row 7 is not closed in its own cell"
    ):
        check_cells(7, cells, DATES, ",")


@pytest.mark.parametrize("cells", GOES_OVER_LINES)
def test_a_cell_over_lines_is_a_cell(cells):
    check_cells(7, cells, DATES, ",")


def test_a_row_of_a_wrong_width_is_looked_at_as_text():
    check_text(7, 'a,01/11/2026,"one\ntwo",x,y,z', DATES, ",")
    check_text(7, "", DATES, ",")
    with pytest.raises(UnreadableFile, match="in row 7"):
        check_text(7, 'a,"01/11/2026,x,\nb,02/11/2026,"y,z",', DATES, ",")
    with pytest.raises(UnreadableFile, match="in row 7"):
        check_text(7, 'a,01/11/2026,x,"y\nb",02/11/2026,"y,z",', DATES, ",")

"""Are the cells of a file those of its rows, and blank rows no rows?"""

import pyarrow as pa

from extracts.reading.cells import read_cells
from extracts.reading.headings import Heading


def read(text, position, cells=("URN", "Unit", "Note"), plain="urn"):
    start = text.index("\n") + 1
    heading = Heading(cells=cells, row=3, delimiter=",", data_starts=start)
    return read_cells(text.encode(), heading, position, plain)


BOTH = {"urn": 0, "unit": 1}


def test_cells_are_strings_where_most_differ_and_dictionaries_elsewhere():
    cells = read("URN,Unit,Note\n1,x,y\n2,x,y\n", BOTH)
    assert cells.columns["urn"].equals(pa.array(["1", "2"]))
    assert cells.columns["unit"].equals(pa.array(["x", "x"]).dictionary_encode())
    assert cells.rows.tolist() == [4, 5]


def test_na_is_a_text():
    assert read("h\nNA,NULL,\n", BOTH).columns["unit"].to_pylist() == ["NULL"]


def test_blank_rows_are_no_rows_but_have_their_numbers():
    cells = read("h\n1,x,y\n\n , ,\n\u00a0,,\n,,note\n2,x,\n", BOTH)
    assert cells.rows.tolist() == [4, 9]
    assert cells.columns["urn"].to_pylist() == ["1", "2"]
    assert cells.wrong_width == {}


def test_a_row_with_any_cell_of_the_extract_is_a_row():
    assert read("h\n,x,\n1,,\n,,\n", BOTH).rows.tolist() == [4, 5]


def test_headings_that_come_again_are_no_rows():
    cells = read("h\n1,x,\nURN, Unit ,other\nURN,x,\n", BOTH)
    assert cells.rows.tolist() == [4, 6]
    assert cells.headings_again == [5]


def test_rows_of_a_wrong_width_are_counted_with_their_numbers():
    cells = read("h\n1,x\n\n2,x,y\n3,x,y,z\n, ,,,\n", BOTH)
    assert cells.rows.tolist() == [6]
    assert cells.wrong_width == {4: 2, 7: 4}


def test_a_file_may_have_no_rows():
    cells = read("h\n", BOTH)
    assert {f: len(c) for f, c in cells.columns.items()} == {"urn": 0, "unit": 0}
    assert cells.rows.tolist() == []


def test_dates_tell_rows_that_a_mark_took_in_only_where_they_are_read():
    heading = Heading(cells=("URN", "Unit", "Note"), row=1, delimiter=",", data_starts=0)
    cells = read_cells(b'1,"x\ny",\n', heading, BOTH, "urn", dates=["day"])
    assert cells.columns["unit"].to_pylist() == ["x\ny"]

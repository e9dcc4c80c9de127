"""Is a sheet of a workbook read as a person sees it?"""

import csv
import io
from datetime import date, datetime, time, timedelta

import pytest

from extracts.errors import UnreadableFile
from extracts.reading.unpack import unpack
from tests.extracts.hostile import edited, workbook

SHEET = "xl/worksheets/sheet1.xml"


def rows_of(data, **options):
    return list(csv.reader(io.StringIO(unpack(data, **options).data.decode(), newline="")))


def test_every_kind_of_cell_becomes_text():
    cells = [
        ["text", " spaces ", 'a "mark", and a comma', "two\nlines", "", None],
        [1, 1.0, 1.5, 123456789012345, 1234567890123456, True],
        [date(2026, 11, 20), datetime(2026, 11, 20), datetime(2026, 11, 20, 9, 30, 1)],
        [time(9, 30), timedelta(hours=30), 0.1],
        [datetime(2026, 11, 19, 23, 59, 59, 999_999)],  # as good as midnight
    ]
    assert rows_of(workbook({"S": cells})) == [
        ["text", " spaces ", 'a "mark", and a comma', "two\nlines", "", ""],
        ["1", "1", "1.5", "123456789012345", "1.23457E+15", "True"],
        ["2026-11-20", "2026-11-20", "2026-11-20 09:30:01", "", "", ""],
        ["09:30:00", "1 day, 6:00:00", "0.1", "", "", ""],
        ["2026-11-20", "", "", "", "", ""],
    ]


def test_rows_stand_where_they_stand_in_the_sheet():
    assert rows_of(workbook({"S": [[], ["a"], [], [None, "b"]]})) == [
        ["", ""],
        ["a", ""],
        ["", ""],
        ["", "b"],
    ]


def test_blank_rows_at_the_end_are_left_out():
    assert rows_of(workbook({"S": [["a", "b"], [], [""]]})) == [["a", "b"]]


def test_other_sheets_with_cells_are_told():
    data = workbook({"A": [["a"]], "B": [["b"]], "C": [], "D": [["d"]]}, hidden=["D"])
    assert unpack(data).other_sheets == ("B",)
    assert unpack(data, sheet="B").other_sheets == ("A",)
    assert rows_of(data, sheet="D") == [["d"]]


def test_an_error_and_a_formula_without_its_result_are_put_in_their_cells():
    data = workbook({"S": [["a", "b"], ["=1+1", None], [None, "=A1&B1"]]})
    assert rows_of(data) == [["a", "b"], ["=1+1", ""], ["", "=A1&B1"]]


def test_a_formula_whose_result_is_no_text_is_a_blank():
    data = workbook({"S": [["a", "b"], ['=""', "x"]]})
    empty = b'<c r="A2" t="str"><f>""</f><v></v></c>'

    def as_excel_writes(xml):
        start = xml.index(b'<c r="A2"')
        return xml[:start] + empty + xml[xml.index(b"</c>", start) + 4 :]

    assert rows_of(edited(data, {SHEET: as_excel_writes})) == [["a", "b"], ["", "x"]]


def test_an_error_below_the_other_cells_has_its_row():
    data = workbook({"S": [["a", "b"], ["x"]]})
    more = b'<row r="4"><c r="C4" t="e"><v>#N/A</v></c></row></sheetData>'
    data = edited(data, {SHEET: lambda xml: xml.replace(b"</sheetData>", more)})
    assert rows_of(data)[3] == ["", "", "#N/A"]


@pytest.mark.parametrize(
    "change",
    [
        {"xl/workbook.xml": lambda xml: xml[:100]},
        {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"sheet1.xml", b"sheet9.xml")},
        {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b'Id="rId1"', b'Id="rId9"')},
        {"xl/_rels/workbook.xml.rels": None},
        {SHEET: None},
    ],
)
def test_a_workbook_of_which_a_part_is_missing_is_refused(change):
    with pytest.raises(UnreadableFile, match=r"^The workbook cannot be read; it may be damaged"):
        unpack(edited(workbook({"S": [["a"]]}), change))

"""Are the sheets of a workbook named for a person to choose from, and of nothing else?"""

import io

import openpyxl
import pytest

from extracts.reading import sheets
from extracts.reading.sheets import sheet_names
from tests.extracts.hostile import zipped_as


def workbook(**states):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, state in states.items():
        book.create_sheet(name).sheet_state = state
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_sheets_that_can_be_seen_in_their_order():
    data = workbook(Notes="visible", Lists="hidden", Data="visible", Old="veryHidden")

    assert sheet_names(data) == ("Notes", "Data")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"URN,Unit\n1,2\n",
        b"PK",
        b"PK\x03\x04 and no more",
        workbook(Data="visible")[:-200],
        zipped_as({"a.csv": b"URN,Unit\n"}),
        zipped_as({"xl/workbook.xml": b"<workbook><sheets>"}),
    ],
)
def test_what_is_no_whole_workbook_has_none(data):
    assert sheet_names(data) == ()


def test_a_list_of_sheets_that_no_spreadsheet_makes_is_not_read(monkeypatch):
    data = workbook(Data="visible")
    monkeypatch.setattr(sheets, "_MOST_BYTES", 10)

    assert sheet_names(data) == ()

"""Are the first rows of a sheet read as they stand, and no more than the first?"""

import csv
import io
import zipfile

import xlsxwriter

from extracts.reading.first_rows import first_rows
from tests.extracts.hostile import edited, workbook

SHEET = "xl/worksheets/sheet1.xml"


def rows_of(data: bytes, path: str = SHEET) -> list[list[str]]:
    return list(csv.reader(io.StringIO(first_rows(data, {"S": path})["S"].decode())))


def written(*rows: list[object], constant_memory: bool = False) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": constant_memory})
    sheet = book.add_worksheet("S")
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    return out.getvalue()


def test_cells_stand_in_their_columns():
    rows = [["a", None, 'b "c", d'], [None, "e"], [1, 1.5, "é"]]
    assert rows_of(workbook({"S": rows})) == [
        ["a", "", 'b "c", d'],
        ["", "e", ""],
        ["1", "1.5", "é"],
    ]


def test_texts_that_cells_share_and_texts_in_their_cells_are_read():
    assert rows_of(written(["URN", "Unit"], ["x", "URN"])) == [["URN", "Unit"], ["x", "URN"]]
    assert rows_of(written(["URN", "Unit"], constant_memory=True)) == [["URN", "Unit"]]


def test_how_a_text_is_pronounced_is_no_part_of_it():
    runs = b"<r><t>U</t></r><r><t>RN</t></r><rPh><t>no</t></rPh>"
    data = edited(
        written(["URN", "Unit"]),
        {"xl/sharedStrings.xml": lambda x: x.replace(b"<t>URN</t>", runs)},
    )
    assert rows_of(data) == [["URN", "Unit"]]


def test_cells_that_do_not_say_where_they_are_follow_each_other():
    without = {SHEET: lambda x: x.replace(b' r="A1"', b"").replace(b' r="B1"', b"")}
    assert rows_of(edited(written(["URN", "Unit"]), without)) == [["URN", "Unit"]]


def test_a_sheet_that_is_damaged_or_gone_is_left_out():
    data = written(["URN", "Unit"])
    assert first_rows(data, {"S": SHEET, "Gone": "xl/worksheets/none.xml"}).keys() == {"S"}
    assert (
        first_rows(edited(data, {SHEET: lambda x: b"<worksheet><row>" + b"<<"}), {"S": SHEET}) == {}
    )
    assert first_rows(b"PK no workbook", {"S": SHEET}) == {}


def test_of_a_long_sheet_only_the_first_rows_are_read(monkeypatch):
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
    long = b"".join(row % (n, n) for n in range(1, 50_001))
    data = edited(
        written(["a"]),
        {SHEET: lambda _: b"<worksheet><sheetData>" + long + b"</sheetData></worksheet>"},
    )
    sizes: list[int] = []
    whole = zipfile.ZipExtFile.read

    def counted(member: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        found = whole(member, n)
        sizes.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    assert rows_of(data) == [["x"]] * 60
    assert 0 < sum(sizes) < len(long) / 20

"""Is what a sheet holds seen before it is laid out?"""

import io
import zipfile

import pytest

from extracts.errors import UnreadableFile
from extracts.reading import sheet_xml
from extracts.reading.sheet_xml import Seen, has_cells, look, paths
from tests.extracts.hostile import workbook, zipped_as


def archive(cells, head=b"<worksheet><sheetData>"):
    data = zipped_as({"s.xml": head + cells + b"</sheetData></worksheet>"})
    return zipfile.ZipFile(io.BytesIO(data))


def seen(cells):
    return look(archive(cells), "s.xml")


def test_sees_how_far_a_sheet_reaches():
    assert seen(b'<c r="B3"><v>1</v></c><c r="AA2" t="s"><v>0</v></c>') == Seen(
        last_row=3, last_column=27
    )


def test_a_cell_that_is_only_formatted_is_no_cell():
    cells = b'<c r="XFD1048576" s="4"/><c r="ZZ9" s="4" />'
    assert seen(cells) == Seen()
    assert not has_cells(archive(cells), "s.xml")
    assert has_cells(archive(cells + b'<c r="A1"><v>1</v></c>'), "s.xml")


def test_names_may_have_a_prefix_and_other_quotes():
    cells = (
        b"<x:c r='C2' t='e'><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c r = 'B1'><x:f>A1</x:f></x:c>"
    )
    assert seen(cells) == Seen(last_row=2, last_column=3, texts={(2, 3): "#DIV/0!", (1, 2): "=A1"})


FORMULAS = [
    (b"<f>A1&amp;B1</f>", "=A1&B1"),
    (b"<f>A1</f><v></v>", "=A1"),
    (b"<f>A1</f><v/>", "=A1"),
    (b'<f t="shared" si="0"/><v />', "="),
    (b'<f t="array" ref="A1">SUM(B1)</f>', "=SUM(B1)"),
]


@pytest.mark.parametrize(("inside", "text"), FORMULAS)
def test_sees_a_formula_without_its_result(inside, text):
    assert seen(b'<c r="A1">' + inside + b"</c>").texts == {(1, 1): text}


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1"><f>B1</f><v>5</v></c>',
        b'<c r="A1" t="str"><f>B1</f><v></v></c>',
        b'<c r="A1" t="str"><f>B1</f><v>e</v></c>',
        b'<c r="A1" t="s"><v>3</v></c>',
        b'<c r="A1" t="inlineStr"><is><t>=A1</t></is></c>',
    ],
)
def test_a_cell_with_a_result_is_left_to_calamine(cell):
    assert seen(cell).texts == {}


def test_a_cell_that_does_not_say_where_it_is_is_refused_only_where_it_matters():
    assert seen(b'<c t="s"><v>1</v></c>') == Seen()
    with pytest.raises(
        UnreadableFile, match=r"cells that do not say where they are\. Save the sheet"
    ):
        seen(b'<c t="e"><v>#N/A</v></c>')


def test_a_sheet_that_reaches_too_far_is_refused():
    with pytest.raises(
        UnreadableFile, match="reaches to column XFD and row 4,000, which is too large"
    ):
        seen(b'<c r="XFD1"><v>1</v></c><c r="A4000"><v>1</v></c>')


@pytest.mark.parametrize("size", [1, 7, 30, 200])
def test_it_does_not_matter_in_what_pieces_it_is_read(size, monkeypatch):
    rows = [["a", 1, "=B1", "text with c> in it"]] * 5
    data = zipfile.ZipFile(io.BytesIO(workbook({"S": rows})))
    whole = look(data, "xl/worksheets/sheet1.xml")
    monkeypatch.setattr(sheet_xml, "_CHUNK", size)
    assert look(data, "xl/worksheets/sheet1.xml") == whole
    assert whole == Seen(last_row=5, last_column=4, texts={(r, 3): "=B1" for r in range(1, 6)})


def test_finds_the_sheets_by_name():
    data = zipfile.ZipFile(io.BytesIO(workbook({"A & B": [], "C": []})))
    assert paths(data) == {
        "A & B": "xl/worksheets/sheet1.xml",
        "C": "xl/worksheets/sheet2.xml",
    }

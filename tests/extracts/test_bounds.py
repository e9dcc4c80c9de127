"""Is what is too large refused soon, in words, and in little memory? Bombs are in test_unpack."""

import gzip
import io
import time
import zipfile

import pytest

from extracts import findings
from extracts.errors import UnreadableFile
from extracts.findings import Findings
from extracts.reading import sheet_xml, table, unpack
from tests.extracts.hostile import CHARGING, csv_of, edited, many, read_it, text_of, xlsx_of
from tests.extracts.hostile import workbook as workbook_of

SOON = 30  # seconds, on a busy machine
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def soon():
    started = time.perf_counter()
    yield
    assert time.perf_counter() - started < SOON


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("last", [b"x", b'"x"'])
def test_more_than_five_million_lines_are_refused(line_end, last):
    data = csv_of(many(1)).replace(b"\n", line_end) + line_end * table.MOST_LINES + last
    with pytest.raises(
        UnreadableFile,
        match=r"^The file has 5,000,002 lines; the most is 5,000,000\. Split it by period and load "
        r"the parts in order\.$",
    ):
        read_it(data)


def test_as_many_lines_as_the_most_are_read(monkeypatch):
    monkeypatch.setattr(table, "MOST_LINES", 20)
    assert read_it(csv_of(many(20))).n_rows == 20
    assert read_it(csv_of(many(20)) + b"\n" * 50).n_rows == 20  # blank lines at the end are none
    with pytest.raises(UnreadableFile, match="21 lines; the most is 20"):
        read_it(csv_of(many(21)))


def test_a_million_columns_are_refused():
    headings = ",".join(f"column {n}" for n in range(1_000_000))
    with pytest.raises(UnreadableFile, match=r"columns; the most is 1,000\.$"):
        read_it(f"{headings}\n".encode())


def test_a_row_of_a_million_cells_is_one_finding():
    reading = read_it(csv_of(many(2)) + b"x," * 999_999 + b"x\n")
    assert (reading.n_rows, reading.n_accepted, len(reading.findings)) == (3, 2, 1)
    assert "1,000,000 cells under 12 headings" in reading.findings["message"][0]


def test_a_workbook_with_too_many_cells_is_refused_also_where_they_do_not_say_their_place():
    row = b"<row>" + b"<c/>" * 100_000 + b"</row>"

    def swollen(xml):
        return xml.replace(b"</sheetData>", row * 301 + b"</sheetData>")

    with pytest.raises(UnreadableFile, match=r"^The sheet has more than 30,000,000 cells, which"):
        unpack.unpack(edited(workbook_of({"S": [["a"]]}), {SHEET: swollen}))


@pytest.mark.parametrize("cell", [b"<c/>", b"<c><v>1</v></c>", b'<c t="n"><v>1</v></c>'])
def test_cells_are_counted_however_they_are_written(cell, monkeypatch):
    monkeypatch.setattr(sheet_xml, "MOST_CELLS", 50)

    def with_cells(n):
        row = b"<row>" + cell * n + b"</row></sheetData>"
        change = {SHEET: lambda xml: xml.replace(b"</sheetData>", row)}
        return edited(workbook_of({"S": [["a", "b"]]}), change)

    unpack.unpack(with_cells(48))
    with pytest.raises(UnreadableFile, match="more than 50 cells"):
        unpack.unpack(with_cells(49))


def test_names_that_stand_for_others_are_not_spelt_out():
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    book = f"<!DOCTYPE x [{laughs}]><workbook><sheets>&l9;</sheets></workbook>".encode()
    data = edited(xlsx_of(many(1)), {"xl/workbook.xml": lambda _: book})
    with pytest.raises(UnreadableFile, match=r"^The workbook cannot be read"):
        unpack.unpack(data)


def test_an_archive_of_very_many_files_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n in range(10_001):
            packed.writestr(f"{n}.csv", b"")
    with pytest.raises(UnreadableFile, match=r"^The \.zip file holds more than 10,000 files"):
        unpack.unpack(out.getvalue())


# Findings.


def test_a_file_in_which_everything_is_wrong_is_refused_with_an_example(monkeypatch):
    monkeypatch.setattr(findings, "MOST", 10)
    ten = [CHARGING | {"URN": f"06AA{n:07}", "Outcome": f"o{n}"} for n in range(10)]
    assert len(read_it(csv_of(ten)).findings) == 10
    with pytest.raises(
        UnreadableFile,
        match=r"^More than 10 things are wrong in the file, so it is refused as a whole\. One of "
        r'them: Outcome should be one of "Charge".*; it is "o0"\..* Check that it is the right',
    ):
        read_it(csv_of([*ten, CHARGING | {"URN": "06AA9", "Outcome": "o10"}]))


def test_findings_of_all_columns_count_together(monkeypatch):
    monkeypatch.setattr(findings, "MOST", 10)
    six = [
        CHARGING | {"URN": f"06AA{n:07}", "Outcome": f"o{n}", "In custody": f"c{n}"}
        for n in range(6)
    ]
    assert len(read_it(csv_of(six[:5])).findings) == 10
    with pytest.raises(UnreadableFile, match=r'One of them: Outcome should .* it is "o0"'):
        read_it(csv_of(six))
    wide = text_of(six[:5]).replace("Yes\n", "Yes,more\n").encode()
    assert len(read_it(wide).findings) == 5
    with pytest.raises(UnreadableFile, match="One of them: The row has 13 cells"):
        read_it(wide + b"a,b\n" * 6)


def test_what_has_no_findings_adds_none(monkeypatch):
    monkeypatch.setattr(findings, "MOST", 1)
    found = Findings()
    found.note(1, "", "", "One thing.")
    found.extend(Findings())
    with pytest.raises(UnreadableFile, match=r"One of them: Another\. Check"):
        found.note(2, "", "", "Another.")
    assert len(found.frame()) == 1


def test_an_archive_says_how_large_it_is_unpacked():
    data = bytes(3_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.csv", data)
    assert len(packed.getvalue()) < 1_000
    assert unpack.declared_size(packed.getvalue()) == 3_000_000
    assert unpack.declared_size(gzip.compress(data)) == 3_000_000
    assert unpack.declared_size(b"URN\n") == 4
    assert unpack.declared_size(b"PK\3\4 none") == 9

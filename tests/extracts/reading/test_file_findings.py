"""Is what concerns the whole file told once, in words?"""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from extracts.findings import Findings, listed
from extracts.reading.cells import Cells
from extracts.reading.encodings import Delimited
from extracts.reading.file_findings import note_file, note_own_day, note_rows
from extracts.reading.headings import Heading
from extracts.reading.matching import Columns
from extracts.registry import EXTRACTS

HEADING = Heading(cells=("URN", " Offi\ncer "), row=3, delimiter=",", data_starts=0)
TODAY = date(2026, 11, 20)


def cells(n=1, wrong_width=None, again=()):
    return Cells(
        columns={"urn": pa.array(["x"] * n)},
        rows=np.arange(4, n + 4),
        wrong_width=wrong_width or {},
        headings_again=again,
    )


def noted(note, *given):
    findings = Findings()
    note(*given, findings)
    return [tuple(f) for f in listed(findings.frame())]


@pytest.mark.parametrize(
    ("day", "n"), [(date(2026, 11, 19), 0), (TODAY, 0), (date(2026, 11, 21), 1)]
)
def test_an_own_day_that_is_yet_to_come_is_told(day, n):
    assert len(noted(note_own_day, day, "as given", TODAY)) == n


def of_file(text, these, undeclared=None):
    columns = Columns(extract=EXTRACTS["reviews"], position={}, undeclared=undeclared or {})
    return noted(note_file, text, columns, HEADING, these)


TEXT = Delimited(data=b"", encoding="UTF-8")


def test_a_file_without_fault_is_not_talked_about():
    assert of_file(TEXT, cells()) == []


def test_notes_other_sheets_and_columns_are_told():
    text = Delimited(data=b"", encoding="UTF-8", notes=("Odd.",), other_sheets=("A", "B"))
    sheets = (
        "The workbook has other sheets, which were not read. If rows are in them, read each by "
        "itself."
    )
    assert of_file(text, cells(), {1: "Not kept."}) == [
        (0, "", "", "Odd.", False),
        (0, "", "A and B", sheets, False),
        (3, "Offi cer", "", "Not kept.", False),
    ]  # fmt: skip


def test_a_file_without_rows_is_told():
    assert of_file(TEXT, cells(0)) == [
        (0, "", "", "The file has headings for Reviews but no rows.", False)
    ]
    assert of_file(TEXT, cells(0, {5: 1})) == []


def test_rows_of_a_wrong_width_are_each_told():
    these = cells(wrong_width={5: 1, 9: 3, 7: 1})
    short = (
        "The row has 1 cell under 2 headings. Cells are missing: export the file again, or "
        "remove the row if it is a note or a total."
    )
    long = (
        "The row has 3 cells under 2 headings. Put a text that holds the delimiter in quotation "
        "marks, or export the file again."
    )
    assert noted(note_rows, these, HEADING) == [
        (5, "", "", short, True),
        (7, "", "", short, True),
        (9, "", "", long, True),
    ]


def test_headings_that_come_again_are_told_once():
    words = "The headings come again (1 time, first in row 8); such rows are passed over."
    assert noted(note_rows, cells(again=[8]), HEADING) == [(8, "", "", words, False)]
    assert noted(note_rows, cells(), HEADING) == []

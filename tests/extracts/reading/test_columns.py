"""Is a column read once for each distinct text, and every row told that is at fault?"""

import numpy as np
import pyarrow as pa
import pytest

from extracts.area import Area, AreaUnit
from extracts.findings import Findings, listed
from extracts.kinds import Choice, Date, Whole
from extracts.layouts import Layout
from extracts.reading.columns import read_column
from extracts.text_kinds import Text, Unit

REFERENCE = Text(name="ref", title="Reference", says="Which", upper=True)
NUMBER = Whole(name="n", title="Number", says="How many")
COLOUR = Choice(
    name="colour", title="Colour", says="c", values=("Red", "Grey"), blank=True, blank_means="Grey"
)
DAY = Date(name="day", title="Day", says="When", blank=True)
UNIT = Unit(name="unit", title="Unit", says="Whose")
AREA = Area(name="North", units=(AreaUnit(name="Cumbria Hub", short="Cumbria"),))


def read(field, *texts, encoded=True, layout=None, area=None, cells=...):
    """(values, good rows, findings) of a column that begins in row 2."""
    if cells is ...:
        cells = pa.array(texts, pa.string())
        cells = cells.dictionary_encode() if encoded else cells
    findings, n = Findings(), len(texts)
    rows, good = np.arange(2, n + 2), np.ones(n, bool)
    values = read_column(cells, field, "Heading", rows, layout, area, findings, good)
    assert values.type == field.dtype
    return values.to_pylist(), good.tolist(), listed(findings.frame())


@pytest.mark.parametrize("encoded", [True, False])
def test_values_and_faults_come_back_to_their_rows(encoded):
    values, good, findings = read(NUMBER, "1", "x", "2", "x", "", encoded=encoded)
    assert values == [1, None, 2, None, None]
    assert good == [True, False, True, False, False]
    wrong = 'Number should be a whole number from 1 to 1,000,000; it is "x".'
    blank = "Number is blank; fill it with a whole number from 1 to 1,000,000."
    assert findings == [
        (3, "Heading", "x", wrong, True),
        (5, "Heading", "x", wrong, True),
        (6, "Heading", "", blank, True),
    ]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (" a ", "A"),
        ("a\u00a0\u2003 b", "A B"),
        ("\ufeffa\u200bb\u00ad", "AB"),
        ("a\tb\n", "A B"),
        ("e\u0301", "É"),
        ('="00123"', "00123"),
        (' ="00123" ', "00123"),
        ('=""', ""),
        ("a-b/c", "A-B/C"),
    ],
)
def test_what_cannot_be_seen_is_taken_off(text, seen):
    values, good, _ = read(REFERENCE, text, "x")
    assert values == [seen or None, "X"]
    assert good == [bool(seen), True]


def test_a_blank_may_mean_a_value():
    assert read(COLOUR, "", "red", " ")[:2] == (["Grey", "Red", "Grey"], [True] * 3)


def test_a_column_of_blanks_is_read():
    assert read(DAY, "", " ")[:2] == ([None, None], [True, True])


def test_a_column_that_is_not_there_is_blank_or_the_layouts_constant():
    absent = Text(name="ref", title="R", says="r", blank=True, absent=True)
    assert read(absent, "", "", cells=None)[0] == [None, None]
    layout = Layout(name="L", extract="e", constants={"ref": "a1"})
    assert read(REFERENCE, "", "", cells=None, layout=layout)[0] == ["A1", "A1"]


def test_a_layout_replaces_values_and_gives_the_format():
    layout = Layout(
        name="L", extract="e", values={"day": {"open": ""}}, dates={"day": "mm/dd/yyyy"}
    )
    values, good, _ = read(DAY, " open", "11/02/2026", layout=layout)
    assert [str(v) for v in values] == ["None", "2026-11-02"]
    assert good == [True, True]
    assert read(DAY, "", layout=layout)[0] == [None]


def test_units_have_the_areas_names_and_others_a_finding():
    values, good, findings = read(UNIT, "CUMBRIA", "Mersey", "Cumbria hub", "Mersey ", area=AREA)
    assert values == ["Cumbria Hub", "Mersey", "Cumbria Hub", "Mersey"]
    assert good == [True] * 4
    (finding,) = findings
    assert finding[:3] == (3, "Heading", "Mersey")
    assert "(2 rows, the first is row 3)" in finding.message
    assert not finding.rejects


def test_units_stand_as_written_without_an_area_or_its_units():
    assert read(UNIT, "Mersey")[2] == []
    assert read(UNIT, "Mersey", area=Area(name="Any"))[2] == []


def test_a_unit_in_no_row_is_not_told():
    cells = pa.DictionaryArray.from_arrays(pa.array([0, 0]), pa.array(["Cumbria", "Mersey"]))
    assert read(UNIT, "", "", cells=cells, area=AREA)[2] == []


def test_no_rows_are_read_as_no_rows():
    assert read(NUMBER) == ([], [], [])


def test_a_faulty_text_as_long_as_a_file_is_shown_in_part():
    _, _, (finding,) = read(NUMBER, "x" * 1_000_000)
    assert len(finding.value) == 100
    assert len(finding.message) < 200

"""Does every column go to its field, and every other one have its reason?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import pytest

from extracts.errors import LayoutError, UnknownHeadings
from extracts.extract import Extract
from extracts.kinds import Date
from extracts.layouts import Layout
from extracts.reading.headings import Heading
from extracts.reading.matching import match_columns, recognise
from extracts.registry import EXTRACTS
from extracts.text_kinds import Text
from tests.extracts.hostile import CHARGING, VALID

SMALL = Extract(
    key="small",
    title="Small",
    one_row_is="one",
    keys=("urn",),
    opens="day",
    closes=None,
    fields=(
        Text(name="urn", title="URN", says="Which", aliases=("Case", "Reference")),
        Date(name="day", title="Date opened", says="When"),
        Text(name="note", title="Remark", says="What", blank=True, absent=True),
    ),
)


def headed(*cells, filled=()):
    return Heading(cells=cells, row=1, delimiter=",", data_starts=0, filled=frozenset(filled))


def layout(**settings):
    return Layout(name="L", extract="small", **settings)


def matched(*cells, by=None, filled=()):
    columns = match_columns(headed(*cells, filled=filled), SMALL, by)
    return columns.position, columns.undeclared


NOT_KEPT = "This column is not part of the extract; it is not kept."


def test_a_column_goes_to_its_field_by_name_title_or_alias():
    assert matched("Remark", "day", "case.") == ({"urn": 2, "day": 1, "note": 0}, {})


def test_the_first_of_several_headings_of_a_field_is_the_one_most_wanted():
    position, undeclared = matched("Reference", "Case", "day")
    assert position["urn"] == 1
    assert undeclared == {
        0: (
            'This is also a heading for URN, which is read from "Case"; this one is not kept. If it is '
            "the right one, map it with a layout."
        )
    }


def test_what_belongs_to_nothing_is_told():
    assert matched("URN", "day", "Officer", "")[1] == {2: NOT_KEPT}


def test_what_is_near_a_field_that_is_not_there_is_told():
    assert matched("URN", "day", "Remarks")[1] == {2: f"{NOT_KEPT} If it is Remark, rename it."}


def test_a_column_without_a_heading_is_told_where_it_has_text():
    assert matched("URN", "", "day", "", filled=[1])[1] == {
        1: (
            "Column B has no heading; it is not kept. If it is part of the extract, give it "
            "its heading."
        )
    }


def test_a_layout_says_which_column_a_field_is():
    by = layout(columns={"My ref": "urn", "Case": "note"})
    assert matched("MY-REF", "case", "day", by=by) == ({"urn": 0, "day": 2, "note": 1}, {})


def test_a_layout_wins_over_the_heading_of_the_field():
    position, undeclared = matched("My ref", "URN", "day", by=layout(columns={"My ref": "urn"}))
    assert position["urn"] == 0
    assert "which is read from the layout" in undeclared[1]


def test_a_constant_needs_no_column_and_wins_over_one():
    position, undeclared = matched("URN", "day", by=layout(constants={"day": "01/01/2026"}))
    assert position == {"urn": 0}
    assert "Date opened, which is read from the layout" in undeclared[1]


def test_a_layout_may_leave_columns_out():
    assert matched("URN", "day", "A", "B", by=layout(ignore=("a!",)))[1] == {3: NOT_KEPT}
    assert matched("URN", "day", "A", "", by=layout(ignore=("*",)), filled=[3])[1] == {}


@pytest.mark.parametrize(
    ("cells", "by", "words"),
    [
        (("URN", "urn", "day"), None, 'Columns A and B have the same heading, "URN".'),
        (("URN",), None, "Row 1 has no heading for Date opened, which Small needs. Headings not used: none."),
        (("Dates opened", "X"), None, '"Dates opened" may be Date opened. Headings not used: "Dates opened" and "X".'),
        (tuple(map(str, range(30))), None, 'Headings not used: "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" and "11" and 18 more.'),
        (("Case", "Case", "day"), layout(columns={"Case": "note"}, constants={"urn": "1"}), 'Columns A and B have the same heading, "Case".'),
    ],
)  # fmt: skip
def test_refuses_what_is_missing_or_double(cells, by, words):
    with pytest.raises(UnknownHeadings) as refused:
        matched(*cells, by=by)
    assert words in str(refused.value)


def test_refuses_a_layout_of_another_file():
    with pytest.raises(
        LayoutError, match=r'maps "My ref" and "Other", which the file does not have in row 1'
    ):
        matched("URN", "day", by=layout(columns={"My ref": "urn", "Other": "note"}))


@pytest.mark.parametrize("key", EXTRACTS)
def test_recognises_every_extract(key):
    assert recognise(headed(*VALID[key]), EXTRACTS.values()).key == key
    assert recognise(headed(*(f.name for f in EXTRACTS[key].fields)), EXTRACTS.values()).key == key


def test_recognises_an_extract_of_which_half_is_missing():
    assert recognise(headed(*list(CHARGING)[:6]), EXTRACTS.values()).key == "charging"


def test_does_not_recognise_a_few_headings_that_all_have():
    with pytest.raises(UnknownHeadings, match='not those of any extract: "URN" and "Unit"'):
        recognise(headed("URN", "Unit"), EXTRACTS.values())

"""Is each field offered the column that a person would choose, and why?"""

from datetime import date

import pytest

from extracts.errors import UnknownHeadings, UnreadableFile
from extracts.mapping.suggest import suggest
from extracts.registry import EXTRACTS
from tests.extracts.foreign import (
    by_heading,
    columns_of,
    days,
    made_for,
    of_field,
    police_force,
    references,
    suggested,
    table,
    turned,
)
from tests.extracts.hostile import AREA, VALID, text_of, workbook


def test_a_file_of_a_police_force_is_understood_by_headings_and_contents():
    made = made_for(police_force())

    assert made.ranked[0].extract.key == "charging"
    assert by_heading(made, "charging") == {
        "urn": "Crime Ref",
        "submission": "Attempt No",
        "unit": "Team",
        "casework_type": "Court Type",
        "review_track": "Path",
        "in_custody": "Remand?",
        "received_on": "Rcvd Date",
        "accepted_on": None,
        "decided_on": "Case Closed",
        "outcome": "Result Code",
        "police_due_on": None,
        "same_prosecutor": None,
    }


def test_each_suggestion_says_why():
    made = made_for(police_force())

    def why(name):
        return of_field(made, "charging", name).why

    assert why("unit") == (
        'The heading is like "Unit" and 2 of its 3 values are known to CPS North West.'
    )
    assert why("review_track") == "2 of its 2 values are known."
    assert why("decided_on") == (
        "All of its values are dates, in all rows not before Date received."
    )
    assert why("urn") == (
        'The heading is like "URN" and all of its values look like references, no two alike.'
    )
    assert why("accepted_on") == "No column is like it."


def test_the_headings_come_with_samples_and_how_much_is_filled():
    made = made_for({"Ref": references(4), "Team": ["a", "a", "b", ""], "Empty": [""] * 4})
    _, team, empty = made.columns

    assert (team.position, team.heading) == (1, "Team")
    assert team.samples == ("a", "b")
    assert team.share_filled == 0.75
    assert empty.samples == ()
    assert empty.share_filled == 0


def test_no_column_is_suggested_twice_and_others_are_offered():
    made = made_for({"Date": days(30), "Other date": days(30, after=20), "Ref": references(30)})
    for fields in made.fields.values():
        at = [f.position for f in fields if f.position is not None]
        assert len(set(at)) == len(at)
        for field in fields:
            offered = [c.position for c in field.others]
            assert field.position not in offered
            assert len(set(offered)) == len(offered)
    received = of_field(made, "charging", "received_on")
    assert (received.position, [c.position for c in received.others]) == (0, [1])
    assert received.must_be_filled
    assert not received.may_be_absent
    assert of_field(made, "charging", "accepted_on").may_be_absent
    assert not of_field(made, "charging", "decided_on").must_be_filled


def test_days_are_told_by_their_order_where_headings_do_not():
    one, other = {"A": days(40), "B": days(40, after=30)}, {"A": days(40, after=30), "B": days(40)}
    assert suggested(columns_of(one))["received_on"] == "A"
    assert suggested(columns_of(one))["decided_on"] == "B"
    assert suggested(columns_of(other))["received_on"] == "B"
    assert suggested(columns_of(other))["decided_on"] == "A"


def test_where_one_column_is_the_key_it_is_one_that_does_not_repeat():
    data = {"Case id": turned(references(20), 60), "Case person id": references(60)}
    assert suggested(columns_of(data))["urn"] == "Case person id"
    # With a number of the submission beside it, the case may come more than once.
    data |= {"Submission no": ["1"] * 20 + ["2"] * 20 + ["3"] * 20}
    assert suggested(columns_of(data))["urn"] == "Case id"


def test_a_heading_that_is_the_field_s_own_goes_before_contents_as_good():
    values = turned(["Crown Court", "RASSO"], 30)
    data = {"Court": values, "Casework type": values, "Type": values}
    assert suggested(columns_of(data))["casework_type"] == "Casework type"


def test_a_heading_does_not_stand_against_contents_that_cannot_be():
    assert (
        suggested(columns_of({"Date received": turned(["yes", "no"], 30)}))["received_on"] is None
    )


def test_columns_without_a_heading_of_their_own_are_not_suggested():
    headings = ["Received", "received:", "", "Officer", "Notes"]
    made = suggest(table(headings, zip(*[days(20)] * 5, strict=True)), area=AREA)
    assert [c.why_not for c in made.columns] == [
        "Another column has the same heading; rename one in the file to map it.",
        "Another column has the same heading; rename one in the file to map it.",
        "It has no heading; give it one in the file to map it.",
        "",
        "",
    ]
    assert {f.position for f in made.fields["charging"]} <= {3, 4, None}


def test_a_file_of_one_unit_names_it_outside_its_columns():
    data = columns_of({"Ref": references(20), "Received": days(20)})

    def unit(made):
        found = of_field(made, "charging", "unit")
        return found.position, found.constant

    assert unit(suggest(data, area=AREA, name="Cumbria MC 20-11-2026.csv")) == (
        None,
        "Cumbria Magistrates Hub",
    )
    titled = b"Submissions of Lancs CC\n\n" + data
    assert unit(suggest(titled, area=AREA)) == (None, "Lancashire Crown Court Unit")
    assert unit(suggest(titled, area=AREA, name="Cumbria MC.csv")) == (None, None)
    assert unit(suggest(data, area=AREA)) == (None, None)


def test_a_file_that_is_recognised_is_suggested_as_it_is():
    for key, row in VALID.items():
        made = suggest(text_of([row]).encode(), area=AREA)
        assert made.ranked[0].extract.key == key
        assert made.ranked[0].why == "Every field has a likely column."
        wanted = {f.name: f.title for f in EXTRACTS[key].fields}
        found = by_heading(made, key)
        assert {name: found[name] for name in found if found[name]}.items() <= wanted.items()
        assert all(found[f.name] for f in EXTRACTS[key].fields if not f.absent)


def test_what_an_extract_lacks_is_named():
    made = made_for({"Ref": references(5), "Received": days(5)})
    assert made.ranked[0].why.startswith("Nothing is like Submission, Unit, ")


def test_headings_alone_are_enough_for_a_suggestion():
    assert suggested(b"Case ref,Date received\n") == {
        **dict.fromkeys((f.name for f in EXTRACTS["charging"].fields), None),
        "urn": "Case ref",
        "received_on": "Date received",
    }


def test_a_sheet_of_a_workbook_is_understood():
    day = date(2026, 11, 20)
    sheets = {"Notes": [["Hello"]], "Cases": [["Crime ref", "Rcvd"], *[["A1", day], ["A2", day]]]}
    made = suggest(workbook(sheets), area=AREA, sheet="Cases")
    assert by_heading(made, "charging")["urn"] == "Crime ref"
    assert by_heading(made, "charging")["received_on"] == "Rcvd"
    assert made.columns[1].samples == ("2026-11-20",)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"%PDF-1.7"])
def test_what_is_no_table_is_refused(data):
    with pytest.raises(UnreadableFile):
        suggest(data, area=AREA)


def test_a_file_without_headings_is_refused():
    with pytest.raises(
        UnknownHeadings, match=r"^The file has no row of headings: row 1 holds a da"
    ):
        suggest(table(["A1", "20/11/2026"], zip(references(5), days(5), strict=True)), area=AREA)

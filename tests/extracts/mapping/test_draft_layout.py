"""Do a person's choices become the layout that reads the file as they meant?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

from datetime import UTC, date, datetime

import pytest

from extracts.errors import LayoutError
from extracts.intake import publish
from extracts.layouts import Layout
from extracts.mapping.draft_layout import draft_layout
from extracts.mapping.suggest import suggest
from extracts.read import read
from extracts.saved_layouts import find_layout
from extracts.store import Store
from tests.extracts.foreign import (
    columns_of,
    days,
    made_for,
    police_force,
    references,
    table,
    turned,
)
from tests.extracts.hostile import AREA, TODAY

GIVEN = {
    "urn": 6,
    "submission": 9,
    "unit": 2,
    "casework_type": 8,
    "review_track": 7,
    "in_custody": 4,
    "received_on": 5,
    "decided_on": 0,
    "outcome": 1,
}
VALUES = {
    "unit": {"Lancs Crwn": "Lancashire Crown Court Unit"},
    "casework_type": {"Felony": "Complex"},
    "outcome": {},
}
DATES = {"received_on": "mm/dd/yyyy", "decided_on": "mm/dd/yyyy"}


def drafted(**changes):
    choices = {
        "name": "Force",
        "extract": "charging",
        "columns": GIVEN,
        "values": VALUES,
        "dates": DATES,
    }
    return draft_layout(made_for(police_force()), **choices | changes)


def read_it(data, layout=None, **options):
    return read(data, name="x.csv", today=TODAY, area=AREA, layout=layout, **options)


def test_the_choices_are_the_layout():
    assert drafted() == Layout(
        name="Force",
        extract="charging",
        columns={
            "Crime Ref": "urn",
            "Attempt No": "submission",
            "Team": "unit",
            "Court Type": "casework_type",
            "Path": "review_track",
            "Remand?": "in_custody",
            "Rcvd Date": "received_on",
            "Case Closed": "decided_on",
            "Result Code": "outcome",
        },
        values={
            "unit": {"Lancs Crwn": "Lancashire Crown Court Unit"},
            "casework_type": {"Felony": "Complex"},
        },
        dates=DATES,
        ignore=("Officer",),
    )


def test_the_file_is_read_by_it_without_a_finding():
    reading = read_it(columns_of(police_force()), drafted())

    assert reading.n_accepted == reading.n_rows == 60
    assert reading.findings.empty
    row = reading.rows.to_pylist()[2]
    assert row["unit"] == "Lancashire Crown Court Unit"
    assert row["casework_type"] == "Complex"
    assert row["received_on"] == date(2026, 1, 7)
    assert row["decided_on"] == date(2026, 1, 16)
    assert row["in_custody"] is False


def test_the_next_file_of_that_shape_needs_nothing(tmp_path):
    store, now = Store(tmp_path / "store"), datetime(2026, 11, 20, 9, tzinfo=UTC)
    first = columns_of(police_force())
    publish(store, read_it(first, drafted()), who="Ann", now=now)
    other = police_force(20)
    next_one = columns_of({h: other[h] for h in sorted(other)})  # in another order besides

    reading = read_it(next_one, saved_layout=lambda f: find_layout(store, f))

    assert reading.layout == drafted()
    assert (reading.n_accepted, len(reading.findings)) == (20, 0)


def test_day_first_is_left_to_the_reading():
    columns = police_force() | {"Rcvd Date": days(60)}
    made = made_for(columns)
    layout = draft_layout(
        made,
        name="Force",
        extract="charging",
        columns=GIVEN,
        values=VALUES,
        dates=DATES | {"received_on": "dd/mm/yyyy"},
    )
    assert layout.dates == {"decided_on": "mm/dd/yyyy"}
    assert read_it(columns_of(columns), layout).n_accepted == 60


def test_constants_stand_for_what_the_file_lacks():
    made = made_for({"Ref": references(9), "In": days(9), "Out": days(9, after=3)})
    layout = draft_layout(
        made,
        name="Small office",
        extract="charging",
        columns={"urn": 0, "received_on": 1, "decided_on": 2, "outcome": None, "accepted_on": None},
        constants={
            "submission": "1",
            "unit": "Cumbria MC",
            "casework_type": "RASSO",
            "review_track": "28 day",
            "in_custody": "No",
        },
    )
    assert layout.constants["outcome"] == ""
    assert "accepted_on" not in layout.constants
    (row, *_) = read_it(
        columns_of({"Ref": ["A1"], "In": days(1), "Out": days(1)}), layout
    ).rows.to_pylist()
    assert (row["unit"], row["outcome"]) == ("Cumbria Magistrates Hub", None)


def test_a_field_that_was_left_out_is_not_read_by_its_own_heading():
    columns = police_force() | {"Date accepted": days(60, form="%m/%d/%Y")}
    made = made_for(columns)
    layout = draft_layout(
        made, name="Force", extract="charging", columns=GIVEN, values=VALUES, dates=DATES
    )
    assert layout.constants == {"accepted_on": ""}
    assert read_it(columns_of(columns), layout).rows["accepted_on"].null_count == 60
    # Nor where another field has it.
    moved = GIVEN | {"received_on": made.columns[-1].position}
    layout = draft_layout(
        made, name="Force", extract="charging", columns=moved, values=VALUES, dates=DATES
    )
    assert layout.constants == {}
    assert read_it(columns_of(columns), layout).rows["accepted_on"].null_count == 60


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"name": " "},
            r"^The layout has no name\. Give it one, such as the system that wrote it\.$",
        ),
        (
            {"name": "x" * 101},
            r"^The name of the layout has 101 characters; the most is 100\. Shorten it\.$",
        ),
        (
            {"extract": "charges"},
            r'^There is no extract "charges"; the extracts are charging, disclosure, victim_letters and reviews\. Did you mean "charging"\?$',
        ),
        (
            {"columns": GIVEN | {"submission": 6}},
            r'^"Crime Ref" is chosen for URN and Submission\. Choose another column for all but one',
        ),
        (
            {"columns": GIVEN | {"urn": 0}},
            r'^"Case Closed" is chosen for URN and Date decided\.',
        ),
        (
            {"columns": GIVEN | {"unit": None, "in_custody": None}},
            r"^Charging needs Unit and In custody\. Choose a column for each, or a value that is the same in every row\.$",
        ),
        (
            {"columns": GIVEN | {"decided_on": None}},
            r"^Charging needs Date decided\. Choose .* every row; a blank in every row says that every case is still open\.$",
        ),
        (
            {
                "columns": GIVEN | {"urn": None, "submission": None},
                "constants": {"urn": "A1", "submission": "1"},
            },
            r"^Every row would be the same case, as none of its key \(URN and Submission\) comes from the file",
        ),
        ({"columns": GIVEN | {"urn": 77}}, r"^The file has no column for URN"),
        ({"constants": {"unit": "x"}}, r"fills unit from two places"),
        ({"values": {"outcome": {"NFA": "Nothing"}}}, r'gives outcome the value "Nothing"'),
        ({"dates": {"received_on": "dmy"}}, r'^"dmy" is not a date format; use one of '),
        ({"dates": {"urn": "mm/dd/yyyy"}}, r"gives a date format to urn, which is not a date"),
    ],
)
def test_choices_that_cannot_be_are_refused_in_words(changes, words):
    with pytest.raises(LayoutError, match=words):
        drafted(**changes)


def test_disclosure_without_what_it_needs_says_no_more():
    made = made_for({"Ref": references(9), "Review": references(9)})
    with pytest.raises(LayoutError, match=r"in every row\.$"):
        draft_layout(made, name="x", extract="reviews", columns={"review": 0})


def test_rows_above_that_would_be_taken_for_headings_are_refused():
    rows = zip(references(20), days(20), turned("ab", 20), turned("cd", 20), strict=True)
    data = b"Unit,PA Ref\n" + table(["PA Ref", "In", "Note", "Other"], rows)
    made = suggest(data, area=AREA)
    assert made.file.heading.row == 2
    given = {
        "submission": "1",
        "unit": "Cumbria MC",
        "casework_type": "RASSO",
        "review_track": "28 day",
        "in_custody": "No",
        "received_on": "05/01/2026",
        "decided_on": "",
    }
    with pytest.raises(
        LayoutError, match=r"another row than row 2 would be taken for the headings"
    ):
        draft_layout(made, name="x", extract="charging", columns={"urn": 0}, constants=given)

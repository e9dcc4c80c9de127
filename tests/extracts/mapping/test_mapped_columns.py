"""Is a person asked of everything in a column that its field would not understand?"""

import pytest

from extracts.area import Area
from extracts.errors import LayoutError, UnreadableFile
from extracts.mapping.mapped_columns import MOST_UNREAD, allowed_values, mapped_columns
from extracts.mapping.suggest import suggest
from extracts.mapping.unread_values import Unread
from extracts.registry import EXTRACTS
from tests.extracts.foreign import (
    days,
    made_for,
    police_force,
    references,
    table,
)
from tests.extracts.hostile import AREA

CHARGING = EXTRACTS["charging"]


def mapped(columns, field, area=AREA):
    """What a field meets in the column "X", beside a column of references."""
    made = made_for(columns, area)
    places = {c.heading: c.position for c in made.columns}
    at = {field: places["X"]} | ({"urn": places["Ref"]} if "Ref" in places else {})
    return mapped_columns(made, "charging", at)[field]


def test_units_that_are_not_known_come_with_what_may_be_meant():
    found = mapped({"X": ["Cumbria MC", "Lancs Crwn", "Lancs Crwn", " Lancs  CC ", "Zzz"]}, "unit")

    assert found.unread == (
        Unread(written="Lancs Crwn", n=2, nearest="Lancashire Crown Court Unit"),
        Unread(written="Zzz", n=1),
    )
    assert found.allowed == ("Cumbria Magistrates Hub", "Lancashire Crown Court Unit")
    assert (found.n_rows, found.n_blank, found.n_more) == (5, 0, 0)


def test_without_units_of_the_area_any_name_is_one():
    assert mapped({"X": ["a", "b"]}, "unit", Area(name="New")).unread == ()


def test_values_of_a_choice_and_of_yes_or_no():
    found = mapped({"X": ["MC", "Mags", "Felony", "rasso"]}, "casework_type")
    assert found.unread == (
        Unread(written="Mags", n=1, nearest="Magistrates'"),
        Unread(written="Felony", n=1),
    )
    found = mapped({"X": ["Bail", "Bailed", "?"]}, "in_custody")
    assert found.unread == (
        Unread(written="Bailed", n=1, nearest="No"),
        Unread(written="?", n=1),
    )
    assert found.allowed == ("Yes", "No")
    assert mapped({"X": ["1", "2nd"]}, "submission").unread == (Unread(written="2nd", n=1),)


def test_a_blank_is_asked_of_where_it_would_reject_the_row():
    columns = {"X": ["MC", "", "  ", "RASSO"], "Ref": references(4)}
    found = mapped(columns, "casework_type")
    assert found.unread == (Unread(written="", n=2),)
    assert found.n_blank == 2
    assert mapped(columns, "outcome").unread[0].written != ""
    assert "" in mapped(columns, "outcome").allowed


def test_a_row_that_is_blank_throughout_is_none():
    found = mapped({"X": ["MC", "", ""], "Ref": ["A1", "A2", ""]}, "casework_type")
    assert (found.n_rows, found.n_blank) == (2, 1)


def test_the_values_asked_of_are_bounded_and_the_most_frequent():
    values = [f"v{i}" for i in range(MOST_UNREAD + 20)] + ["often"] * 3
    found = mapped({"X": values}, "casework_type")
    assert len(found.unread) == MOST_UNREAD
    assert found.unread[0] == Unread(written="often", n=3)
    assert found.n_more == 21


def test_values_after_any_sample_are_found():
    n = 30_000
    columns = {"Ref": references(n), "X": ["MC"] * (n - 1) + ["Felony"]}
    assert mapped(columns, "casework_type").unread == (Unread(written="Felony", n=1),)


def test_what_may_be_given():
    def allowed(name):
        return allowed_values(CHARGING[name], AREA)

    assert allowed("review_track") == ("28 day", "5 day", "Priority")
    assert allowed("same_prosecutor") == ("Yes", "No", "")
    assert allowed("outcome")[-1] == ""
    assert allowed("decided_on") == ("",)
    assert allowed("received_on") == allowed("urn") == allowed("submission") == ()
    assert allowed_values(EXTRACTS["victim_letters"]["enhanced"], AREA)[-1] == ""


def test_days_that_are_day_first():
    found = mapped({"X": [*days(40), "TBC"]}, "received_on")
    assert found.forms[0].name == "dd/mm/yyyy"
    assert (found.forms[0].n, found.forms[0].example) == (40, "05/01/2026")
    assert not found.ambiguous
    assert found.words == ""
    assert found.unread == (Unread(written="TBC", n=1),)


def test_days_that_are_month_first():
    found = mapped({"X": days(40, form="%m/%d/%Y")}, "received_on")
    assert found.forms[0].name == "mm/dd/yyyy"
    assert found.forms[0].month_first
    assert not found.ambiguous
    assert found.words == 'Its dates are written month first, as in "01/05/2026".'
    assert found.unread == ()


def test_days_that_may_be_read_both_ways():
    both = ["01/02/2026", "03/04/2026", "05/06/2026"]
    found = mapped({"X": both}, "received_on")
    assert [f.name for f in found.forms] == ["dd/mm/yyyy", "mm/dd/yyyy"]
    assert found.ambiguous
    assert found.words == (
        'Each of its dates may be read day first or month first, as in "01/02/2026". Ask who sends '
        "the file; day first is what the dashboard expects."
    )


@pytest.mark.parametrize(
    ("order", "first"),
    [("month", "mm/dd/yyyy"), ("day", "dd/mm/yyyy")],
)
def test_days_that_may_be_read_both_ways_are_told_by_another_column(order, first):
    columns = {"Note": ["a", "b", "c"], "X": ["01/02/2026", "03/04/2026", "05/06/2026"]}
    told = "13/01/2026" if order == "day" else "01/13/2026"
    found = mapped(columns | {"Y": [told] * 3}, "received_on")
    assert found.ambiguous
    assert found.forms[0].name == first
    assert found.words.endswith(f'Those of "Y" are {order} first, so these should be too.')


def test_days_that_a_spreadsheet_has_swapped_are_not_offered_a_form():
    swapped = [f"2026-{m:02}-{d:02}" for m in range(1, 7) for d in range(1, 13)]
    left = [f"{d}/{m:02}/2026" for m in range(1, 7) for d in range(13, 28)]
    found = mapped({"X": swapped + left}, "received_on")
    assert found.forms == ()
    assert "A spreadsheet set to month first does that" in found.words


def test_what_are_no_days_is_said():
    found = mapped({"X": ["soon", "later"]}, "decided_on")
    assert found.forms == ()
    assert found.words == (
        'No form of dates fits any of its values, such as "soon". Choose another column for Date '
        "decided, or export the file again with dates as dd/mm/yyyy."
    )
    assert [u.written for u in found.unread] == ["soon", "later"]
    assert mapped({"X": ["", ""], "Ref": ["A1", "A2"]}, "decided_on").words == ""


def test_the_same_is_not_read_twice_and_other_choices_are(monkeypatch):
    made = made_for(police_force())
    at = {"unit": 2}
    first = mapped_columns(made, "charging", at)["unit"]
    assert mapped_columns(made, "charging", at | {"urn": None})["unit"] is first
    assert mapped_columns(made, "charging", {"unit": 3})["unit"].position == 3
    assert mapped_columns(made, "charging", {}) == {}
    assert mapped_columns(made, "charging", at)["unit"] == first


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"units": 0}, r'^Charging has no field "units"\. Did you mean "unit"\?$'),
        ({"unit": 9}, r"^The file has no column for Unit at the place given\. Choose another\.$"),
        ({"unit": -1}, r"^The file has no column for Unit at the place given"),
        ({"unit": 1}, r"^Unit cannot be read from this column\. It has no heading; give it one"),
    ],
)
def test_columns_that_cannot_be_mapped_are_refused(columns, words):
    made = suggest(table(["Team", "", "Ref", "In", "Out"], ["abcde", "fghij"]), area=AREA)
    with pytest.raises(LayoutError, match=words):
        mapped_columns(made, "charging", columns)


def test_a_quotation_mark_that_takes_in_rows_is_refused_in_words():
    rows = [f"A{i},05/01/2026,x" for i in range(2000)]
    rows[1500] = 'A1500,"05/01/2026,x'
    data = "\n".join(["Ref,Received,Team", *rows]).encode()
    made = suggest(data, area=AREA)
    with pytest.raises(UnreadableFile, match="quotation mark"):
        mapped_columns(made, "charging", {"urn": 0, "received_on": 1, "unit": 2})

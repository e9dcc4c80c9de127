"""Do the contents of a column say as much as a person would read in them, and no more?"""

import pytest

from extracts.mapping.foreign_file import SourceColumn
from extracts.mapping.telling import evidence
from extracts.registry import EXTRACTS
from tests.extracts.foreign import days, references, turned
from tests.extracts.hostile import AREA

CHARGING, REVIEWS = EXTRACTS["charging"], EXTRACTS["reviews"]


def of(field, texts):
    return evidence(field, SourceColumn(position=0, heading="X", texts=tuple(texts)), AREA)


@pytest.mark.parametrize(
    ("field", "texts", "words"),
    [
        ("received_on", days(20), "all of its values are dates"),
        ("received_on", [*days(3), "soon"], "75% of its values are dates"),
        ("received_on", ["soon"], "none of its values are dates"),
        (
            "submission",
            ["1", "1", "2"],
            "all of its values are whole numbers from 1 to 99, mostly 1",
        ),
        ("submission", ["2", "2", "3"], "all of its values are whole numbers from 1 to 99"),
        ("unit", ["Cumbria MC", "Zzz", "Yyy"], "1 of its 3 values are known to CPS North West"),
        ("unit", ["Zzz", "Yyy"], "none of its 2 values are known to CPS North West"),
        ("casework_type", ["MC", "MC"], "its one value is known"),
        ("casework_type", ["Z", "Z"], "its one value is not known"),
        ("urn", references(9), "all of its values look like references, no two alike"),
        ("urn", ["06AB1", "06AB1", "no such"], "50% of its values look like references"),
        ("urn", ["", ""], "it has no values in the rows looked at"),
    ],
)
def test_what_is_in_a_column_is_said(field, texts, words):
    assert of(CHARGING[field], texts).words == words


def test_values_of_its_own_tell_more_than_those_of_anything():
    own = of(CHARGING["in_custody"], turned(["Custody", "Bail"], 20)).telling
    anything = of(CHARGING["in_custody"], turned(["Yes", "No"], 20)).telling
    numbers = of(CHARGING["review_track"], turned(["28", "5"], 20)).telling
    assert own > numbers > anything > 0
    assert of(CHARGING["unit"], ["Lancs CC"] * 5).telling > 0.8
    assert of(CHARGING["casework_type"], ["Felony"] * 5).telling == 0


def test_blanks_speak_against_a_field_that_must_be_filled():
    half = [d if i % 2 else "" for i, d in enumerate(days(20))]
    whole, some = of(CHARGING["received_on"], days(20)), of(CHARGING["received_on"], half)
    assert some.telling < whole.telling
    assert some.possible < whole.possible
    assert of(CHARGING["decided_on"], half) == of(CHARGING["decided_on"], days(20))
    assert (
        of(CHARGING["received_on"], [""]).possible < of(CHARGING["decided_on"], [""]).possible == 1
    )


def test_contents_that_cannot_be_leave_little_of_a_heading():
    assert of(CHARGING["received_on"], ["yes", "no"]).possible == 0
    assert of(CHARGING["submission"], ["a", "b"]).possible == 0
    assert of(CHARGING["casework_type"], days(60)).possible == 0.1
    assert of(CHARGING["casework_type"], [f"v{i}" for i in range(60)]).possible == 0.1
    assert of(CHARGING["casework_type"], ["a", "b"]).possible > 0.5
    assert of(CHARGING["unit"], days(9)).possible == 0.2
    assert of(CHARGING["unit"], ["1", "2"]).possible == 0.2
    assert of(CHARGING["unit"], references(9)).possible == 0.2
    assert of(CHARGING["unit"], turned(["North", "South"], 9)).possible == 0.8
    assert of(CHARGING["urn"], days(9)).possible == 0.1
    assert of(REVIEWS["question"], days(9)).possible == 0.1
    assert of(REVIEWS["question"], ["Is it clear?"]).possible == 1

"""Are two headings alike as a person would say?"""

import pytest

from extracts.mapping.heading_words import likeness, words_of
from extracts.registry import EXTRACTS

KNOWN = {f.name: (f.title, f.name, *f.aliases) for e in EXTRACTS.values() for f in e.fields}


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("dateAnswered", ("date", "decided")),
        ("URNNumber", ("urn", "reference")[1:]),
        ("PA_Refs.", ("pa", "reference")),
        ("Date of the decision", ("date", "decided")),
        ("is it", ("it",)),
        ("The", ("the",)),
        ("%", ()),
    ],
)
def test_a_heading_has_the_words_that_tell(heading, words):
    assert words_of(heading) == words


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("date received", "received_on"),
        ("DateLodged", "received_on"),
        ("recieved_date", "received_on"),
        ("datereceived", "received_on"),
        ("Date recieved", "received_on"),
        ("dataserved", "served_on"),
        ("Case ref no.", "urn"),
        ("Owning team", "unit"),
        ("Custody?", "in_custody"),
        ("Trigger dt", "triggered_on"),
        ("Letter issued", "sent_on"),
        ("Overall grade", "rating"),
    ],
)
def test_it_is_most_like_the_field_that_is_meant(heading, field):
    alike = {name: likeness(heading, known)[0] for name, known in KNOWN.items()}
    assert max(alike, key=alike.__getitem__) == field
    assert alike[field] > 0.4


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Reviewed", "received_on"),
        ("Directed", "received_on"),
        ("Case ref", "outcome"),
        ("Amount", "unit"),
        ("", "urn"),
        ("#", "urn"),
    ],
)
def test_it_is_little_like_what_only_looks_alike(heading, field):
    assert likeness(heading, KNOWN[field])[0] < 0.4


def test_the_same_but_for_case_and_punctuation_is_one():
    assert likeness("DECISION_MADE date-time", KNOWN["decided_on"]) == (
        1.0,
        "Decision made date time",
    )
    assert likeness("made decision: date, time", KNOWN["decided_on"])[0] < 1

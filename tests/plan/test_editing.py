from dataclasses import replace

import pytest

from plan.action_checks import ActionRefused
from plan.editing import Seen, as_typed, given_up, written
from tests.plan.made import KNOWN, TODAY, action, day

TYPED = {"what": "Training", "short": "Training", "owner": "Head", "issue": "1"}


def test_an_action_is_written_from_texts_days_first():
    found = written(
        Seen(),
        TYPED | {"units": ["Lancs Unit"], "measures": ["review_score"], "due": " 1.2.2027 "},
        known=KNOWN,
        today=TODAY,
    )
    assert (found.key, found.revision) == ("", 0)
    assert (found.units, found.measures) == (("Lancs Unit",), ("review_score",))
    assert (found.due, found.started) == (day("2027-02-01"), None)


def test_what_is_not_in_the_form_stays_as_it_was():
    seen = Seen.of(replace(action(sample=True, notes="Kept"), key="training", revision=3))
    found = written(seen, {"owner": "Deputy"}, known=KNOWN, today=TODAY)
    assert (found.key, found.revision, found.owner) == ("training", 3, "Deputy")
    assert (found.sample, found.notes, found.what) == (True, "Kept", "Training for everybody")


def test_every_fault_is_told_at_once_the_days_first():
    with pytest.raises(ActionRefused) as refused:
        written(Seen(), TYPED | {"owner": "", "due": "02/30/2027"}, known=KNOWN, today=TODAY)
    first, second = refused.value.faults
    assert first == 'Due is "02/30/2027", which is not a day: write it as dd/mm/yyyy.'
    assert second.startswith("Owner is blank")


def test_a_form_has_days_as_people_write_them_and_blanks():
    typed = as_typed({"short": "A", "due": "2027-02-01"})
    assert (typed["short"], typed["due"], typed["done"]) == ("A", "01/02/2027", "")


def test_the_reason_of_giving_up_stands_under_the_notes():
    assert given_up(action(notes="Begun."), " Too dear. ").notes == "Begun.\nWithdrawn: Too dear."
    assert given_up(action(), "Too dear.").withdrawn
    with pytest.raises(ActionRefused, match="Say why"):
        given_up(action(), "  ")

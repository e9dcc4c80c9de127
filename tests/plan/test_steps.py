"""Step changes set on the page: who, when and why; withdrawn, and set again."""

from datetime import timedelta

import pytest

from extracts import judgement
from extracts.area import Area
from extracts.store import Store
from plan.steps import StepRefused, set_step, steps, withdraw_step
from tests.plan.made import KNOWN, NOW, day

OF_FILE = judgement.StepChange(
    measure="review_score", starts_on=day("2025-01-01"), reason="New form.", set_by="The Board"
)
AREA = Area(name="N", step_changes=(OF_FILE,))


@pytest.fixture
def store(own_store):
    return Store(own_store)


def put(store, *, who="Ann", minutes=0, **given):
    usual = {
        "measure": "charging_28_day",
        "starts_on": day("2026-03-01"),
        "reason": "New triage.",
    }
    now = NOW + timedelta(minutes=minutes)
    return set_step(store, **usual | given, area=AREA, known=KNOWN, who=who, now=now)


def test_a_step_change_says_who_set_it_when_and_why(store):
    made = put(store, unit="Cumbria Hub")
    assert steps(store) == [made]
    assert made.holds
    assert (made.reason, made.set_by, made.set_at) == ("New triage.", "Ann", NOW)
    assert made.as_judged() == judgement.StepChange(
        measure="charging_28_day",
        starts_on=day("2026-03-01"),
        reason="New triage.",
        set_by="Ann",
        unit="Cumbria Hub",
    )
    assert put(store).as_judged().unit is None


def test_a_step_change_is_withdrawn_with_a_reason_and_stays_in_the_store(store):
    made = put(store)
    later = NOW + timedelta(days=1)
    gone = withdraw_step(store, made.key, reason=" A slip. ", who="Bob", now=later)
    assert not gone.holds
    assert (gone.set_by, gone.set_at, gone.reason) == ("Ann", NOW, "New triage.")
    assert (gone.withdrawn_by, gone.withdrawn_at) == ("Bob", later)
    assert gone.withdrawn_reason == "A slip."
    assert steps(store) == [gone]

    again = put(store, who="Cal", reason="It was right.", minutes=9)
    assert again.holds
    assert (again.set_by, again.withdrawn_reason, again.revision) == ("Cal", "", 3)
    assert again.withdrawn_at is None


def test_a_second_click_sets_nothing_anew_and_another_reason_is_refused(store):
    first = put(store)
    assert put(store, minutes=1) == first
    with pytest.raises(StepRefused) as why:
        put(store, who="Bob", reason="Other.")
    assert str(why.value) == (
        'Ann set this step change already, at 09:30 on 20 November 2026: "New triage.". Withdraw '
        "it first, to give another reason."
    )


def test_one_that_is_withdrawn_or_not_there_cannot_be_withdrawn(store):
    made = put(store)
    withdraw_step(store, made.key, reason="A slip.", who="Bob", now=NOW)
    with pytest.raises(StepRefused, match=r"^Bob has withdrawn this step change already, at 09:30"):
        withdraw_step(store, made.key, reason="Me too.", who="Cal", now=NOW)
    with pytest.raises(StepRefused, match="There is no such step change"):
        withdraw_step(store, "none", reason="A slip.", who="Bob", now=NOW)
    with pytest.raises(StepRefused, match="Say why"):
        withdraw_step(store, made.key, reason=" ", who="Bob", now=NOW)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"measure": "charging"}, 'measure that is not there: "charging" is no measure.'),
        ({"unit": "Cumbira Hub"}, 'none of the Area\'s units. Did you mean "Cumbria Hub"?'),
        ({"reason": "  "}, "without a reason there is none."),
        ({"reason": "x" * 501}, "The reason has 501 characters; the most is 500."),
        ({"reason": "See 06AA0000126"}, "The reason names a case (06AA0000126), and everybody"),
        ({"starts_on": day("1926-01-01")}, "should be from 2000 to 2099."),
        (
            {"measure": "review_score", "starts_on": OF_FILE.starts_on},
            'The Area\'s settings have this step change already, set by The Board: "New form.".',
        ),
    ],
)
def test_a_step_change_that_cannot_be_is_refused_in_words(given, words, store):
    with pytest.raises(StepRefused) as why:
        put(store, **given)
    assert words in str(why.value)
    assert steps(store) == []


def test_step_changes_come_in_the_order_of_their_days(store):
    for text in ("2026-05-01", "2025-05-01", "2026-01-01"):
        put(store, starts_on=day(text))
    assert [f"{s.starts_on:%Y-%m}" for s in steps(store)] == ["2025-05", "2026-01", "2026-05"]

"""How an action stands on a day, and whether it comes back from the store as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.actions import action_from, shown, state, texts
from tests.plan.made import action, actions, day

DAY = day("2026-11-20")


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ({}, "not started"),
        ({"started": day("2026-11-21")}, "not started"),
        ({"started": DAY}, "in hand"),
        ({"due": day("2026-11-19")}, "overdue"),
        ({"due": day("2026-11-19"), "started": day("2026-01-01")}, "overdue"),
        ({"due": DAY}, "due this month"),  # not late until the day is over
        ({"due": day("2026-11-30")}, "due this month"),
        ({"due": day("2026-11-30"), "started": day("2026-11-01")}, "due this month"),
        ({"due": day("2026-12-01"), "started": day("2026-11-01")}, "in hand"),
        ({"due": day("2027-11-20")}, "not started"),
        ({"due": day("2026-01-01"), "started": day("2026-01-01"), "done": DAY}, "done"),
        ({"due": day("2026-01-01"), "done": day("2026-11-21")}, "overdue"),  # not done yet then
    ],
)
def test_an_action_stands_as_its_days_say(given, stands):
    assert state(action(**given), DAY) == stands


def test_withdrawn_actions_are_not_shown_and_sample_ones_over_sample_data_alone():
    usual, sample = action(short="Usual"), action(short="Sample", sample=True)
    gone = action(short="Gone", withdrawn=True)
    assert shown([usual, sample, gone], is_sample=True) == [usual, sample]
    assert shown([usual, sample, gone], is_sample=False) == [usual]


WORDS = st.text(max_size=20).map(str.strip)
NAMES = st.lists(st.text("abc é'-", min_size=1).map(str.strip).filter(bool), max_size=3)


@given(actions(WORDS, units=NAMES.map(tuple), measures=NAMES.map(tuple)))
def test_an_action_is_what_its_texts_say(made):
    assert action_from(texts(made), key=made.key) == made

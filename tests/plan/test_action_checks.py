"""Is what cannot be refused in words, and is what can be taken?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

from dataclasses import replace

import pytest

from plan.action_checks import ActionRefused, check, faults
from tests.plan.made import KNOWN, TODAY, action, day

GOOD = action(
    units=("Cumbria Hub",),
    measures=("review_score",),
    agreed=day("2026-01-01"),
    due=day("2026-06-30"),
    started=day("2026-02-01"),
    done=day("2026-11-20"),
)


def test_a_good_action_is_taken():
    check(GOOD, KNOWN, TODAY)
    check(replace(GOOD, notes="Ring 01234567890 on 20/11/2026\nor not."), KNOWN, TODAY)
    check(action(), KNOWN, TODAY)  # what is not known yet may be blank
    to_start = replace(GOOD, started=day("2027-01-01"), due=day("2027-01-01"), done=None)
    check(to_start, KNOWN, TODAY)
    check(replace(to_start, due=None), KNOWN, TODAY)
    check(replace(to_start, started=TODAY, due=day("2026-06-30")), KNOWN, TODAY)  # began late
    check(
        replace(GOOD, agreed=day("2026-03-01")), KNOWN, TODAY
    )  # some begin before they are agreed


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"what": ""}, "What is blank: say in a sentence what is done."),
        ({"what": "x" * 301}, "What has 301 characters; the most is 300."),
        ({"short": ""}, "Short name is blank: give a name of at most 30 characters, for charts."),
        ({"short": "x" * 31}, "Short name has 31 characters; the most is 30."),
        ({"issue": 4}, "Issue should be the number of an improvement issue: 1 (Legal decision quality), 2 (Charging and disclosure) and 3 (Victim letters)."),
        ({"owner": ""}, "Owner is blank: name the role that answers for it, as Head of the unit."),
        ({"owner": "a.person@example.org"}, "Owner should be a role, as Head of the unit, and not a person's address."),
        ({"notes": "x" * 5001}, "Notes has 5,001 characters; the most is 5,000."),
        ({"notes": "As in 06aa 00001 26."}, "Notes names a case (06aa 00001 26), and everybody may read it: take the reference out."),
        ({"what": "Train\nall"}, "What is over several lines: write it on one."),
        ({"units": ("Cumbia Hub",)}, 'Units: "Cumbia Hub" is none of the Area\'s units. Did you mean "Cumbria Hub"?'),
        ({"units": ("Z",)}, 'Units: "Z" is none of the Area\'s units. Write it as the Area\'s settings have it.'),
        ({"measures": ("review_scor",)}, 'Measures: "review_scor" is no measure. Did you mean "review_score"?'),
        ({"measures": ("Zzz",)}, 'Measures: "Zzz" is no measure. The measures are charging_28_day and review_score.'),
        ({"due": day("2025-12-31")}, "Due (31/12/2025) is before agreed (01/01/2026): correct one of them."),
        ({"started": day("2026-11-21"), "done": day("2026-11-20")}, "Done (20/11/2026) is before started (21/11/2026): correct one of them."),
        ({"started": day("2025-01-01"), "done": day("2025-12-31"), "due": None}, "Done (31/12/2025) is before agreed (01/01/2026): correct one of them."),
        ({"started": day("2026-12-15"), "due": day("2026-11-10"), "done": None}, "Started (15/12/2026) is a day to come and after due (10/11/2026): give it a later day by which it is due, or an earlier one to start."),
        ({"started": None}, "Done has a day and started has none: say when it was started."),
        ({"done": day("2026-11-21")}, "Done (21/11/2026) is after today: leave it blank until it is done."),
        ({"agreed": day("1926-01-01")}, "Agreed is in the year 1926; it should be from 2000 to 2099."),
    ],
)  # fmt: skip
def test_an_action_that_cannot_be_is_refused_in_words(given, words):
    assert faults(replace(GOOD, **given), KNOWN, TODAY) == [words]


def test_a_sample_action_may_be_done_after_today_as_its_days_are_made_up():
    check(replace(GOOD, sample=True, done=day("2026-11-21")), KNOWN, TODAY)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(ActionRefused) as why:
        check(replace(GOOD, what="", owner="", started=None), KNOWN, TODAY)
    assert len(why.value.faults) == 3
    assert str(why.value) == " ".join(why.value.faults)

"""What a member of the Board reads in one minute."""

from dataclasses import replace
from datetime import date

import pytest

from packs.content import ActionLine
from packs.making.lines import no_line
from packs.making.minute import in_one_minute
from packs.making.rows import rows
from tests.packs.sources import AREA, KNOWN, MONTH, Made

(BLANK,) = rows(Made(), AREA, {"charging_28_day": KNOWN["charging_28_day"]}, MONTH, is_sample=False)


def row(title, variation="usual", assurance="", worse_units=()):
    line = replace(no_line(), variation=variation, assurance=assurance)
    return replace(BLANK, title=title, area=line, worse_units=worse_units)


def action(what, state, owner="Head of unit"):
    return ActionLine(
        key=what,
        what=what,
        issue=1,
        owner=owner,
        units=(),
        measures=(),
        agreed=None,
        due=None,
        started=None,
        done=None,
        state=state,
        effects=(),
    )


def minute(found=(), actions=(), warnings=()):
    return in_one_minute(found, actions, warnings, MONTH)


def test_counts_have_their_names_and_the_worst_comes_first():
    found = minute(
        [
            row("Charging in 28 days", "concern", "will not reach", ("Western",)),
            row("Review score", "concern"),
            row("Victim letters", "improvement", "will reach"),
            row("Sent back", "change"),
            row("Disclosure", "usual", "will not reach", ("Western", "RASSO")),
            row("Police answers", "not judged"),
        ],
        [
            action("Mini-inspections.", "overdue"),
            action("IQA for all", "due this month", "Legal lead"),
            action("Training", "done"),
        ],
        ["charging is 2 working days behind", "1 rejected row waits for correction"],
    )
    assert found == (
        "2 measures are getting worse: charging in 28 days; review score. In 2 units something is: "
        "Western (charging in 28 days and disclosure); RASSO (disclosure).",
        "2 measures will not reach their target as things are: charging in 28 days; disclosure.",
        "1 measure has changed: sent back.",
        "1 measure is improving: victim letters.",
        "1 measure cannot be judged: police answers.",
        "1 action is overdue: mini-inspections (Head of unit).",
        "1 action is due in November 2026: IQA for all (Legal lead).",
        "Mind the data: charging is 2 working days behind; 1 rejected row waits for correction.",
    )


def test_nothing_worse_is_said_too():
    assert minute([row("A"), row("B")]) == ("Nothing is getting worse.", "Nothing is improving.")


def test_a_unit_that_gets_worse_is_said_where_the_area_does_not():
    assert minute([row("Charging", worse_units=("Western",))])[0] == (
        "Nothing is getting worse for all units together, but in 1 unit something is: "
        "Western (charging)."
    )


def test_one_is_singular():
    found = minute([row("A thing", "concern", "will not reach")])
    assert found[:2] == (
        "1 measure is getting worse: a thing.",
        "1 measure will not reach its target as things are: a thing.",
    )


@pytest.mark.parametrize("found", [[], [row("A", "not judged"), row("B", "not judged")]])
def test_too_little_to_judge_is_not_called_fine(found):
    assert minute(found) == ("No measure has enough months to be judged.",)


def test_a_plan_without_overdue_actions_says_so_and_no_plan_says_nothing():
    assert minute([row("A")], [action("Training", "in hand")])[-1] == "No action is overdue."
    assert not any("action" in s for s in minute([row("A")]))


def test_the_month_of_the_meeting_after_december_is_january():
    found = in_one_minute([row("A")], [action("It", "due this month")], [], date(2026, 12, 1))
    assert "1 action is due in January 2027: it (Head of unit)." in found

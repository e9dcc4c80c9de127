"""What a member of the Board reads in one minute."""

from dataclasses import replace
from datetime import date

import pytest

from packs.content import ActionLine, EffectLine
from packs.making.lines import no_line
from packs.making.minute import in_one_minute
from packs.making.rows import rows
from tests.packs.sources import AREA, KNOWN, MONTH, Made

(BLANK,) = rows(Made(), AREA, {"charging_28_day": KNOWN["charging_28_day"]}, MONTH, is_sample=False)


def row(title, variation="usual", assurance="", worse_units=(), target="–", key=""):
    line = replace(no_line(), variation=variation, assurance=assurance)
    has = "80%" if assurance else target
    return replace(
        BLANK, key=key or title, title=title, area=line, worse_units=worse_units, target=has
    )


def action(what, state, *verdicts, started=None):
    effects = [EffectLine(measure="x", verdict=v, sentence="x") for v in verdicts]
    return ActionLine(
        key=what,
        what=f"{what}, at length",
        short=what,
        issue=1,
        owner="Head of unit",
        units=(),
        measures=(),
        agreed=None,
        due=None,
        started=started or (date(2026, 1, 1) if verdicts else None),
        done=None,
        state=state,
        effects=tuple(effects),
    )


def minute(found=(), actions=(), warnings=()):
    return in_one_minute(found, actions, warnings, MONTH)


def test_four_questions_are_answered_in_their_order_with_the_names():
    found = minute(
        [
            row("Charging in 28 days", "concern", "will not reach", ("Western",)),
            row("Review score", "concern"),
            row("Letters sent", "improvement", "will reach"),
            row("Sent back", "change"),
            row("Disclosure", "usual", "will not reach", ("Western", "RASSO")),
            row("Time to charge", "usual", "may or may not reach"),
            row("Police answers", "not judged"),
        ],
        [
            action("Mini-inspections", "overdue", "worked", "too early"),
            action("IQA for all", "due this month", "no difference seen"),
            action("Daily calls", "done", "too early"),
            action("Training", "not started"),
        ],
        ["Charging lacks 1 of 22 daily extracts.", "As at Fri 20 Nov 2026: 1 rejected row waits."],
    )
    assert found == (
        "Worse than they were: charging in 28 days; review score. Something is worse in 2 units: "
        "Western (charging in 28 days and disclosure); RASSO (disclosure).",
        "Better than it was: letters sent. Changed: sent back. No data: police answers.",
        "As things are, of 4 measures with a target 2 will not reach it (charging in 28 days; "
        "disclosure), 1 will reach it (letters sent) and 1 may or may not reach it.",
        "Of 3 actions begun, 1 seems to have worked (mini-inspections), 1 shows no difference and "
        "1 is too early to tell. 1 action is overdue and 1 is due in November 2026.",
        "Mind the data: charging lacks 1 of 22 daily extracts. As at Fri 20 Nov 2026: 1 rejected "
        "row waits.",
    )


def test_nothing_worse_and_no_target_are_said_too():
    assert minute([row("A"), row("B")]) == (
        "Of 2 measures judged, none is worse than it was.",
        "Nothing is better than it was.",
        "No measure has a target.",
    )


def test_a_unit_that_is_worse_is_said_where_the_area_is_not():
    assert minute([row("Charging", worse_units=("Western",))])[0] == (
        "Of 1 measure judged, none is worse than it was for all units together, but something is "
        "worse in 1 unit: Western (charging)."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            [row("A thing", "concern", "will not reach")],
            "The only measure with a target, a thing, will not reach it as things are.",
        ),
        (
            [row(name, assurance="may or may not reach") for name in "ABC"],
            "Nothing can be promised of any of the 3 targets: each month may reach it or miss it.",
        ),
        (
            [row("A thing", assurance="may or may not reach")],
            "Nothing can be promised of the only target: each month may reach it or miss it.",
        ),
        (
            [row("A", assurance="may or may not reach"), row("B", target="80%")],
            "As things are, of 2 measures with a target 1 may or may not reach it and 1 cannot be "
            "judged.",
        ),
    ],
)
def test_whether_targets_will_be_reached_is_said_of_those_that_have_one(found, said):
    assert minute(found)[2] == said


def test_letters_and_both_kinds_of_them_are_one_improvement():
    letters = [
        row("Letters on time", "improvement", key="letters_on_time"),
        row("Enhanced letters", "improvement", key="letters_enhanced"),
        row("Other letters", "improvement", key="letters_other"),
    ]
    said = "Better than it was: letters on time (and both of its parts)."
    assert minute(letters)[1] == said
    assert minute(letters[:2])[1] == "Better than it was: letters on time (and enhanced letters)."
    assert minute(letters[1:])[1] == "Better than they were: enhanced letters; other letters."


@pytest.mark.parametrize("found", [[], [row("A", "not judged"), row("B", "not judged")]])
def test_too_little_to_judge_is_not_called_fine(found):
    assert minute(found) == ("No measure has enough months to be judged.",)


def test_a_unit_that_is_worse_is_said_though_the_area_cannot_be_judged():
    assert minute([row("A", "not judged", worse_units=("Western",))]) == (
        "No measure has enough months to be judged. Something is worse in 1 unit: Western (a).",
    )


def test_a_plan_without_overdue_actions_says_so_and_no_plan_says_nothing():
    said = minute([row("A")], [action("Training", "in hand", started=date(2026, 10, 1))])[-1]
    assert said == "Of 1 action begun, 1 cannot be told (names no measure). No action is overdue."
    assert minute([row("A")], [action("Training", "not started")])[-1] == (
        "None of 1 action has begun. No action is overdue."
    )
    assert not any("action" in s for s in minute([row("A")]))


def test_the_month_of_the_meeting_after_december_is_january():
    found = in_one_minute([row("A")], [action("It", "due this month")], [], date(2026, 12, 1))
    assert found[-1].endswith("No action is overdue and 1 is due in January 2027.")


def test_it_is_short():
    many = [row(f"Measure {n}", "improvement", "may or may not reach") for n in range(14)]
    found = minute(many, [action("It", "overdue", "worked")], ["Late."])
    assert len(found) <= 6

"""The improvement plan in a pack: as at the end of its month, and whether it worked."""

from dataclasses import replace
from datetime import date

import pytest

from packs.making.action_lines import action_lines
from plan.actions import PlanAction
from plan.area import as_drawn
from tests.packs.sources import AREA, KNOWN, MONTH, Made


def action(what, **more):
    usual = {"key": what, "short": what, "issue": 2, "owner": "Head of unit"}
    return PlanAction(what=what, **usual | more)


def lines(*plan, month=MONTH, is_sample=False, **given):
    area = replace(AREA, actions=tuple(a for p in plan if (a := as_drawn(p))))
    return action_lines(Made(area, plan=plan, **given), area, KNOWN, month, is_sample=is_sample)


def day(month, n=15):
    return date(2026, month, n)


@pytest.mark.parametrize(
    ("state", "days"),
    [
        ("overdue", {"due": day(10, 31)}),
        ("overdue", {"due": day(10), "started": day(9)}),
        ("overdue", {"due": day(10), "started": day(9), "done": day(11, 2)}),  # done too late
        ("due this month", {"due": day(11, 30)}),
        ("in hand", {"due": day(12), "started": day(10, 31)}),
        ("in hand", {"due": day(12), "started": day(11, 1)}),
        ("not started", {"due": day(12), "started": day(11, 2)}),
        ("not started", {}),
        ("done", {"due": day(9), "started": day(9), "done": day(10, 31)}),
        ("done", {"due": day(9), "started": day(9), "done": day(11, 1)}),  # the day itself
    ],
)
def test_it_is_as_the_board_finds_it_that_looks_back_on_october(state, days):
    (found,) = lines(action("It", **days))
    assert found.state == state


def test_what_came_after_the_day_of_the_pack_is_not_known_in_it():
    (found,) = lines(action("It", started=day(11, 2), done=day(11, 3)))
    assert (found.started, found.done) == (None, None)
    (found,) = lines(action("It", started=day(11, 1), measures=("charging_28_day",)))
    assert (found.started, found.effects) == (day(11, 1), ())


def test_an_action_agreed_later_is_not_in_it_and_one_without_a_day_is():
    plan = (action("Later", agreed=day(11, 2)), action("In time", agreed=day(11, 1)), action("?"))
    assert [a.key for a in lines(*plan)] == ["?", "In time"]


def test_those_taken_back_and_sample_ones_over_real_data_are_left_out():
    plan = (action("Withdrawn", withdrawn=True), action("Sample", sample=True), action("Real"))
    assert [a.key for a in lines(*plan)] == ["Real"]
    assert [a.key for a in lines(*plan, is_sample=True)] == ["Real", "Sample"]


def test_what_is_overdue_comes_first_and_of_those_the_oldest():
    plan = (
        action("In hand", started=day(1)),
        action("Due", due=day(11)),
        action("Overdue", due=day(9)),
        action("Long overdue", due=day(3)),
        action("Done", started=day(1), done=day(2)),
    )
    assert [a.key for a in lines(*plan)] == ["Long overdue", "Overdue", "Due", "In hand", "Done"]


def test_units_and_measures_are_named_as_people_know_them():
    (found,) = lines(action("It", units=("Unit A", "Unit X"), measures=("charging_28_day",)))
    assert found.units == ("A", "Unit X")
    assert found.measures == ("Charging decisions in 28 days",)
    assert found.effects == ()  # it was not started


def test_one_that_worked_says_so_and_one_with_an_action_of_its_own_is_no_comparison():
    steady = [0.70, 0.72] * 15
    better = [0.70, 0.72] * 8 + [0.90, 0.92] * 7
    series = {
        "charging_28_day": {"": steady, "Unit A": better} | {f"Unit {u}": steady for u in "BCDEF"}
    }
    its = {"units": ("Unit A",), "measures": ("charging_28_day",), "started": date(2025, 9, 1)}
    (found,) = lines(action("It", **its), series=series)
    (effect,) = found.effects
    assert (effect.measure, effect.verdict) == ("charging_28_day", "worked")
    assert effect.sentence.startswith("It seems to have worked. A: 71%")
    assert "5 other units" in effect.sentence
    other = action("Other", units=("Unit B",), measures=("charging_28_day",), started=day(1))
    found = {a.key: a for a in lines(action("It", **its), other, series=series)}
    assert "4 other units" in found["It"].effects[0].sentence


def test_what_came_after_the_month_says_nothing_of_whether_it_worked():
    series = {
        "charging_28_day": {"": [0.7, 0.72] * 15, "Unit A": [0.7, 0.72] * 8 + [0.9, 0.92] * 7}
        | {f"Unit {u}": [0.7, 0.72] * 15 for u in "BCDEF"}
    }
    its = {"units": ("Unit A",), "measures": ("charging_28_day",), "started": date(2025, 9, 1)}
    (then,) = lines(action("It", **its), series=series, month=date(2025, 11, 1))
    assert [e.verdict for e in then.effects] == ["too early"]


def test_it_is_too_early_a_month_after_the_start():
    its = {"units": ("Unit A",), "measures": ("charging_28_day",), "started": day(9, 20)}
    series = {"charging_28_day": {u: [0.7, 0.72] * 15 for u in ("", "Unit A", "Unit B")}}
    (found,) = lines(action("It", **its), series=series)
    assert [e.verdict for e in found.effects] == ["too early"]


def test_a_measure_that_is_not_there_or_has_no_data_has_no_effect():
    its = {"measures": ("charging_28_day", "gone"), "started": day(1)}
    (found,) = lines(action("It", **its))
    assert found.effects == ()
    assert found.measures == ("Charging decisions in 28 days", "gone")

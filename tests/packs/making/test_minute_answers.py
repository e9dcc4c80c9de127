"""What the minute says of consistency between units, and of whether actions worked."""

from dataclasses import replace
from datetime import date

import pytest

from extracts.judgement import Target
from packs.making.minute_answers import consistent, units_at_target, worked
from packs.making.rows import rows
from tests.packs.making.test_minute import action
from tests.packs.sources import AREA, KNOWN, MONTH, Made

MEASURES = ("charging_28_day", "charging_5_day", "disclosure_initial")


def aimed(**series):
    """Rows of measures that all have a target of 80%."""
    targets = tuple(
        Target(measure=key, value=0.8, starts_on=date(2024, 1, 1), source="The Board.")
        for key in MEASURES
    )
    area = replace(AREA, targets=targets)
    known = {key: KNOWN[key] for key in series}
    found = rows(Made(area, series=series), area, known, MONTH, is_sample=False)
    return {row.key: row for row in found}


def units(*shares, before=0.5):
    """Units A, B, C …: of each its newest share, those of a year before alike."""
    lines = {
        f"Unit {name}": [before] * 17 + [0.7] * 12 + [share]
        for name, share in zip("ABCDE", shares, strict=False)
    }
    return {"": [0.7] * 30} | lines


def test_units_at_target_are_those_that_the_paragraph_of_units_compared_counts():
    row = aimed(charging_28_day=units(0.9, 0.8, 0.79, before=0.85))["charging_28_day"]
    now = units_at_target(row, MONTH)
    assert (now.at, now.of, now.apart) == (2, 3, pytest.approx(0.11))
    assert row.consistent.startswith("2 of 3 units were at the target of 80% in October 2026")


def test_the_headline_of_charging_and_the_widest_spread_are_told():
    found = aimed(
        charging_28_day=units(0.9, 0.7),
        charging_5_day=units(0.9, 0.6),
        disclosure_initial=units(0.9, 0.1, 0.85),
    )
    assert consistent(list(found.values()), MONTH) == (
        "Units at their target: 1 of 2 in charging decisions in 28 days (0 a year before); 2 of 3 "
        "in initial disclosure on time (0 a year before), where units lie furthest apart."
    )


def test_one_measure_is_told_once_and_a_year_without_figures_is_not_told():
    lines = {"": [0.7] * 3, "Unit A": [0.9] * 3, "Unit B": [0.1] * 3}
    found = aimed(charging_28_day=lines)
    assert consistent(list(found.values()), MONTH) == (
        "Units at their target: 1 of 2 in charging decisions in 28 days."
    )


def test_small_numbers_and_measures_without_targets_are_passed_over():
    row = aimed(charging_28_day=units(0.9, 0.8, 0.7))["charging_28_day"]
    first, *others = row.units
    few = replace(first, points=(*first.points[:-1], replace(first.points[-1], small=True)))
    assert units_at_target(replace(row, units=(few, *others)), MONTH).of == 2
    none = replace(row, units=(few,))
    assert consistent([none], MONTH) == ""


def year_of_targets(*, unit_b=None):
    """Three units in October 2025 at 76%, 82% and 90% and now at 76%; the target was 75%."""
    steps = [(None, 0.75, date(2024, 1, 1)), (None, 0.8, date(2026, 4, 1))]
    if unit_b:
        steps.append(("Unit B", unit_b, date(2026, 4, 1)))
    targets = tuple(
        Target(measure="charging_28_day", unit=u, value=v, starts_on=day, source="The Board.")
        for u, v, day in steps
    )
    lines = {"": [0.7] * 30}
    for name, then in (("A", 0.76), ("B", 0.82), ("C", 0.9)):
        lines[f"Unit {name}"] = [0.7] * 17 + [then] + [0.7] * 11 + [0.76]
    area = replace(AREA, targets=targets)
    made = Made(area, series={"charging_28_day": lines})
    return rows(made, area, {"charging_28_day": KNOWN["charging_28_day"]}, MONTH, is_sample=False)


def test_a_year_before_is_told_by_the_target_of_then_and_by_that_of_now():
    assert consistent(year_of_targets(), MONTH) == (
        "Units at their target: 0 of 3 in charging decisions in 28 days (3 a year before, when "
        "the target was 75%; 2 by today’s 80%)."
    )


def test_where_one_unit_has_a_target_of_its_own_it_is_held_to_that():
    assert consistent(year_of_targets(unit_b=0.85), MONTH) == (
        "Units at their target: 0 of 3 in charging decisions in 28 days (3 a year before, when "
        "the target was 75%; 1 by today’s targets)."
    )


def because(reason, what="Seven"):
    found = action(what, "in hand", "cannot tell")
    return replace(found, effects=(replace(found.effects[0], sentence=reason),))


TOO_LATE = (
    "It cannot be told …: the figures begin in May 2024, too late to show what was usual before."
)


def test_actions_are_told_by_the_clearest_of_their_verdicts():
    begun = [
        action("One", "done", "too early", "worked", "no difference seen"),
        action("Two", "in hand", "worked"),
        action("Three", "in hand", "worked", "made worse"),
        action("Four", "in hand", "better since"),
        action("Five", "in hand", "no difference seen", "not clear"),
        action("Six", "in hand", "too early", "cannot tell"),
        because(TOO_LATE),
        action("Seven", "not started"),
    ]
    assert worked(begun) == (
        "Of 7 actions begun, 1 seems to have made things worse (three), 2 seem to have worked "
        "(one; two), 1 is better since, in all units (four), 1 is not shown to have worked (not "
        "clear either way), 1 is too early to tell and 1 cannot be told (began before there was "
        "enough data)."
    )


def test_what_can_never_be_told_is_counted_by_its_reason():
    started = {"started": date(2026, 2, 1)}
    begun = [
        because(TOO_LATE),
        because(TOO_LATE),
        because("Too few months have enough cases."),
        action("A", "in hand", **started),
        action("B", "in hand", **started),
        replace(action("C", "in hand", **started), measures=("Review score",)),
        action("D", "in hand", "no difference seen"),
    ]
    assert worked(begun) == (
        "Of 7 actions begun, 1 shows no difference and 6 cannot be told (2 began before there was "
        "enough data, 2 name no measure, 1 has no figures yet, 1 for other reasons)."
    )

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


def test_actions_are_told_by_the_clearest_of_their_verdicts():
    begun = [
        action("One", "done", "too early", "worked", "no difference seen"),
        action("Two", "in hand", "worked"),
        action("Three", "in hand", "worked", "made worse"),
        action("Four", "in hand", "better since"),
        action("Five", "in hand", "cannot tell"),
        action("Six", "in hand", started=date(2026, 10, 1)),
        action("Seven", "not started"),
    ]
    assert worked(begun) == (
        "Of 6 actions begun, 1 seems to have made things worse (three), 2 seem to have worked "
        "(one; two), 1 is better since, in all units (four) and 2 cannot be told yet."
    )

"""Which target is in force, what steps and months are a line's, and which actions are shown."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.area import DEFAULT, Area, load_area
from extracts.judgement import Action, LeftOut, StepChange, Target
from metrics.targets import (
    actions,
    left_out,
    next_target,
    points_left_out,
    step_changes,
    steps,
    target_at,
    target_column,
    target_on,
)

START = date(2024, 4, 1)
A, B = "Cumbria Hub", "Lancs Unit"


def target(value, starts_on, unit=None, *, measure="m", illustrative=False):
    return Target(
        measure=measure,
        value=value,
        starts_on=starts_on,
        source=f"{value} from {starts_on}.",
        unit=unit,
        illustrative=illustrative,
    )


AREA = Area(
    name="N",
    targets=(  # not in the order of their days
        target(0.8, date(2026, 4, 1)),
        target(0.7, date(2025, 4, 1)),
        target(0.9, date(2025, 7, 15), A),
        target(0.5, date(2025, 1, 1), measure="other"),
    ),
)


def months(first, n):
    return pd.date_range(first, periods=n, freq="MS", unit="s")


def test_the_target_in_force_is_that_of_the_first_day_of_a_period():
    days = [date(2025, 3, 1), date(2025, 4, 1), date(2026, 3, 1), date(2026, 4, 1)]
    for periods in (days, pd.DatetimeIndex(days), pd.Series(pd.DatetimeIndex(days))):
        np.testing.assert_array_equal(
            target_at(AREA, "m", None, periods, is_sample=False),
            [np.nan, 0.7, 0.7, 0.8],
        )
    backwards = target_at(AREA, "m", None, days[::-1], is_sample=False)
    np.testing.assert_array_equal(backwards, [0.8, 0.7, 0.7, np.nan])


def test_a_units_own_target_goes_before_the_areas_once_it_is_in_force():
    # The own one begins in the middle of July 2025; the Area's of April 2026 does not replace it.
    periods = [date(2025, 3, 1), date(2025, 7, 1), date(2025, 8, 1), date(2026, 4, 1)]
    np.testing.assert_array_equal(
        target_at(AREA, "m", A, periods, is_sample=False), [np.nan, 0.7, 0.9, 0.9]
    )
    np.testing.assert_array_equal(
        target_at(AREA, "m", B, periods, is_sample=False), [np.nan, 0.7, 0.7, 0.8]
    )


def test_a_measure_without_a_target_has_none():
    assert np.isnan(target_at(AREA, "none", A, months("2025-01-01", 3), is_sample=False)).all()
    assert len(target_at(AREA, "m", None, [], is_sample=False)) == 0


def test_rows_of_several_units_are_each_held_to_their_own():
    units = pd.Series([A, "Unheard of", B, A])
    periods = pd.Series(pd.DatetimeIndex(["2025-08-01", "2025-08-01", "2026-04-01", "2025-04-01"]))
    np.testing.assert_array_equal(
        target_column(AREA, "m", units, periods, is_sample=False), [0.9, 0.7, 0.8, 0.7]
    )


def test_illustrative_targets_hold_over_sample_data_alone():
    area = Area(
        name="N",
        targets=(target(0.7, START), target(0.8, date(2026, 4, 1), illustrative=True)),
    )
    for is_sample, value in ((True, 0.8), (False, 0.7)):
        day = date(2026, 5, 1)
        assert target_at(area, "m", None, [day], is_sample=is_sample) == [value]
        assert target_on(area, "m", None, day, is_sample=is_sample).value == value
    assert next_target(area, "m", None, START, is_sample=True).value == 0.8
    assert next_target(area, "m", None, START, is_sample=False) is None


@pytest.mark.parametrize(
    ("unit", "day", "now", "later"),
    [
        (None, date(2025, 3, 31), None, 0.7),
        (None, date(2025, 4, 1), 0.7, 0.8),
        (None, date(2026, 4, 1), 0.8, None),
        (A, date(2025, 7, 14), 0.7, 0.9),
        (A, date(2025, 7, 15), 0.9, None),  # the Area's own of 2026 is not this unit's
        (B, date(2025, 7, 15), 0.7, 0.8),
    ],
)
def test_the_target_of_a_day_and_the_next(unit, day, now, later):
    found = target_on(AREA, "m", unit, day, is_sample=False)
    to_come = next_target(AREA, "m", unit, day, is_sample=False)
    assert (found.value if found else None) == now
    assert (to_come.value if to_come else None) == later
    if found:
        assert found.source == f"{now} from {found.starts_on}."
        assert found.starts_on <= day


def test_of_two_targets_to_come_on_one_day_the_units_own_is_the_next():
    same = (target(0.9, date(2026, 4, 1), A), target(0.7, date(2026, 4, 1)))
    for targets in (same, same[::-1]):
        area = Area(name="N", targets=targets)
        assert next_target(area, "m", A, START, is_sample=False).value == 0.9
        assert target_on(area, "m", A, date(2026, 4, 1), is_sample=False).value == 0.9


def slow(targets, unit, day):
    """The same, said day by day: the newest of the unit's own, else the newest of the Area's."""
    for whose in (unit, None):
        begun = [t for t in targets if t.unit == whose and t.starts_on <= day]
        if begun:
            return max(begun, key=lambda t: t.starts_on).value
    return np.nan


KEYS = st.tuples(st.integers(0, 60), st.sampled_from([None, A, B]))


@given(
    made=st.dictionaries(KEYS, st.floats(0, 1), max_size=8),
    ask=st.lists(st.tuples(st.integers(-5, 70), st.sampled_from([A, B, "C"])), max_size=20),
)
def test_targets_agree_with_a_slow_search(made, ask):
    targets = tuple(target(v, START + timedelta(n), unit) for (n, unit), v in made.items())
    area = Area(name="N", targets=targets)
    days, units = [START + timedelta(n) for n, _ in ask], [u for _, u in ask]

    for unit in (None, A, B):
        expected = np.array([slow(targets, unit, d) for d in days])
        found = target_at(area, "m", unit, days, is_sample=False)
        np.testing.assert_array_equal(found, expected)
        for day, value in zip(days, expected, strict=True):
            one = target_on(area, "m", unit, day, is_sample=False)
            np.testing.assert_equal(one.value if one else np.nan, value)
            following = next_target(area, "m", unit, day, is_sample=False)
            if following:  # and it is in force on its first day
                assert slow(targets, unit, following.starts_on) == following.value
    np.testing.assert_array_equal(
        target_column(area, "m", units, days, is_sample=False),
        np.array([slow(targets, u, d) for d, u in zip(days, units, strict=True)]),
    )


def step(starts_on, unit=None, measure="m"):
    return StepChange(measure=measure, starts_on=starts_on, reason="Why.", set_by="Who", unit=unit)


def test_steps_of_every_unit_are_a_units_and_the_areas_and_its_own_are_its_alone():
    every, own, same = step(date(2026, 1, 1)), step(START, A), step(date(2026, 1, 1), A)
    area = Area(name="N", step_changes=(every, own, same, step(START, measure="other")))
    assert step_changes(area, "m", None) == step_changes(area, "m", B) == (every,)
    assert step_changes(area, "m", A) == (own, every, same)
    assert steps(area, "m", A) == (START, date(2026, 1, 1))  # a day once
    assert steps(area, "m", None) == (date(2026, 1, 1),)


def out(month, unit=None, measure="m"):
    return LeftOut(measure=measure, month=month, reason="Why.", set_by="Who", unit=unit)


def test_points_left_out_of_every_unit_are_a_units_and_the_areas():
    every, own, same = out(date(2026, 1, 1)), out(START, A), out(date(2026, 1, 1), A)
    area = Area(name="N", left_out=(every, own, same, out(START, measure="other")))
    assert points_left_out(area, "m", None) == points_left_out(area, "m", B) == (every,)
    assert points_left_out(area, "m", A) == (own, every, same)
    assert left_out(area, "m", A) == (START, date(2026, 1, 1))
    assert left_out(area, "m", None) == (date(2026, 1, 1),)


def action(title, started, **more):
    usual = {"short": title, "issue": 2, "measures": ("m",)}
    return Action(**usual | more, title=title, started=started)


def test_actions_are_those_of_the_measure_the_issue_and_the_unit():
    later = action("Later", date(2026, 1, 1))
    early = action("Early", START, units=(A,))
    other = action("Other", date(2025, 1, 1), issue=1, measures=("n", "o"))
    sample = action("Sample", date(2027, 1, 1), illustrative=True)
    area = Area(name="N", actions=(later, early, other, sample))
    assert actions(area, is_sample=False) == (early, other, later)
    assert actions(area, is_sample=True) == (early, other, later, sample)
    assert actions(area, measure="o", is_sample=True) == (other,)
    assert actions(area, issue=2, is_sample=False) == (early, later)
    assert actions(area, unit=A, is_sample=False) == (early, other, later)
    assert actions(area, unit=B, measure="m", is_sample=False) == (later,)


def test_the_sample_area_has_its_targets():
    area = load_area(DEFAULT)
    by_year = target_at(
        area, "charging_28_day", None, [date(2026, 3, 1), date(2026, 4, 1)], is_sample=True
    )
    assert list(by_year) == [0.75, 0.80]
    assert target_on(area, "charging_28_day", None, date(2026, 4, 1), is_sample=False) is None

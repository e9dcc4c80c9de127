"""What the Area's settings say of the points of lines."""

from datetime import date

import numpy as np
import pandas as pd

from extracts.area import Area, AreaUnit
from extracts.judgement import LeftOut, StepChange, Target
from metrics.line_settings import with_settings

MEASURE = "charging_28_day"
UNITS = (AreaUnit(name="Unit A", short="A"), AreaUnit(name="Unit B", short="B"))


def area(**settings):
    return Area(name="Any Area", units=UNITS, **settings)


def step(day, unit=None):
    return StepChange(measure=MEASURE, unit=unit, starts_on=day, reason="new", set_by="the Board")


def left_out(month, unit=None):
    return LeftOut(measure=MEASURE, unit=unit, month=month, reason="strike", set_by="the Board")


def target(value, day, unit=None):
    return Target(measure=MEASURE, value=value, starts_on=day, source="a circular", unit=unit)


def points(*units, months=3):
    each = pd.date_range("2026-01-01", periods=months, freq="MS")
    frame = pd.DataFrame({"period": np.tile(each.to_numpy(), max(len(units), 1))})
    return frame.assign(unit=np.repeat(units, months)) if units else frame


def settled(frame, of, **given):
    options = {"area": of, "measure": MEASURE, "is_sample": False} | given
    found = with_settings(frame, **options)
    return found[["target", "starts_step", "left_out"]].values.tolist()


def test_the_areas_own_line():
    of = area(
        targets=(target(0.75, date(2026, 1, 1)), target(0.8, date(2026, 3, 1))),
        step_changes=(step(date(2026, 1, 20)), step(date(2026, 3, 1), "Unit A")),
        left_out=(left_out(date(2026, 3, 1)),),
    )
    assert settled(points(), of) == [
        [0.75, False, False],
        [0.75, True, False],  # the first month on or after 20 January
        [0.8, False, True],
    ]


def test_each_unit_has_its_own_and_what_holds_for_all():
    of = area(
        targets=(target(0.9, date(2026, 1, 1), "Unit A"),),
        step_changes=(step(date(2026, 2, 1), "Unit B"),),
        left_out=(left_out(date(2026, 1, 1), "Unit A"), left_out(date(2026, 3, 1))),
    )
    found = settled(points("Unit A", "Unit B"), of, by=("unit",))
    assert [line[0] == 0.9 for line in found] == [True] * 3 + [False] * 3
    assert [line[1:] for line in found] == [
        *([False, True], [False, False], [False, True]),
        *([False, False], [True, False], [False, True]),
    ]


def test_lines_of_a_unit_by_another_column_have_the_units_settings():
    of = area(step_changes=(step(date(2026, 2, 1), "Unit B"),))
    found = settled(points("Unit B"), of, by=("unit",)), settled(points(), of, unit="Unit B")
    assert found[0][1][1] is found[1][1][1] is True
    assert not settled(points(), of)[1][1]


def test_without_settings_or_points_nothing_is_set():
    assert settled(points(months=1), area())[0][1:] == [False, False]
    assert settled(points().head(0), area()) == []

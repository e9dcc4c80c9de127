from datetime import date
from math import nan

import numpy as np
import pandas as pd
import pytest

from metrics.lines import flags, lines, steps_from
from tests.metrics.monthly import line, several

MONTHS = line([1] * 6)["period"]  # January to June 2024


def test_points_are_put_in_the_order_of_their_unit_and_then_period():
    points = several(B=line([1, 2]), A=line([3, 4])).iloc[[1, 3, 0, 2]]
    found = lines(points, ["unit"])
    assert found.value.tolist() == [3, 4, 1, 2]
    assert found.group.tolist() == [0, 0, 1, 1]
    assert found.labels["unit"].tolist() == ["A", "B"]
    assert found.frame.index.tolist() == [0, 1, 2, 3]
    assert points["value"].tolist() == [2, 4, 1, 3], "what was given is as it was"


def test_units_go_by_the_order_of_their_categories():
    points = several(A=line([1]), B=line([2])).astype(
        {"unit": pd.CategoricalDtype(["B", "A", "C"])}
    )
    assert lines(points, ["unit"]).labels["unit"].tolist() == ["B", "A"]


def test_a_step_change_begins_a_stretch_and_each_line_counts_its_own():
    points = several(
        A=line([1, 2, 3, 4], starts_step=[False, False, True, False]),
        B=line([5, 6, 7], starts_step=[False, True, True]),
    )
    found = lines(points, ["unit"])
    assert found.step.tolist() == [0, 0, 1, 1, 0, 1, 2]
    assert found.stretch.tolist() == [0, 0, 1, 1, 2, 3, 4]


def test_a_step_change_at_the_first_point_changes_nothing():
    found = lines(line([1, 2, 3], starts_step=[True, False, True]), [])
    assert found.step.tolist() == [0, 0, 1]


def test_what_is_small_or_left_out_is_not_kept():
    points = line([1, 2, 3], small=[True, False, False], left_out=[False, True, False])
    assert lines(points, []).kept.tolist() == [False, False, True]


def test_the_first_points_of_each_stretch_are_the_first_that_are_kept():
    points = several(
        A=line(
            [1, 2, 3, 4, 5, 6],
            small=[False, True, False, False, False, False],
            starts_step=[False, False, False, False, True, False],
        ),
        B=line([7, 8, 9], small=False, starts_step=False),
    )
    found = lines(points, ["unit"])
    assert found.first(2, of=found.kept).tolist() == [
        *(True, False, True, False),  # the second month is small
        *(True, True),  # after the step change
        *(True, True, False),
    ]


def test_the_first_points_may_be_counted_by_some_of_them():
    points = line([1, nan, 3, 4, nan, 6], small=[True, *[False] * 5])
    found = lines(points, [])
    there = found.kept & ~np.isnan(found.value)
    # January is small; March and April are the first two that have a value
    assert found.first(2, of=there).tolist() == [False, True, True, True, False, False]
    assert found.first(2, of=found.kept).tolist() == [False, True, True, False, False, False]


def test_two_points_of_one_period_are_refused():
    with pytest.raises(AssertionError, match="a line has two points of one period"):
        lines(line([1, 2, 3]).iloc[[0, 1, 2, 1]], [])
    twice = several(A=line([1, 2]), B=line([3, 4]))
    with pytest.raises(AssertionError, match="a line has two points of one period"):
        lines(twice, [])
    assert len(lines(twice, ["unit"]).value) == 4, "of two lines they are two"


def test_without_points_there_are_no_lines():
    found = lines(line([]), [])
    assert (len(found.labels), found.stretch.tolist()) == (0, [])
    assert found.first(12, of=found.kept).tolist() == []


@pytest.mark.parametrize(
    ("days", "begins"),
    [
        ([], []),
        ([date(2024, 3, 1)], [2]),
        ([date(2024, 3, 2)], [3]),  # the month after, which is the first that is wholly changed
        ([date(2023, 1, 1)], [0]),
        ([date(2024, 6, 2)], []),  # after the last month: nothing yet
        ([date(2024, 5, 1), date(2024, 2, 15), date(2024, 3, 1)], [2, 4]),
    ],
)
def test_a_step_change_begins_with_the_first_month_on_or_after_its_day(days, begins):
    assert np.flatnonzero(steps_from(MONTHS, days)).tolist() == begins


def test_a_column_of_flags_that_is_not_there_is_false():
    assert flags(line([1, 2]), "small").tolist() == [False, False]


def test_a_column_may_be_added():
    found = lines(line([1, 2]), []).with_column("chart", np.array(["XmR", "P"]))
    assert found.frame["chart"].tolist() == ["XmR", "P"]

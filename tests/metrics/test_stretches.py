import math
from fractions import Fraction
from itertools import groupby
from math import nan

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metrics.stretches import changes, following, means, runs, sides

NUMBERS = st.integers(-9, 9) | st.just(nan)
# values and how many points each of their stretches has
PARTS = st.lists(st.lists(NUMBERS, max_size=9), max_size=5)


def laid(parts):
    """Stretches end to end."""
    values = np.array([v for part in parts for v in part], np.float64)
    return values, np.repeat(np.arange(len(parts)), [len(part) for part in parts])


def test_a_mean_is_of_the_values_there_are():
    values, stretch = laid([[1, nan, 2], [nan], [], [5]])
    np.testing.assert_array_equal(means(values, stretch, 4), [(1 + 2) / 2, nan, nan, 5])


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 60))
@example(1, 10, 15)  # numpy.mean is one unit of the last place off
@example(2, 5, 13)  # so is math.fsum(values) / 13
def test_a_line_that_never_changes_lies_on_its_own_mean(part, whole, n):
    value = part / whole
    assert means(np.full(n, value), np.zeros(n, np.int64), 1).tolist() == [value]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=50))
def test_a_mean_is_the_exact_one(values):
    (found,) = means(np.array(values), np.zeros(len(values), np.int64), 1)
    exact = sum(map(Fraction, values)) / len(values)
    assert found == pytest.approx(float(exact), rel=1e-15, abs=1e-300)


@given(PARTS)
def test_a_change_is_from_the_point_before_in_the_same_stretch(parts):
    found = changes(*laid(parts)).tolist()
    expected = [part[i] - part[i - 1] if i else nan for part in parts for i in range(len(part))]
    np.testing.assert_array_equal(found, expected)


@given(st.lists(st.lists(st.integers(0, 1), max_size=9), max_size=5))
def test_runs_are_of_equal_states_within_a_stretch(parts):
    states, stretch = laid(parts)
    expected, place = [], 0
    for part in parts:
        for _, same in groupby(part):
            n = len(list(same))
            expected += [(place, n)] * n
            place += n
    assert list(zip(*(found.tolist() for found in runs(states, stretch)), strict=True)) == expected


def test_sides_and_what_follows():
    assert sides(np.array([3, 2, 1, nan, 1]), np.array([2, 2, 2, 2, nan])).tolist() == [
        1,
        0,
        -1,
        0,
        0,
    ]
    assert following(np.array([1, 2, 3])).tolist() == [2, 3, 0]
    assert following(np.array([False, True])).tolist() == [True, False]
    assert following(np.zeros(0)).tolist() == []
    assert math.isnan(changes(np.array([1.0]), np.array([0]))[0])

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.proportions import average_ranges, i_limits, p_limits, p_prime_limits

ONE = np.zeros(4, np.int64)
ALL = np.ones(4, bool)


def floats(*values):
    return np.array(values, np.float64)


def shares(part, whole, stretch=None, base=None, *, screened=None):
    n = len(part)
    stretch = np.zeros(n, np.int64) if stretch is None else np.array(stretch)
    base = np.ones(n, bool) if base is None else np.array(base)
    if screened is None:
        return p_limits(floats(*part), floats(*whole), stretch, base)
    return p_prime_limits(floats(*part), floats(*whole), stretch, base, screened=screened)


def test_a_p_charts_limits_follow_from_each_denominator():
    # 50 of 100 in all; of 25 cases 3 × sqrt(0.25 / 25) = 0.3, of 1 case beyond 0 and 1
    found = shares([12, 13, 24, 1], [25, 25, 49, 1])

    assert found.centre.tolist() == [0.5] * 4
    assert found.lower[:2] == pytest.approx([0.2, 0.2])
    assert found.upper[:2] == pytest.approx([0.8, 0.8])
    assert (found.lower[3], found.upper[3]) == (0, 1)
    assert found.sigma[3] == 0.5
    assert np.array(found.at(2))[:, 0] == pytest.approx([0.3, 0.7])


def test_limits_may_be_had_as_if_there_were_no_nought_and_no_hundred_per_cent():
    found = shares([12, 13, 24, 1], [25, 25, 49, 1])

    low, high = found.beyond(3)
    assert (low[3], high[3]) == (-1, 2)  # 0.5 ± 3 × 0.5
    assert (low[:2].tolist(), high[:2].tolist()) == (
        found.lower[:2].tolist(),
        found.upper[:2].tolist(),
    )
    assert np.array(found.beyond(2))[:, 3].tolist() == [-0.5, 1.5]
    alike = i_limits(floats(4, 6, 2, 8), ONE, ALL, screened=True)
    np.testing.assert_array_equal(alike.beyond(3), alike.at(3))


def test_a_month_without_cases_has_no_limits_and_takes_no_part():
    found = shares([1, 0, math.nan, 3], [4, 0, 4, 4])

    assert found.centre.tolist() == [0.5] * 4  # 4 of 8
    assert np.isnan(found.sigma).tolist() == [False, True, True, False]
    assert np.isnan(found.lower).tolist() == [False, True, True, False]


def test_a_stretch_without_any_case_has_no_centre():
    found = shares([0, 1, 0, 0], [0, 2, 0, 0], [0, 1, 2, 2])

    assert np.isnan(found.centre).tolist() == [True, False, True, True]


def test_points_outside_the_base_have_limits_of_the_base():
    found = shares([1, 3, 4, 0], [4, 4, 4, 4], base=[True, True, False, False])

    assert found.centre.tolist() == [0.5] * 4
    assert found.lower[3] == found.lower[0]


def test_p_prime_widens_by_the_changes_from_point_to_point():
    # p: sigma 0.05 of 100 cases; shares 45% 55% 45% 55%: each change is 2 sigma
    found = shares([45, 55, 45, 55], [100] * 4, screened=True)

    assert found.sigma == pytest.approx([0.05 * 2 / 1.128] * 4)
    assert found.upper == pytest.approx([0.5 + 3 * 0.05 * 2 / 1.128] * 4)


def test_p_prime_may_be_narrower_than_p():
    found = shares([50, 51, 50, 49], [100] * 4, screened=False)

    assert (found.sigma < shares([50, 51, 50, 49], [100] * 4).sigma).all()


@pytest.mark.parametrize("screened", [True, False])
@pytest.mark.parametrize(("part", "centre"), [(0, 0), (8, 0.8), (10, 1)])
def test_p_prime_of_a_constant_line_has_no_width(part, centre, screened):
    found = shares([part] * 3 + [5], [10] * 4, base=[True] * 3 + [False], screened=screened)

    assert found.lower.tolist() == found.upper.tolist() == [centre] * 4


def test_p_prime_needs_two_neighbours():
    alone = shares([1, 2, 0, 3], [4, 4, 0, 4], [0, 1, 1, 1], screened=True)

    assert alone.centre.tolist() == [0.25, 0.625, 0.625, 0.625]
    assert np.isnan(alone.sigma).all()


def test_ranges_reach_over_points_left_out_and_not_over_missing_ones():
    values, keep = floats(1, 9, 4, math.nan, 6, 7), np.array([1, 0, 1, 1, 1, 1], bool)

    found = average_ranges(values, np.zeros(6, np.int64), keep, screened=False)

    assert found.tolist() == [(3 + 1) / 2]  # 4 - 1 and 7 - 6


def test_ranges_do_not_reach_over_a_step_change():
    found = average_ranges(floats(1, 2, 50, 53), np.array([0, 0, 1, 1]), ALL, screened=True)

    assert found.tolist() == [1, 3]


def test_a_change_out_of_the_ordinary_is_left_out_once():
    # changes 1 1 1 1 20: their average is 4.8, and 20 is more than 3.267 of it
    values = floats(0, 1, 0, 1, 0, 20)

    plain, screened = (
        average_ranges(values, np.zeros(6, np.int64), np.ones(6, bool), screened=s)
        for s in (False, True)
    )

    assert plain.tolist() == [4.8]
    assert screened.tolist() == [1]


def test_an_i_charts_limits_are_the_same_for_all_points():
    # mean 5, changes 2 4 6, average 4
    found = i_limits(floats(4, 6, 2, 8), ONE, ALL, screened=True)

    assert found.centre.tolist() == [5] * 4
    assert found.upper == pytest.approx([5 + 3 * 4 / 1.128] * 4)
    assert found.lower == pytest.approx([5 - 3 * 4 / 1.128] * 4)


def test_an_i_chart_of_a_constant_line_has_no_width():
    found = i_limits(floats(*[0.1] * 15), np.zeros(15, np.int64), np.ones(15, bool), screened=True)

    assert found.lower.tolist() == found.upper.tolist() == [0.1] * 15


def test_nothing_gives_nothing():
    assert len(shares([], []).lower) == 0
    assert len(shares([], [], screened=True).lower) == 0


def test_a_part_larger_than_its_whole_is_refused():
    with pytest.raises(AssertionError, match="larger"):
        shares([5], [4])


months = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=20)


def counts(rows):
    whole = floats(*(a + b for a, b in rows))
    return floats(*(a for a, _ in rows)), whole


@given(rows=months, times=st.integers(1, 50))
def test_p_limits_close_in_by_the_root_of_the_denominators(rows, times):
    part, whole = counts(rows)
    a, b = shares(part, whole), shares(part * times, whole * times)

    assert b.centre == pytest.approx(a.centre, nan_ok=True)
    assert b.sigma * math.sqrt(times) == pytest.approx(a.sigma, nan_ok=True)


@given(rows=months, times=st.integers(1, 50))
def test_p_prime_limits_do_not_depend_on_the_size_of_all_denominators(rows, times):
    part, whole = counts(rows)
    a, b = (shares(part * t, whole * t, screened=False) for t in (1, times))

    assert b.lower == pytest.approx(a.lower, abs=1e-9, nan_ok=True)
    assert b.upper == pytest.approx(a.upper, abs=1e-9, nan_ok=True)


@given(first=months, other=months, screened=st.booleans())
def test_a_stretch_does_not_touch_anothers_limits(first, other, screened):
    part, whole = counts(first + other)
    stretch = [0] * len(first) + [1] * len(other)

    together = shares(part, whole, stretch, screened=screened)
    alone = shares(*counts(first), screened=screened)

    assert together.lower[: len(first)] == pytest.approx(alone.lower, nan_ok=True)
    assert together.upper[: len(first)] == pytest.approx(alone.upper, nan_ok=True)


@given(rows=months)
def test_limits_hold_the_centre_and_stay_within_nought_and_one(rows):
    found = shares(*counts(rows), screened=False)

    there = ~np.isnan(found.sigma)
    assert (found.lower[there] <= found.centre[there]).all()
    assert (found.centre[there] <= found.upper[there]).all()
    assert (found.lower[there] >= 0).all()
    assert (found.upper[there] <= 1).all()

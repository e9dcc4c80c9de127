from math import nan

import numpy as np
import pytest

from metrics.xmr import NEAR, WIDTH, Limits, xmr_limits

COLUMNS = ("mean", "lower", "upper", "near_lower", "near_upper")


def limits(values, *, screened=False, stretch=None, base=None):
    values = np.array(values, np.float64)
    return xmr_limits(
        values,
        np.zeros(len(values), np.int64) if stretch is None else np.array(stretch),
        np.ones(len(values), bool) if base is None else np.array(base),
        screened=screened,
    )


def first(found):
    return [getattr(found, name)[0] for name in COLUMNS]


def about(mean, average):
    near = 2 * 2.66 / 3 * average
    return pytest.approx(
        [mean, mean - 2.66 * average, mean + 2.66 * average, mean - near, mean + near]
    )


def test_limits_are_the_average_and_2_66_average_changes():
    # changes 2, 1, 3
    assert first(limits([1, 3, 2, 5])) == about((1 + 3 + 2 + 5) / 4, (2 + 1 + 3) / 3)


def test_a_missing_value_has_no_change_to_it_nor_from_it():
    assert first(limits([1, 3, nan, 9, 10])) == about((1 + 3 + 9 + 10) / 4, (2 + 1) / 2)


def test_a_point_that_is_not_of_the_base_is_passed_over():
    base = [True, True, False, True]
    assert first(limits([1, 3, 99, 4], base=base)) == about((1 + 3 + 4) / 3, (2 + 1) / 2)


def test_each_stretch_has_its_own_limits():
    found = limits([1, 2, 7, 9], stretch=[0, 0, 1, 1])
    assert found.mean.tolist() == [1.5, 1.5, 8, 8]
    np.testing.assert_allclose(found.upper, [1.5 + 2.66, 1.5 + 2.66, 8 + 5.32, 8 + 5.32])


def test_screening_leaves_out_a_change_of_3_267_averages_once():
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 40]  # changes: eight of 1, one of 40; average 48 / 9
    assert first(limits(values)) == about(44 / 10, 48 / 9)
    assert first(limits(values, screened=True)) == about(44 / 10, 1)


def test_a_constant_line_has_its_mean_for_limits_screened_or_not():
    for screened in (False, True):
        assert first(limits([0.4] * 13, screened=screened)) == [0.4] * 5


def test_without_two_neighbours_there_are_no_limits():
    for values in ([4], [4, nan], [nan, 4]):
        found = limits(values)
        assert found.mean.tolist() == [4] * len(values)
        assert np.isnan(found.lower).all()
    assert np.isnan(first(limits([nan, nan]))).all()
    assert limits([]).mean.tolist() == []


def test_limits_of_some_points():
    found = limits([1, 3, 2, 5])
    some = np.array([True, False, False, True])
    assert found.at(some).mean.tolist() == [2.75, 2.75]
    np.testing.assert_array_equal(
        found.only(some).upper, [found.upper[0], nan, nan, found.upper[0]]
    )
    nought = Limits(**{name: np.zeros(4) for name in COLUMNS})
    assert found.where(some, nought).mean.tolist() == [2.75, 0, 0, 2.75]


def test_the_last_third_begins_at_two_thirds():
    assert pytest.approx(3 / 2 * NEAR) == WIDTH

import math
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.quantiles import quantiles


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two():
    # group 0: 1 1 1 9; group 1: 1 9; group 2: none; group 3: 4
    group, value, n = (
        np.array([0, 0, 1, 1, 3]),
        np.array([1, 9, 9, 1, 4]),
        np.array([3, 1, 1, 1, 1]),
    )

    (found,) = quantiles(group, value, n, size=4, at=(0.5,))

    assert found.tolist()[:2] == [(1 + 1) / 2, (1 + 9) / 2]
    assert math.isnan(found[2])
    assert found[3] == 4


def test_the_90th_percentile_lies_between_the_two_values_nearest():
    # 0 1 2 ... 9: the place is 0.9 of the way from the first to the last, 0.9 x 9 = 8.1
    ten = np.arange(10)

    (found,) = quantiles(ten * 0, ten, np.ones(10, np.int64), size=1, at=(0.9,))

    assert found[0] == pytest.approx(8 + 0.1 * (9 - 8))


@given(
    items=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 400), st.integers(1, 4)), max_size=30
    )
)
def test_quantiles_are_those_of_numpy_and_of_statistics(items):
    columns = [np.array([i[k] for i in items], np.int64) for k in range(3)]

    middle, p90 = quantiles(*columns, size=4, at=(0.5, 0.9))

    for group in range(4):
        values = [v for g, v, n in items if g == group for _ in range(n)]
        if values:
            assert middle[group] == median(values)
            assert p90[group] == pytest.approx(np.quantile(values, 0.9), rel=1e-12)
        else:
            assert math.isnan(middle[group])
            assert math.isnan(p90[group])

"""Does each field get a column so that the total is the highest? SciPy is asked too."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from extracts.mapping.assignment import best_assignment

SCORES = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.dictionaries(st.integers(0, 8), st.floats(0.01, 1), max_size=9),
    max_size=5,
)


def total(scores, chosen):
    return sum(scores[field][column] for field, column in chosen.items())


def test_the_best_of_each_is_not_the_best_of_all():
    # By the highest score first, b would be left with nothing.
    scores = {"a": {0: 0.9, 1: 0.8}, "b": {0: 0.7}}
    assert best_assignment(scores) == {"a": 1, "b": 0}


def test_a_field_goes_without_a_column_where_others_are_better_off():
    assert best_assignment({"a": {0: 0.4}, "b": {0: 0.5}}) == {"b": 0}
    assert best_assignment({"a": {}, "b": {3: 0.1}}) == {"b": 3}
    assert best_assignment({}) == {}


@given(SCORES)
def test_the_total_is_that_of_scipy(scores):
    fields = sorted(scores)
    chosen = best_assignment(scores)

    assert len(set(chosen.values())) == len(chosen)
    matrix = np.zeros((len(fields), 9 + len(fields)))
    for i, field in enumerate(fields):
        for column, score in scores[field].items():
            matrix[i, column] = score
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    assert np.isclose(total(scores, chosen), matrix[rows, columns].sum())

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.same_values import same_values

PAIRS = st.lists(st.tuples(*[st.sampled_from([None, "a", "b", ""])] * 2))


@given(PAIRS)
def test_values_are_the_same_where_python_says_so(pairs):
    one, other = (pa.array([p[i] for p in pairs], pa.string()) for i in (0, 1))
    assert same_values(one, other).tolist() == [a == b for a, b in pairs]


@pytest.mark.parametrize(
    ("kind", "values"),
    [(pa.date32(), [date(2026, 1, 1), date(2026, 1, 2)]), (pa.bool_(), [True, False])],
)
def test_every_kind_of_value_is_compared(kind, values):
    one = pa.chunked_array([pa.array([*values, None], kind)])
    other = pa.chunked_array([pa.array([values[0], None, None], kind)])
    assert same_values(one, other).tolist() == [True, False, True]

"""Are all rows found whose key comes again?"""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.reading.same_keys import may_repeat

KEYS = st.lists(st.tuples(st.text(max_size=9), st.integers(0, 2)), max_size=30)


def found(*columns):
    return may_repeat(pa.table({str(i): c for i, c in enumerate(columns)})).tolist()


@given(KEYS)
def test_every_row_is_found_whose_key_comes_again(keys):
    again = [i for i, key in enumerate(keys) if keys.count(key) > 1]
    texts, numbers = (list(c) for c in zip(*keys, strict=True)) if keys else ([], [])
    columns = [pa.array(texts, pa.string()), pa.array(numbers, pa.int32())]
    assert set(again) <= set(found(*columns))
    # The same where the columns are parts of longer ones.
    longer = [pa.concat_arrays([c[:0], pa.nulls(0, c.type), c]) for c in columns]
    assert found(*longer) == found(*columns)


def test_hardly_any_other_is():
    texts = pa.array([f"00SA{i:07}26" for i in range(100_000)])
    assert found(texts) == []
    assert found(texts, pa.array(np.zeros(100_000, "int32"))) == []


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", "b", "a"]),
        pa.array(["x" * 300, "y", "x" * 300]),
        pa.array(["", "é", ""]),
        pa.array([1, 2, 1], pa.int32()),
        pa.array([date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1)]),
        pa.array([True, False, True]),
        pa.array(["z", "a", "b", "a", "z"])[1:4],
    ],
)
def test_any_kind_of_column_is_looked_at(column):
    assert found(column) == [0, 2]


def test_a_text_and_its_continuation_in_the_next_column_are_not_mixed_up():
    assert found(pa.array(["ab", "a"]), pa.array(["c", "bc"])) == []

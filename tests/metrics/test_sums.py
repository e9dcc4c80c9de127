from collections import Counter

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metrics.sums import summed


@settings(max_examples=50)
@given(
    entries=st.lists(
        st.tuples(st.integers(-3, 3), st.integers(0, 2**40), st.integers(1, 2**25)), max_size=20
    ),
    wide=st.booleans(),
)
@example(entries=[(0, 2**40, 2**25), (1, 0, 1)], wide=True)  # too wide to carry the sums along
def test_sums_by_keys_are_those_of_a_counter(entries, wide):
    entries = [(a, b if wide else b % 3, n) for a, b, n in entries]
    expected = Counter()
    for a, b, n in entries:
        expected[a, -1, b] += n
    a, b, n = (np.array([e[i] for e in entries], np.int64) for i in range(3))

    keys, sums = summed([a, None, b], n)

    assert (
        dict(zip(zip(*map(np.ndarray.tolist, keys), strict=True), sums.tolist(), strict=True))
        == expected
    )
    assert list(zip(*keys, strict=True)) == sorted(zip(*keys, strict=True))

"""The newest row of a case on a day, beside a loop."""

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from extracts.keeping.newest import newest_rows

FIRST = date(1969, 12, 30)  # numbers of days before 1970 are below nought
ROWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)),
    unique_by=lambda row: row,
    max_size=12,
)


@given(ROWS, st.integers(-1, 6))
def test_the_newest_row_of_a_day_is_that_of_a_loop(rows, until):
    held = pa.table(
        {
            "_case": pa.array([case for case, _, _ in rows], pa.int32()),
            "_extract_day": pa.array([FIRST + timedelta(days=d) for _, d, _ in rows], pa.date32()),
            "_publication": pa.array([n for _, _, n in rows], pa.int32()),
        }
    )
    newest = newest_rows(held, FIRST + timedelta(days=until))
    for case in range(max((c for c, _, _ in rows), default=0) + 1):
        of_it = [(d, n, i) for i, (c, d, n) in enumerate(rows) if c == case and d <= until]
        assert newest[case] == (max(of_it)[2] if of_it else -1)

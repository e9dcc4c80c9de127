"""The cases that can still move a figure of the newest months: few among those of many years."""

from collections.abc import Iterable
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from extracts.extract import Extract
from metrics.measure import Measure

_LONGEST = 400  # days from a start to its due day, at the least; longer where a standard is


def recent_cases(
    rows: pa.Table, extract: Extract, measures: Iterable[Measure], *, first: date
) -> pa.Table:
    """The rows of every case that may count in the months from `first`, or be open or overdue.

    rows: of the extract, with its first key, its closing day and the days that the measures need. A
    case is left out where all its rows are closed and all their days lie so long before `first`
    that no due day reaches it: 400 days, or twice the longest standard of the measures. Not for a
    measure whose own clock may run on when the case is closed.
    """
    limits = (m.one_limit for m in measures)
    longest = max(_LONGEST, *(2 * n for n in limits if n), 0)
    since = pa.scalar(first - timedelta(days=longest), pa.date32())
    matters = pa.chunked_array([pa.repeat(pa.scalar(False), rows.num_rows)])
    for name in rows.column_names:
        if pa.types.is_date32(rows.schema.field(name).type):
            late = pc.fill_null(pc.greater_equal(rows[name], since), fill_value=False)
            matters = pc.or_(matters, late)
    if extract.closes:
        matters = pc.or_(matters, pc.is_null(rows[extract.closes]))
    key = rows[extract.keys[0]]
    return rows.filter(pc.is_in(key, pc.unique(key.filter(matters))))

"""Lifetimes: how long each case of a clock ran, or has run so far where it is still open.

counts.py counts what happened day by day; here a case is followed from its start. What is made
of it, counting the open ones, is for survival.py.
"""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
from narwhals.typing import IntoFrame

from extracts.days import BLANK, number, numbers
from extracts.working_days import is_working_day
from extracts.working_days import previous_working_day as before
from metrics.clocks import GROUPS, Clock
from metrics.events import category
from metrics.frames import categories, cells
from metrics.sums import summed


def lifetimes(rows: IntoFrame, clock: Clock, *, as_of: date) -> pd.DataFrame:
    """How many cases ran for how many days, and whether they then stopped or are still open.

    rows, as_of: as for counts.counts(), and the same cases: one without a start, or that starts
    after as_of, is left out; a stop after as_of has not happened; one that stopped before it
    started is left out.

    Returns one row for each combination that occurs: unit and casework_type (categories),
    started (datetime64[s], the first day of the month of the start), days (int64, in days of
    clock.day_type: from the start to the stop, or to as_of where it is open; of working days, to
    the newest of those, but not before the start), stopped (bool) and n (int64, 1 or more). No
    value is missing.

    Raises OutsideCalendar where a clock of working days meets a day that its calendar lacks.
    """
    today = number(as_of)
    found = cells(rows, list(dict.fromkeys((*GROUPS, clock.starts, clock.stops))), clock.where)
    start, stop = numbers(found[clock.starts]), numbers(found[clock.stops])
    stopped = (stop != BLANK) & (stop <= today)
    kept = (start != BLANK) & (start <= today) & ~(stopped & (stop < start))
    found, start, stop, stopped = (
        found.filter(pa.array(kept)),
        start[kept],
        stop[kept],
        stopped[kept],
    )
    (units, unit), (types, casework) = (categories(found[name]) for name in GROUPS)
    # in working days, a day that is none has not brought the next one yet
    until = as_of if clock.day_type == "calendar" or is_working_day(as_of) else before(as_of)
    days = clock.elapsed(start, np.where(stopped, stop, np.maximum(number(until), start)))
    month = start.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    keys = [unit, casework, month, days, stopped.astype(np.int64)]
    (unit, casework, month, days, ended), n = summed(keys, found["n"].to_numpy())
    return pd.DataFrame(
        {
            "unit": category(unit, units),
            "casework_type": category(casework, types),
            "started": pd.DatetimeIndex(month.astype("datetime64[M]").astype("datetime64[s]")),
            "days": days,
            "stopped": ended.astype(bool),
            "n": n,
        }
    )

"""Timeliness: on time, late, open and overdue, period by period or day by day, from counts.

One rule holds throughout. **A day is judged when it is over**: a case has fallen due when its due
day is before as_of, and it is overdue when it is open as well. So of all cases that have fallen
due, those not on time are either finished late or overdue, and nothing else. A case due on as_of
itself is neither: it is "due today" (backlog.py). The state of a case is as at as_of, so the on
time share of a period is final once the period is over.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from extracts.days import number
from metrics.events import events
from metrics.figures import figures
from metrics.periods import Period, Spans, wanted


def timeliness(
    counts: pd.DataFrame,
    *,
    period: Period,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    as_of: date,
    small_number: int,
) -> pd.DataFrame:
    """The figures of every period, for all cases or for each of their groups.

    counts: as counts() gives them with the same as_of, or some of those rows. by: some of
    "unit", "casework_type"; the groups are those with any count, each with every period, so a
    group without cases in a period has noughts there. first, last: the days of which the periods
    are wanted (periods.spans says how), from the first day counted to as_of where not given;
    nothing after as_of is counted.

    Returns, by group and then period, the `by` columns (categories) and

    - period (datetime64[s], its first day) and is_final (it ended before as_of);
    - fell_due, fell_due_on_time, on_time_share: of the cases due in the period;
    - started; finished, finished_with_limit (of those, the ones that had a due day),
      finished_on_time, finished_on_time_share (of finished_with_limit);
    - median_days, p90_days, mean_days: of the finished, in days of the clock's day_type
      (quantiles.py has the definition);
    - open, overdue: at the end of the period, or of as_of where that is earlier;
    - small, finished_small: fell_due, finished is below small_number. A mark, nothing is hidden.

    Counts are int64, shares from 0 to 1; shares and days are NaN where nothing is counted.
    """
    entries = events(counts, by)
    seen = entries.counted().day
    frame = figures(entries, wanted(period, first, last, days=seen, as_of=as_of), as_of)
    frame["small"] = frame["fell_due"] < small_number
    frame["finished_small"] = frame["finished"] < small_number
    return frame


def daily(
    counts: pd.DataFrame, *, days: Sequence[date], by: Sequence[str] = (), as_of: date
) -> pd.DataFrame:
    """What happened on some days and how things stood at the end of each.

    counts, by, as_of: as for timeliness(). days: none after as_of. Returns, by group and then
    day, the `by` columns, day (datetime64[s]), started, finished, fell_due, fell_due_on_time,
    on_time_share (NaN where none fell due), open and overdue.
    """
    assert all(day <= as_of for day in days), "there are no figures after as_of"
    each = np.array(sorted({number(day) for day in days}), np.int64)
    frame = figures(events(counts, by), Spans(each, each), as_of)
    kept = ["started", "finished", "fell_due", "fell_due_on_time", "on_time_share"]
    return frame.rename(columns={"period": "day"})[[*by, "day", *kept, "open", "overdue"]]

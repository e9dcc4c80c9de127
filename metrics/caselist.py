"""The cases behind a number: which they are, when each is due, and by how much it is over.

The numbers themselves are made in counts.py and timeliness.py; a test holds the two equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa

from extracts.days import BLANK, Days, Flags, number, numbers
from metrics.backlog import soon_until
from metrics.clocks import Clock

RECENT_DAYS = 28  # "the last 28 days" are those before the data's own day, which is not over yet


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """One list of cases: its key in an address, and its name on screen.

    is_due: none of them is past its due day.
    """

    key: str
    title: str
    is_due: bool = False


LISTS = {
    c.key: c
    for c in (
        CaseList(key="overdue", title="Overdue"),
        CaseList(key="today", title="Due today", is_due=True),
        CaseList(key="soon", title="Due in the next five working days", is_due=True),
        CaseList(key="open", title="Open"),
        CaseList(key="late", title="Fell due in the last 28 days, not on time"),
        CaseList(key="on_time", title="Fell due in the last 28 days, on time"),
    )
}


def caselist(
    rows: pa.Table, clock: Clock, *, which: str, as_of: date, keys: Sequence[str] = ()
) -> pd.DataFrame:
    """The cases of one of LISTS, the longest overdue first, then the longest open.

    rows: one row a case with at least clock.columns(); every column is kept. Adds due_on (date,
    null where there is no due day), days_past_due (Int64; below 0 while there is time left, null
    without a due day; for a stopped case as at the day it stopped) and days_open (Int64, calendar
    days from the start to the stop or to as_of). A stop after as_of has not happened.
    keys: what tells one case from another, which settles the order of equals.
    """
    assert which in LISTS, f"there is no list {which}"
    table, today = _counted(rows, clock), number(as_of)
    begun = numbers(table[clock.starts])
    table = table.filter(pa.array((begun != BLANK) & (begun <= today)))
    start, stop = numbers(table[clock.starts]), numbers(table[clock.stops])
    stop = np.where(stop <= today, stop, BLANK)
    due = clock.due(start, {name: table[name] for name in clock.limit.fields()})
    keep = (stop == BLANK) | (stop >= start)
    keep &= _wanted(which, stop, due, as_of)
    until = np.where(stop == BLANK, today, stop)
    chosen = table.filter(pa.array(keep)).to_pandas(types_mapper=pd.ArrowDtype)
    owed = due[keep] != BLANK
    chosen["due_on"] = pd.array(
        pa.array(due[keep].astype("int32"), pa.int32(), mask=~owed).cast(pa.date32()),
        pd.ArrowDtype(pa.date32()),
    )
    chosen["days_past_due"] = pd.arrays.IntegerArray((until - due)[keep], ~owed)
    chosen["days_open"] = pd.array((until - start)[keep], "Int64")
    order = ["days_past_due", "days_open"]
    return chosen.sort_values(
        [*order, *keys],
        ascending=[*(False for _ in order), *(True for _ in keys)],
        na_position="last",
        ignore_index=True,
    )


def _counted(rows: pa.Table, clock: Clock) -> pa.Table:
    if not clock.where:
        return rows
    frame = nw.from_native(rows, eager_only=True)
    return frame.filter(*(w.expression() for w in clock.where)).to_native()


def _wanted(which: str, stop: Days, due: Days, as_of: date) -> Flags:
    today = number(as_of)
    is_open, owed = stop == BLANK, due != BLANK
    if which == "overdue":
        return is_open & owed & (due < today)
    if which == "today":
        return is_open & (due == today)
    if which == "soon":
        return is_open & (due > today) & (due <= number(soon_until(as_of)))
    if which == "open":
        return is_open
    recent = owed & (due >= today - RECENT_DAYS) & (due < today)
    on_time = ~is_open & (stop <= due)
    return recent & (on_time if which == "on_time" else ~on_time)

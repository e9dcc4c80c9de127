"""Counts: what happened to the cases of a clock, day by day. The one heavy aggregation.

The engine only filters and counts equal rows, so one Narwhals expression serves DuckDB, Arrow,
pandas and others; due days, elapsed days and states are then worked out on what it returns.
"""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
from narwhals.typing import IntoFrame

from extracts.days import BLANK, Days, Flags, number, numbers, timestamps
from metrics.clocks import GROUPS, Clock
from metrics.events import COLUMNS, EVENTS, STATES, category
from metrics.frames import categories, cells
from metrics.sums import Codes, summed

ON_TIME, LATE, OPEN, NO_LIMIT = range(4)  # as in STATES
NONE = -1  # no state, or no elapsed days


def counts(rows: IntoFrame, clock: Clock, *, as_of: date) -> pd.DataFrame:
    """How many cases started, stopped, fell due and are open, by unit, casework type and day.

    rows: one row a case, its newest state, in any frame that Narwhals takes (a DuckDB relation,
    an Arrow table, pandas with Arrow dates ...), with at least clock.columns(). as_of: the last
    day that the data is good for; a case that starts later is left out, a stop that comes later
    has not happened. A case with a blank start has not started and is left out.

    Returns one row for each combination that occurs: unit, casework_type and event (categories),
    day (datetime64[s]), days (Int32), state (category), n (int64). The events:

    - started: by start day. No state.
    - stopped: by stop day and days, the elapsed days of clock.day_type; on time (stopped on or
      before the due day), late, or "no limit" (no due day). No other event has days.
    - due: by due day (Clock.due), past or to come; on time, late or open as at as_of.
    - no due: cases without a due day, by start day; "no limit".
    - open: not stopped by as_of, by start day; "open", or "no limit" without a due day.
    - backwards: stopped before they started, by start day; in no other event. No state.

    Raises OutsideCalendar where a clock of working days meets a day that its calendar lacks.
    """
    dates = (clock.starts, clock.stops, *clock.limit.fields())
    found = cells(rows, list(dict.fromkeys((*GROUPS, *dates))), clock.where)
    (units, unit), (types, casework) = (categories(found[name]) for name in GROUPS)
    group, n = unit * len(types) + casework, found["n"].to_numpy()
    found, start = found.drop_columns(list(GROUPS)), numbers(found[clock.starts])
    begun = (start != BLANK) & (start <= number(as_of))
    if not begun.all():
        found, start, group, n = found.filter(pa.array(begun)), start[begun], group[begun], n[begun]
    stop = numbers(found[clock.stops])
    stop = np.where(stop <= number(as_of), stop, BLANK)
    due = clock.due(start, {name: found[name] for name in clock.limit.fields()})
    del found  # tens of bytes a cell, and there may be millions

    stopped, owed = stop != BLANK, due != BLANK
    backwards = stopped & (stop < start)
    right = ~backwards
    finished = right & stopped
    days = np.full(len(start), NONE)
    days[finished] = clock.elapsed(start[finished], stop[finished])
    state = np.full(len(start), NO_LIMIT, np.int8)
    state[owed] = OPEN
    standing = state.copy()
    state[owed & stopped] = LATE
    state[owed & stopped & (stop <= due)] = ON_TIME
    tally = _Tally(group, n)
    tally.add("started", right, start)
    tally.add("stopped", finished, stop, state, days)
    tally.add("due", right & owed, due, state)
    tally.add("no due", right & ~owed, start, state)
    tally.add("open", right & ~stopped, start, standing)
    tally.add("backwards", backwards, start)
    return tally.frame(units, types)


class _Tally:
    """Sums of cases by group, state, day and elapsed days, one event after another."""

    def __init__(self, group: Days, n: Days) -> None:
        self.group, self.n = group, n
        self.parts: list[tuple[Days, ...]] = []

    def add(
        self, event: str, of: Flags, day: Days, state: Codes | None = None, days: Days | None = None
    ) -> None:
        """Sum one event of some of the cells; state and days where it has them."""
        whole = bool(of.all())
        keys = (
            None if k is None else k if whole else k[of] for k in (self.group, state, day, days)
        )
        found, n = summed(list(keys), self.n if whole else self.n[of])
        self.parts.append((np.full(len(n), EVENTS.index(event)), *found, n))

    def frame(self, units: list[str], types: list[str]) -> pd.DataFrame:
        """The sums as counts() returns them."""
        columns = [np.concatenate(column) for column in zip(*self.parts, strict=True)]
        event, group, state, day, days, n = columns
        unit, casework = np.divmod(group, max(len(types), 1))
        frame = pd.DataFrame(
            {
                "unit": category(unit, units),
                "casework_type": category(casework, types),
                "event": category(event, EVENTS),
                "day": timestamps(day),
                "days": pd.arrays.IntegerArray(days.astype(np.int32), days == NONE),
                "state": category(state, STATES),
                "n": n,
            }
        )
        assert tuple(frame.columns) == COLUMNS
        return frame

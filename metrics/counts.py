"""Counts: what happened to the cases of a clock, day by day. The one heavy aggregation.

The engine only filters and counts equal rows, so one Narwhals expression serves DuckDB, Arrow,
pandas and others; due days, elapsed days and states are then worked out on what it returns.
"""

from datetime import date
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from narwhals.typing import IntoFrame

from extracts.registry import CASEWORK_TYPES
from metrics.clocks import GROUPS, Clock
from metrics.days import BLANK, Days, Flags, number, numbers, timestamps
from metrics.events import COLUMNS, EVENTS, NOT_RECORDED, STATES, category
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
    cells = _cells(rows, clock)
    (units, unit), (types, casework) = (_categories(cells[name]) for name in GROUPS)
    group, n = unit * len(types) + casework, cells["n"].to_numpy().astype(np.int64)
    cells, start = cells.drop_columns(list(GROUPS)), numbers(cells[clock.starts])
    begun = (start != BLANK) & (start <= number(as_of))
    if not begun.all():
        cells, start, group, n = cells.filter(pa.array(begun)), start[begun], group[begun], n[begun]
    stop = numbers(cells[clock.stops])
    stop = np.where(stop <= number(as_of), stop, BLANK)
    due = clock.due(start, {name: cells[name] for name in clock.limit.fields()})
    del cells  # tens of bytes a cell, and there may be millions

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


def _cells(rows: IntoFrame, clock: Clock) -> pa.Table:
    """The distinct combinations of the columns that matter, and n, how many rows have each."""
    frame: Any = nw.from_native(rows)
    if isinstance(frame, nw.DataFrame):  # Arrow groups many times quicker than pandas
        frame = nw.from_native(_plain(frame.select(clock.columns()).to_arrow()))
    keys = list(dict.fromkeys((*GROUPS, clock.starts, clock.stops, *clock.limit.fields())))
    chosen = frame.filter(*(w.expression() for w in clock.where)) if clock.where else frame
    cells = chosen.select(keys).group_by(keys).agg(n=nw.len())
    if isinstance(cells, nw.LazyFrame):
        cells = cells.collect("pyarrow")
    return _plain(cells.to_arrow())


def _plain(table: pa.Table) -> pa.Table:
    """The same with every kind of text as plain strings: a view cannot be filtered or encoded."""
    for i, field in enumerate(table.schema):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        text = pa.types.is_string_view(kind) or pa.types.is_large_string(kind)
        if text or pa.types.is_dictionary(field.type):
            table = table.set_column(i, field.name, table[i].cast(pa.string()))
    return table


def _categories(column: pa.ChunkedArray) -> tuple[list[str], Days]:
    """The names in a column, in order, and the place among them of each entry."""
    encoded = pc.fill_null(column, NOT_RECORDED).dictionary_encode().combine_chunks()
    found = encoded.dictionary.to_pylist()
    names = [t for t in CASEWORK_TYPES if t in found] + sorted(set(found) - set(CASEWORK_TYPES))
    places = np.array([names.index(name) for name in found], np.int64)
    return names, places[encoded.indices.to_numpy()]


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

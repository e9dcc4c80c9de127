"""Ages: how many cases were open at the end of each of some days, by how long they had been."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
from narwhals.typing import IntoFrame

from extracts.days import BLANK, number, numbers, timestamps
from extracts.working_days import previous_working_day
from metrics.backlog import AGE_BANDS
from metrics.clocks import GROUPS, Clock
from metrics.events import category
from metrics.frames import categories, cells


def ages(rows: IntoFrame, clock: Clock, *, days: Sequence[date], as_of: date) -> pd.DataFrame:
    """The backlog of several days, by age.

    rows, as_of: as for counts.counts(), and the same cases. days: none after as_of. Returns, for
    each unit and casework type that had a case open on one of the days, a row for each day: unit
    and casework_type (categories), day (datetime64[s]) and the columns of AGE_BANDS (int64): the
    cases open at its end, by calendar days since their start.
    """
    assert days, "the backlog of no day"
    assert max(days) <= as_of, "there are no figures after as_of"
    each = np.array(sorted({number(day) for day in days}))
    found = cells(rows, list(dict.fromkeys((*GROUPS, clock.starts, clock.stops))), clock.where)
    start, stop = numbers(found[clock.starts]), numbers(found[clock.stops])
    stop = np.where((stop != BLANK) & (stop <= number(as_of)), stop, number(as_of) + 1)
    kept = (start != BLANK) & (start <= each[-1]) & (stop > each[0]) & (stop >= start)
    found, start, stop = found.filter(pa.array(kept)), start[kept], stop[kept]
    (units, unit), (types, casework) = (categories(found[name]) for name in GROUPS)
    group, n = unit * len(types) + casework, found["n"].to_numpy()
    groups, group = np.unique(group, return_inverse=True)
    shape = len(groups), len(AGE_BANDS)
    tables = []
    for day in each:
        here = (start <= day) & (stop > day)
        band = np.searchsorted(list(AGE_BANDS.values()), day - start[here], side="right") - 1
        cell = group[here] * len(AGE_BANDS) + band
        tables.append(np.bincount(cell, n[here], minlength=shape[0] * shape[1]).reshape(shape))
    by_day = np.stack(tables, axis=1).reshape(-1, len(AGE_BANDS)).astype(np.int64)
    code = np.repeat(groups, len(each))
    return pd.DataFrame(
        {
            "unit": category(code // max(len(types), 1), units),
            "casework_type": category(code % max(len(types), 1), types),
            "day": timestamps(np.tile(each, len(groups))),
            **dict(zip(AGE_BANDS, by_day.T, strict=True)),
        }
    )


def total(found: pd.DataFrame) -> pd.DataFrame:
    """The rows of ages() added up by day: day and the columns of AGE_BANDS."""
    return found.groupby("day", as_index=False)[list(AGE_BANDS)].sum()


def working_days_to(day: date, n: int) -> list[date]:
    """The last n working days up to and with a day, or the one before it where it is none.

    >>> [f"{d:%a %d %b}" for d in working_days_to(date(2026, 11, 23), 3)]
    ['Thu 19 Nov', 'Fri 20 Nov', 'Mon 23 Nov']
    """
    found = [day]
    while len(found) < n:
        found.append(previous_working_day(found[-1]))
    return found[::-1]

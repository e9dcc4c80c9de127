"""The backlog: what is open on a day, how old it is, what is overdue and what falls due next."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from extracts.days import Days, number
from extracts.working_days import add_working_days
from metrics.events import Events, events

# Calendar days since the start, as column -> the first day of the band (docs/domain.md CHG-WIP; the
# bands are our assumption: 5 and 28 days are the charging standards).
AGE_BANDS = {
    "age_0_5": 0,
    "age_6_14": 6,
    "age_15_21": 15,
    "age_22_28": 22,
    "age_29_plus": 29,
}
BAND_WORDS = {
    "age_0_5": "0–5 days",
    "age_6_14": "6–14 days",
    "age_15_21": "15–21 days",
    "age_22_28": "22–28 days",
    "age_29_plus": "29 days or more",
}
SOON_WORKING_DAYS = 5


def backlog(counts: pd.DataFrame, *, as_of: date, by: Sequence[str] = ()) -> pd.DataFrame:
    """What is open at the end of as_of, for all cases or for each of their groups.

    counts: as counts() gives them with the same as_of, or some of those rows; by: some of
    "unit", "casework_type". Groups are those with any count, with noughts where none is open.

    Returns the `by` columns (categories) and

    - open; overdue: of those, due before as_of; due_today: due on as_of; due_soon: due later,
      up to the fifth working day after as_of. Cases without a due day are in `open` alone;
    - oldest_open_days: since the start, oldest_overdue_days: since the due day, both calendar
      days (Int64, blank where there is none);
    - age_0_5, age_6_14, age_15_21, age_22_28, age_29_plus: the open by calendar days since the
      start.
    """
    entries = events(counts, by)
    today, soon = number(as_of), number(soon_until(as_of))
    is_open, owed = entries.only("open"), entries.only("due", "open")
    overdue = owed.where(owed.day < today)
    age = today - is_open.day
    band = np.searchsorted(list(AGE_BANDS.values()), age, side="right") - 1
    return entries.labels.assign(
        open=_sum(is_open),
        overdue=_sum(overdue),
        due_today=_sum(owed.where(owed.day == today)),
        due_soon=_sum(owed.where((owed.day > today) & (owed.day <= soon))),
        oldest_open_days=_oldest(is_open, today),
        oldest_overdue_days=_oldest(overdue, today),
        **dict(zip(AGE_BANDS, is_open.table(band, len(AGE_BANDS)).T, strict=True)),
    )


def _sum(some: Events) -> Days:
    return some.table(np.zeros(len(some.n), np.int64), 1).ravel()


def _oldest(some: Events, today: int) -> "pd.arrays.IntegerArray":
    """Days since the earliest day of each group, blank for a group without any."""
    earliest = np.full(len(some.labels), today + 1)
    np.minimum.at(earliest, some.group, some.day)
    return pd.arrays.IntegerArray(today - earliest, earliest > today)


def soon_until(as_of: date) -> date:
    """The last day on which a case is due soon.

    >>> soon_until(date(2026, 11, 20))  # a Friday
    datetime.date(2026, 11, 27)
    """
    return add_working_days(as_of, SOON_WORKING_DAYS)

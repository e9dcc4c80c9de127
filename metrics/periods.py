"""Periods: the days, weeks, months and years that figures are given for."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

import numpy as np

from extracts.days import BLANK, Days, day_of, number

Period: TypeAlias = Literal["day", "week", "month", "quarter", "financial_year", "all"]
PERIODS: tuple[str, ...] = get_args(Period)

# Months in a period, and the number of the first month of one (0 is January 1970).
MONTHS = {"month": (1, 0), "quarter": (3, 0), "financial_year": (12, 3)}
MONDAY = number(date(1970, 1, 5))


@dataclass(frozen=True, eq=False)
class Spans:
    """Spans of whole days that do not overlap, the earliest first; ends are the last days."""

    starts: Days
    ends: Days

    def __len__(self) -> int:
        return len(self.starts)

    def place(self, days: Days) -> Days:
        """Which span each day is in, -1 where it is in none."""
        span = np.searchsorted(self.starts, days, side="right") - 1
        ends = np.append(self.ends, BLANK)  # the end of span -1, which no day is up to
        return np.where(days <= ends[span], span, -1)

    def from_end(self, days: Days) -> Days:
        """The first span that has not ended before each day, len(self) where all have."""
        return np.searchsorted(self.ends, days, side="left")


def wanted(
    period: Period, first: date | None, last: date | None, *, days: Days, as_of: date
) -> Spans:
    """The periods from `first` to `last`; from the earliest of some days to as_of where not given.

    None is later than the one that holds as_of.
    """
    earliest = first or (day_of(days.min()) if len(days) else as_of)
    return spans(period, earliest, min(last or as_of, as_of))


def spans(period: Period, first: date, last: date) -> Spans:
    """The periods that hold first, last and the days between, each whole.

    Weeks begin on Monday, quarters in January, April, July and October, financial years on
    1 April. "all" is one span, of the days themselves. None where last is before first.
    """
    a, b = number(first), number(last)
    if b < a:
        return Spans(np.array([], np.int64), np.array([], np.int64))
    if period == "all":
        return Spans(np.array([a]), np.array([b]))
    if period in MONTHS:
        step, offset = MONTHS[period]
        months = np.array([a, b], "datetime64[D]").astype("datetime64[M]").astype(np.int64)
        begin, end = months - (months - offset) % step
        edges = np.arange(begin, end + step + 1, step).astype("datetime64[M]")
        edges = edges.astype("datetime64[D]").astype(np.int64)
    else:
        step = 7 if period == "week" else 1
        edges = np.arange(a - (a - MONDAY) % step, b + step + 1, step)
    kept = edges[:-1] <= b
    return Spans(edges[:-1][kept], edges[1:][kept] - 1)

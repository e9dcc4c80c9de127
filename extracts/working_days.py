"""Working days of England and Wales: which days they are, and how many lie between two.

Bank holidays are those of the `holidays` package, whose future years are rules rather than
announcements. What is counted, and from when, is for clocks.py.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

import holidays
import numpy as np
import pyarrow as pa

from extracts.days import Days, Flags, day_of, number
from extracts.errors import OutsideCalendar

FIRST_YEAR, LAST_YEAR = 2000, 2040

# What a start on a non-working day means; on a working day both give the same due day.
# "day 0": the start day is day 0, the next working day is day 1.
# "next working day": the clock starts on the next working day, which is day 0 (as numpy counts).
Start: TypeAlias = Literal["day 0", "next working day"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Calendar:
    """Every day from 1 January FIRST_YEAR to 31 December LAST_YEAR, as read-only arrays.

    first: the number of the first day. working: whether each day is a working day. ups, befores:
    how many working days there are up to and with each day, and before it. workdays: the numbers
    of the working days. Every method takes an array of day numbers, none of them BLANK, and
    raises OutsideCalendar where one lies outside.
    """

    first: int
    working: Flags
    ups: Days
    befores: Days
    workdays: Days

    def upto(self, days: Days) -> Days:
        """How many working days there are up to and with each day."""
        return self.ups[self._index(days)]

    def before(self, days: Days) -> Days:
        """How many working days there are before each day."""
        return self.befores[self._index(days)]

    def is_working(self, days: Days) -> Flags:
        """Whether each day is a working day."""
        return self.working[self._index(days)]

    def due(self, days: Days, n: int, start: Start) -> Days:
        """The day on which n working days end that start on each day; n is 0 or more."""
        assert n >= 0, "a limit cannot be negative"
        if start == "next working day":
            return self._nth(self.before(days) + n)
        return self._nth(self.upto(days) + n - 1) if n else days

    def elapsed(self, starts: Days, ends: Days, start: Start) -> Days:
        """Working days from each start to each end."""
        if start == "next working day":
            return self.before(ends) - self.before(starts)
        return self.upto(ends) - self.upto(starts)

    def _index(self, days: Days) -> Days:
        index = days - self.first
        outside = (index < 0) | (index >= len(self.working))
        if outside.any():
            raise OutsideCalendar(_outside(f"{day_of(days[outside][0]):%d/%m/%Y}"))
        return index

    def _nth(self, index: Days) -> Days:
        if len(index) and index.max() >= len(self.workdays):
            raise OutsideCalendar(_outside("a due day"))
        return self.workdays[index]


def _outside(what: str) -> str:
    return (
        f"Working days are known from {FIRST_YEAR} to {LAST_YEAR}; {what} is outside those years."
    )


@cache
def calendar() -> Calendar:
    """The one calendar, built at the first call."""
    first, last = number(date(FIRST_YEAR, 1, 1)), number(date(LAST_YEAR, 12, 31))
    days = np.arange(first, last + 1)
    working = np.is_busday(days.astype("datetime64[D]"), holidays=bank_holidays())
    ups = np.cumsum(working, dtype=np.int64)
    befores, workdays = ups - working, days[working]
    for array in (working, ups, befores, workdays):
        array.setflags(write=False)
    return Calendar(first=first, working=working, ups=ups, befores=befores, workdays=workdays)


@cache
def bank_holidays() -> tuple[date, ...]:
    """Bank holidays of England and Wales from Monday to Friday, in order.

    One that falls at a weekend is here by its substitute day, as GOV.UK publishes them.
    """
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return tuple(sorted(day for day in found if day.weekday() < 5))


def table() -> pa.Table:
    """The calendar for a join: day (date32), working (bool), upto and before (int32)."""
    this = calendar()
    days = np.arange(this.first, this.first + len(this.working), dtype=np.int32)
    return pa.table(
        {
            "day": pa.array(days).cast(pa.date32()),
            "working": pa.array(this.working),
            "upto": pa.array(this.ups.astype(np.int32)),
            "before": pa.array(this.befores.astype(np.int32)),
        }
    )


def is_working_day(day: date) -> bool:
    """Whether a day is neither a Saturday, a Sunday nor a bank holiday."""
    return bool(calendar().is_working(_one(day))[0])


def add_working_days(day: date, n: int, start: Start = "day 0") -> date:
    """The day on which n working days end that start on a day.

    >>> add_working_days(date(2026, 4, 2), 1)  # Thursday before Easter
    datetime.date(2026, 4, 7)
    >>> add_working_days(date(2026, 11, 21), 1)  # a Saturday
    datetime.date(2026, 11, 23)
    >>> add_working_days(date(2026, 11, 21), 1, "next working day")
    datetime.date(2026, 11, 24)
    """
    return day_of(calendar().due(_one(day), n, start)[0])


def working_days_between(a: date, b: date, start: Start = "day 0") -> int:
    """Working days from a to b, fewer than 0 where b is earlier.

    "day 0" counts those after a up to and with b; "next working day" those from a to before b.
    """
    return int(calendar().elapsed(_one(a), _one(b), start)[0])


def previous_working_day(day: date) -> date:
    """The last working day before a day."""
    this = calendar()
    index = int(this.before(_one(day))[0]) - 1
    if index < 0:
        raise OutsideCalendar(_outside("the working day before it"))
    return day_of(this.workdays[index])


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    return add_working_days(day, 1, "day 0")


def _one(day: date) -> Days:
    return np.array([number(day)])

"""Limits: by when a clock should have stopped, given the day it started.

The clocks that use them are declared with clocks.py; the days of a period are in periods.py.
"""
# ruff: noqa: D102 - what a limit's methods do is said once, on Limit

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.days import BLANK, Days, numbers
from extracts.working_days import Start, calendar

DayType: TypeAlias = Literal["calendar", "working"]
Columns: TypeAlias = Mapping[str, pa.ChunkedArray]


class Limit:
    """How a start day becomes a due day."""

    @property
    def counting(self) -> tuple[DayType, Start]:
        """Which days are counted and, for working days, from when (working_days.py)."""
        return "calendar", "day 0"

    def inner(self) -> tuple["Limit", ...]:
        """The limits that this one chooses between."""
        return ()

    def fields(self) -> tuple[str, ...]:
        """The columns that the due day depends on, beside the start day."""
        return tuple(dict.fromkeys(f for limit in self.inner() for f in limit.fields()))

    def due(self, starts: Days, columns: Columns) -> Days:
        """The due day of each start day, BLANK where there is none; columns as long as starts."""
        raise AssertionError(f"{type(self).__name__} has no due day")

    def says(self) -> str:
        """The limit in words."""
        raise AssertionError(f"{type(self).__name__} does not say what it is")


@dataclass(frozen=True)
class CalendarDays(Limit):
    """n calendar days: the start day is day 0, due on day n."""

    n: int

    def due(self, starts: Days, columns: Columns) -> Days:
        return starts + self.n

    def says(self) -> str:
        return f"{self.n} calendar day{'s' * (self.n != 1)}"


@dataclass(frozen=True)
class WorkingDays(Limit):
    """n working days, by one of the two conventions for a start at a weekend or bank holiday."""

    n: int
    start: Start = "day 0"

    @property
    def counting(self) -> tuple[DayType, Start]:
        return "working", self.start

    def due(self, starts: Days, columns: Columns) -> Days:
        return calendar().due(starts, self.n, self.start)

    def says(self) -> str:
        return f"{self.n} working day{'s' * (self.n != 1)}"


@dataclass(frozen=True)
class NoLimit(Limit):
    """No due day: nothing is on time, late or overdue."""

    def due(self, starts: Days, columns: Columns) -> Days:
        return np.full(len(starts), BLANK)

    def says(self) -> str:
        return "no limit"


@dataclass(frozen=True)
class DueOn(Limit):
    """The due day that the row gives; where it is blank, that of another limit, or none."""

    field: str
    otherwise: Limit | None = None

    @property
    def counting(self) -> tuple[DayType, Start]:
        return (self.otherwise or NoLimit()).counting

    def inner(self) -> tuple[Limit, ...]:
        return (self.otherwise or NoLimit(),)

    def fields(self) -> tuple[str, ...]:
        return (self.field, *super().fields())

    def due(self, starts: Days, columns: Columns) -> Days:
        given = numbers(columns[self.field])
        (otherwise,) = self.inner()
        return np.where(given != BLANK, given, otherwise.due(starts, columns))

    def says(self) -> str:
        (otherwise,) = self.inner()
        return f"the day in {self.field}; where that is blank, {otherwise.says()}"


@dataclass(frozen=True)
class ByValue(Limit):
    """A limit for each value of a column; no due day for any other value, nor for a blank."""

    field: str
    limits: Mapping[str | bool, Limit] = dataclasses.field(hash=False)

    def __post_init__(self) -> None:
        ways = {limit.counting for limit in self.limits.values()}
        assert len(ways) == 1, f"{self.field}: its limits count days in different ways"

    @property
    def counting(self) -> tuple[DayType, Start]:
        return self.inner()[0].counting

    def inner(self) -> tuple[Limit, ...]:
        return tuple(self.limits.values())

    def fields(self) -> tuple[str, ...]:
        return (self.field, *super().fields())

    def due(self, starts: Days, columns: Columns) -> Days:
        days = np.full(len(starts), BLANK)
        for value, limit in self.limits.items():
            same = pc.fill_null(pc.equal(columns[self.field], pa.scalar(value)), False)
            days = np.where(same.to_numpy(), limit.due(starts, columns), days)
        return days

    def says(self) -> str:
        each = [f"{limit.says()} where {self.field} is {v}" for v, limit in self.limits.items()]
        return "; ".join(each)

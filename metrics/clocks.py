"""Clocks: whose time runs, from which day to which, and by when it should have stopped.

Only the declaration is here; counts.py counts what a clock gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import narwhals as nw
import numpy as np

from extracts.days import BLANK, Days
from extracts.extract import Extract
from extracts.fields import Field
from extracts.kinds import Choice, Date, YesNo
from extracts.registry import EXTRACTS
from extracts.text_kinds import Text
from extracts.working_days import calendar
from metrics.limits import (
    ByValue,
    CalendarDays,
    Columns,
    DayType,
    DueOn,
    Limit,
    NoLimit,
    WorkingDays,
)

__all__ = [
    "ByValue",
    "CalendarDays",
    "Clock",
    "DueOn",
    "Limit",
    "NoLimit",
    "Where",
    "WorkingDays",
]

Holder: TypeAlias = Literal["CPS", "police", "CPS and police"]

GROUPS = ("unit", "casework_type")  # what every count is by


@dataclass(frozen=True)
class Where:
    """Which rows are counted: those with one of some values, or those with (without) a value."""

    field: str
    one_of: tuple[str | bool, ...] = ()
    blank: bool | None = None

    def __post_init__(self) -> None:
        assert bool(self.one_of) != (self.blank is not None), f"{self.field}: one_of or blank"

    def expression(self) -> nw.Expr:
        """The same as a Narwhals expression; a blank is none of the values."""
        column = nw.col(self.field)
        if self.blank is None:
            return column.is_in(list(self.one_of))
        return column.is_null() if self.blank else ~column.is_null()


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Rows of an extract whose time runs from one of their days to another.

    where: conditions that all hold. A row with a blank start has not started; one with a blank
    stop is still open. holder: who has the case while the clock runs. A clock of an extract in
    EXTRACTS checks itself against it; one of another frame (cases.py makes some) cannot.
    """

    extract: str
    where: tuple[Where, ...] = ()
    starts: str
    stops: str
    limit: Limit
    holder: Holder = "CPS"

    def __post_init__(self) -> None:
        if self.extract in EXTRACTS:
            _check(self, EXTRACTS[self.extract])

    @property
    def day_type(self) -> DayType:
        """Whether elapsed days are calendar or working days."""
        return self.limit.counting[0]

    def columns(self) -> list[str]:
        """The columns of the extract that counting needs."""
        tested = (w.field for w in self.where)
        names = (*GROUPS, self.starts, self.stops, *self.limit.fields(), *tested)
        return list(dict.fromkeys(names))

    def due(self, starts: Days, columns: Columns) -> Days:
        """The due day of each start day, BLANK where there is none.

        A due day that a row gives before its start (it can happen: a date that was not moved) is
        taken as the day before the start: the case is late from the outset, and no sooner.
        """
        due = self.limit.due(starts, columns)
        return np.where(due == BLANK, BLANK, np.maximum(due, starts - 1))

    def elapsed(self, starts: Days, stops: Days) -> Days:
        """Whole days from each start to each stop, in days of day_type."""
        day_type, start = self.limit.counting
        return calendar().elapsed(starts, stops, start) if day_type == "working" else stops - starts


def _check(clock: Clock, extract: Extract) -> None:
    missing = set(clock.columns()) - {f.name for f in extract.fields}
    assert not missing, f"{extract.key} has no {sorted(missing)}"
    limits = list(_all(clock.limit))
    for name in (clock.starts, clock.stops, *(x.field for x in limits if isinstance(x, DueOn))):
        assert isinstance(extract[name], Date), f"{extract.key}: {name} is not a date"
    tested = [(w.field, set(w.one_of)) for w in clock.where]
    tested += [(x.field, set(x.limits)) for x in limits if isinstance(x, ByValue)]
    for name, values in tested:
        strange = values - _possible(extract[name], values)
        assert not strange, f"{extract.key}: {name} is never {sorted(map(str, strange))}"


def _all(limit: Limit) -> Iterator[Limit]:
    yield limit
    for inner in limit.inner():
        yield from _all(inner)


def _possible(field: Field, values: set[str | bool]) -> set[str | bool]:
    if isinstance(field, Choice):
        return set(field.values)
    if isinstance(field, YesNo):
        return {True, False}
    return values if isinstance(field, Text) else set()

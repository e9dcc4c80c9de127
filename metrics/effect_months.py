"""The months before and after a start, and each unit's figures in them.

An action takes hold by and by, and cases that were under way at its start still fall due after it.
So the month of the start and what follows until two whole months are over are neither before nor
after (our assumption: SETTLING).
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from extracts.days import Days, Flags
from metrics.measure import Measure
from metrics.stretches import Floats

SETTLING = 2  # months from the start that are neither before nor after


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which months are before and which after, as numbers: 12 times the year, and the month."""

    start: int  # the month of the start: what is before it is before
    settled: int  # the first month after
    end: int  # the first month that is not over

    def of(self, months: Days) -> Days:
        """-1 for a month before, 1 for one after, 0 for what is neither."""
        after = (months >= self.settled) & (months < self.end)
        return np.where(months < min(self.start, self.end), -1, after.astype(np.int64))

    @property
    def settling(self) -> int:
        """How many months are neither before nor after."""
        return self.settled - self.start


@dataclass(frozen=True, eq=False, kw_only=True)
class Panel:
    """Figures of units (rows) by month (columns), every month from the first to the last.

    value, part, whole: as of series.series(); NaN where a month has no figure, or a small one.
    """

    units: tuple[str, ...]
    months: Days
    value: Floats
    part: Floats
    whole: Floats

    def only(self, units: Flags, months: Flags) -> "Panel":
        """Of some units and months; the other months stay, without figures."""
        left = np.where(months, self.value[units], np.nan)
        names = tuple(u for u, kept in zip(self.units, units, strict=True) if kept)
        return replace(
            self, units=names, value=left, part=self.part[units], whole=self.whole[units]
        )


def month_number(day: date) -> int:
    """The month of a day, as a number.

    >>> month_number(date(2026, 3, 1)) - month_number(date(2025, 12, 31))
    3
    """
    return day.year * 12 + day.month - 1


def month_begins(month: int) -> date:
    """The first day of a numbered month."""
    return date(month // 12, month % 12 + 1, 1)


def whole_months(started: date, until: date) -> int:
    """How many whole months there have been by the end of a day; none before the start.

    >>> whole_months(date(2026, 10, 5), date(2026, 11, 4))
    1
    """
    following = until.toordinal() + 1
    end = date.fromordinal(following)
    return max(month_number(end) - month_number(started) - (end.day < started.day), 0)


def span(started: date, until: date) -> Span:
    """The months of an action by its start and the last day of which the figures know."""
    start = month_number(started)
    over = date.fromordinal(until.toordinal() + 1)
    settled = start + SETTLING + (started.day > 1)
    return Span(start=start, settled=settled, end=month_number(over))


def panel(points: pd.DataFrame, measure: Measure) -> Panel:
    """Figures of units by month, from series.series() by unit; small ones are left out."""
    usable = ~points["small"].to_numpy(bool)
    if measure.denominator:
        usable &= points["whole"].to_numpy(np.float64) > 0
    names = sorted(points["unit"].astype(str).unique())
    unit = pd.Index(names).get_indexer(points["unit"].astype(str))
    period = points["period"].dt
    month = (period.year * 12 + period.month - 1).to_numpy(np.int64)
    months = np.arange(month.min(), month.max() + 1) if len(month) else month
    assert not points.duplicated(["unit", "period"]).any(), "a month of a unit comes twice"

    def by_month(column: str) -> Floats:
        found = np.full((len(names), len(months)), np.nan)
        values = points[column].to_numpy(np.float64, na_value=np.nan)
        found[unit, month - months[:1]] = np.where(usable, values, np.nan)
        return found

    return Panel(
        units=tuple(names),
        months=months,
        value=by_month("value"),
        part=by_month("part"),
        whole=by_month("whole"),
    )


def together(points: pd.DataFrame, measure: Measure, small_number: int) -> pd.DataFrame:
    """The months of all units taken together, as if they were one; arguments as for panel().

    Of days, the mean of the units' medians by their cases. A month is small by its sum.
    """
    whole = points["whole"] if measure.denominator else 1
    weighed = points.assign(
        value=points["value"] * whole,
        many=points["n_reviews"] if "n_reviews" in points else points["whole"],
    )
    names = ["value", "part", "whole", "many"]
    found = weighed.groupby("period", sort=True)[names].sum(min_count=1).reset_index()
    if measure.denominator:
        found["value"] = found["value"] / found["whole"].where(found["whole"] > 0)
        found["small"] = found["many"] < small_number
    else:
        found["small"] = False
    return found.assign(unit="every unit")

"""Lines: the points of many series end to end, in order, with what splits and what leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days, Flags
from metrics.events import groups
from metrics.stretches import Floats, runs


@dataclass(frozen=True, eq=False, kw_only=True)
class Lines:
    """Points in the order of their group and then period, one entry a point.

    labels: one row a group. step: how many step changes came before a point in its line; stretch:
    the line and step as one number, 0, 1, 2 ... kept: neither small nor left out.
    """

    frame: pd.DataFrame
    labels: pd.DataFrame
    group: Days
    value: Floats
    step: Days
    stretch: Days
    kept: Flags

    def first(self, n: int, *, of: Flags) -> Flags:
        """The points kept up to and with the nth of some of them, in each stretch."""
        before: Days = np.cumsum(of) - of
        begin, _ = runs(self.stretch, self.stretch)
        return self.kept & (before - before[begin] < n)

    def with_column(self, name: str, values: NDArray[Any]) -> "Lines":
        """The lines with one more column of the frame."""
        return replace(self, frame=self.frame.assign(**{name: values}))


def lines(points: pd.DataFrame, by: Sequence[str]) -> Lines:
    """Points as spc.judge() takes them, put in order."""
    group, labels = groups(points, by)
    order = np.lexsort((points["period"].to_numpy(), group))
    if (order[1:] < order[:-1]).any():
        points, group = points.iloc[order], group[order]
    frame = points.reset_index(drop=True)
    period = frame["period"].to_numpy()
    twice = (group[1:] == group[:-1]) & (period[1:] == period[:-1])
    assert not twice.any(), "a line has two points of one period"
    step = _steps(flags(frame, "starts_step"), group)
    new = (group[1:] != group[:-1]) | (step[1:] != step[:-1])
    return Lines(
        frame=frame,
        labels=labels,
        group=group,
        value=frame["value"].to_numpy(np.float64),
        step=step,
        stretch=np.cumsum(np.r_[False, new])[: len(group)],
        kept=~(flags(frame, "small") | flags(frame, "left_out")),
    )


def flags(frame: pd.DataFrame, name: str) -> Flags:
    """A column of flags; all False where the frame has none of that name."""
    return frame[name].to_numpy(bool) if name in frame else np.zeros(len(frame), bool)


def _steps(begins: Flags, group: Days) -> Days:
    """A step change at a line's first point changes nothing: there is nothing before it."""
    first, _ = runs(group, group)
    here = np.arange(len(group))
    count = np.cumsum(begins & (here != first))
    return count - count[first]


def steps_from(periods: "pd.Series[Any]", changes: Sequence[date]) -> Flags:
    """Where step changes begin: the first period on or after the day of each.

    periods: of one line, in order. A day after the last period begins nothing yet.
    """
    begins = np.zeros(len(periods), bool)
    place = np.searchsorted(
        periods.to_numpy().astype("datetime64[D]"), np.asarray(changes, "datetime64[D]")
    )
    begins[place[place < len(periods)]] = True
    return begins

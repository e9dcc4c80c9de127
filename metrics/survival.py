"""Survival: how long it takes, counting the cases that are still open (Kaplan and Meier, 1958).

A median of finished cases flatters a unit that leaves its slow ones open. Here a case that is
still open counts as one that has taken at least as long as it has run so far.
"""

from collections.abc import Sequence
from datetime import date
from statistics import NormalDist
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days, Flags
from metrics.events import groups

Shares: TypeAlias = NDArray[np.floating[Any]]

CURVE = ("days", "at_risk", "stopped", "still_open", "lower", "upper")
Z = NormalDist().inv_cdf(0.975)  # two-sided 95%
HALF = 0.5 + 1e-9  # a product that should be a half may be out in its last digits


def survival(
    lifetimes: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> pd.DataFrame:
    """The share still open after each number of days, for all cases or each of their groups.

    lifetimes: as lifetimes() gives them, or some of those rows. by: its columns of categories or
    text, also ones that were added to it (a half-year of receipt). first, last: of which months
    of start, by their first days; all where not given.

    Returns, by group and then day, the `by` columns (categories) and

    - days (int64): 0, 1, ... to the most that any case of the group has run;
    - at_risk (int64): cases that ran so long, stopped on that day or later or open still;
    - stopped (int64): those that stopped on that day;
    - still_open (0 to 1): the estimate of the share that runs longer than that;
    - lower, upper: its 95% interval, day by day, on the log-log scale (Greenwood's exponential
      form). NaN where nothing has stopped yet (still_open is 1), and where nothing is left (0).

    Without any case there is no row.
    """
    frame = lifetimes
    if first is not None:
        frame = frame[frame["started"] >= pd.Timestamp(first)]
    if last is not None:
        frame = frame[frame["started"] <= pd.Timestamp(last)]
    group, labels = groups(frame, by)
    days, n = frame["days"].to_numpy(np.int64), frame["n"].to_numpy(np.int64)
    width = int(days.max(initial=-1)) + 1
    shape = len(labels), width

    def table(of: Flags) -> Days:
        cell = group[of] * width + days[of]
        sums = np.bincount(cell, weights=n[of], minlength=shape[0] * width)
        return sums.astype(np.int64).reshape(shape)

    ended = table(np.ones(len(n), bool))
    at_risk = np.flip(np.flip(ended, 1).cumsum(1), 1)
    stopped = table(frame["stopped"].to_numpy(bool))
    inside = at_risk > 0  # a group's own days: all up to its longest
    each, day = np.nonzero(inside)
    found = labels.iloc[each].reset_index(drop=True)
    columns = (a[inside] for a in (at_risk, stopped, *_estimate(at_risk, stopped)))
    return found.assign(**dict(zip(CURVE, (day, *columns), strict=True)))


def _estimate(at_risk: Days, stopped: Days) -> tuple[Shares, Shares, Shares]:
    """Share still open, lower and upper, a row a group."""
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.cumprod((at_risk - stopped) / at_risk, axis=1)
        spread = np.cumsum(stopped / (at_risk * (at_risk - stopped)), axis=1)
        log = np.log(left)
        error = Z * np.sqrt(spread / log**2)
        return left, np.exp(log * np.exp(error)), np.exp(log * np.exp(-error))


def medians(curves: pd.DataFrame) -> pd.DataFrame:
    """Within how many days half of the cases of each group stopped, counting the open ones.

    curves: as survival() gives them, whole groups. Returns a row a group, in their order, with
    the columns grouped by and n (int64, its cases), open (int64, of those, still open), last
    (int64, the most days that any has run) and median, lower, upper (Int64): the first day on
    which the estimate, and either end of its interval, is a half or less. Blank where that is
    not reached. lower is not later than the median, also where the interval has no value.
    """
    start = _starts(curves)
    end = np.append(start[1:], len(curves))
    n = curves["at_risk"].to_numpy()[start]
    stopped = np.append(0, curves["stopped"].to_numpy().cumsum())
    left = curves["still_open"]
    return _labels(curves, start).assign(
        n=n,
        open=n - (stopped[end] - stopped[start]),
        last=end - start - 1,
        median=_reached(left, start, end),
        lower=_reached(curves["lower"].fillna(left), start, end),
        upper=_reached(curves["upper"], start, end),
    )


def finished_within(curves: pd.DataFrame, days: int) -> pd.DataFrame:
    """The share of each group that stopped within some days, counting the open ones.

    curves: as survival() gives them, whole groups. Returns a row a group, in their order, with
    the columns grouped by and finished (0 to 1), lower and upper (its 95% interval, NaN as in
    survival()). All NaN where no case has run so long and some are open: nobody knows yet.
    """
    assert days >= 0, "a case cannot stop before it starts"
    start = _starts(curves)
    end = np.append(start[1:], len(curves)) - 1
    at = np.minimum(start + days, end)
    found = 1 - curves[["still_open", "upper", "lower"]].to_numpy()[at]
    found[(start + days > end) & (found[:, 0] < 1)] = np.nan
    return _labels(curves, start).assign(finished=found[:, 0], lower=found[:, 1], upper=found[:, 2])


def _starts(curves: pd.DataFrame) -> Days:
    """Where each group begins: its days begin at 0."""
    return np.flatnonzero(curves["days"] == 0)


def _labels(curves: pd.DataFrame, start: Days) -> pd.DataFrame:
    by = [name for name in curves if name not in CURVE]
    return curves[by].iloc[start].reset_index(drop=True)


def _reached(share: "pd.Series[float]", start: Days, end: Days) -> "pd.Series[int]":
    """The first day of each group on which a share is a half or less."""
    at = np.append(np.flatnonzero(share <= HALF), len(share))
    first = at[np.searchsorted(at, start)]
    return pd.Series(first - start, dtype="Int64").where(first < end)

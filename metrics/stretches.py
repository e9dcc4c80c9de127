"""Stretches: points of one line between two step changes, many lines end to end in one array.

Every array here is as long as there are points; `stretch` gives each point's, 0, 1, 2 ... in order.
"""

import math
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extracts.days import Days

Floats: TypeAlias = NDArray[np.float64]


def means(values: Floats, stretch: Days, size: int) -> Floats:
    """The mean of each of `size` stretches over the values that are not NaN; NaN without any.

    A constant line must lie on its own mean, or every point of it would be a signal: see _mean().
    """
    there = ~np.isnan(values)
    kept, of = values[there].tolist(), stretch[there]
    edges = np.searchsorted(of, np.arange(size + 1)).tolist()
    return np.array(
        [_mean(kept[a:b]) if b > a else math.nan for a, b in pairwise(edges)], np.float64
    )


def _mean(values: list[float]) -> float:
    """The exact mean: math.fsum() is exact, and what its division rounds off is added back.

    numpy's mean of 15 times 0.1 is one unit of the last place off; so is fsum's of 13 times 0.4.
    """
    n = len(values)
    first = math.fsum(values) / n
    return first + math.fsum([*values, *[-first] * n]) / n


def changes(values: Floats, stretch: Days) -> Floats:
    """Each value less the one before it in its stretch; NaN for the first, and beside a NaN."""
    found = np.full(len(values), np.nan)
    if len(values):
        found[1:] = np.where(stretch[1:] == stretch[:-1], np.diff(values), np.nan)
    return found


def runs(state: NDArray[Any], stretch: Days) -> tuple[Days, Days]:
    """Of each point, the place where its run of equal states began, and how long the run is."""
    if not len(state):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    begins = np.r_[True, (state[1:] != state[:-1]) | (stretch[1:] != stretch[:-1])]
    number = np.cumsum(begins) - 1
    starts = np.flatnonzero(begins)
    return starts[number], np.diff(np.r_[starts, len(state)])[number]


def sides(values: Floats, of: Floats) -> Days:
    """1 above, -1 below, 0 on it or where either is NaN."""
    return np.nan_to_num(np.sign(values - of)).astype(np.int64)


def following(values: NDArray[Any]) -> NDArray[Any]:
    """What each point's next one has; 0 or False for the last."""
    return np.append(values[1:], values.dtype.type(0))[: len(values)]

"""Quantiles of values that come with counts, exact and all groups at once.

Engines disagree on medians (pyarrow's is approximate without a word), so they are finished here.
"""

import numpy as np
from numpy.typing import NDArray

from extracts.days import Days
from metrics.sums import summed


def quantiles(
    group: Days, value: Days, n: Days, *, size: int, at: tuple[float, ...]
) -> list[NDArray[np.float64]]:
    """For each share in `at`, the quantile of every group 0 .. size - 1, NaN for an empty one.

    group, value, n: n items of a group have a value; n is 1 or more. The median is the middle
    value, or the mean of the middle two; others are interpolated in the same way between the
    two values nearest (numpy's "linear", the seventh definition of Hyndman and Fan, 1996).
    """
    (group, value), n = summed([group, value], n)
    reached = np.cumsum(n)
    total = np.bincount(group, weights=n, minlength=size).astype(np.int64)
    before = np.cumsum(total) - total
    filled = total > 0
    found = []
    for share in at:
        place = (total[filled] - 1) * share
        low = np.floor(place).astype(np.int64)
        high = np.minimum(low + 1, total[filled] - 1)
        # the item at place k of a group is the first that `reached` passes
        lower, upper = (
            value[np.searchsorted(reached, before[filled] + k, side="right")] for k in (low, high)
        )
        result = np.full(size, np.nan)
        result[filled] = lower + (upper - lower) * (place - low)
        found.append(result)
    return found

"""Moving ranges: how much lines change from one point to the next."""

import numpy as np

from extracts.days import Days, Flags
from metrics.stretches import Floats, changes, means

SCREEN = 3.267  # a range of this many averages or more is out of the ordinary (Nelson, 1982)


def average_ranges(values: Floats, stretch: Days, base: Flags, *, screened: bool) -> Floats:
    """The average change from point to point of each stretch, NaN where it has none.

    Points that are not of the base are passed over: their neighbours make a change. A missing
    value (NaN) is not: there is no change to it, nor from it. screened: changes of SCREEN averages
    or more are left out, once; one of nought never is, or nothing would be left of a constant line.
    """
    size = int(stretch[-1]) + 1 if len(stretch) else 0
    of = stretch[base]
    ranges = np.abs(changes(values[base], of))
    average = means(ranges, of, size)
    if screened:
        usual = (ranges < SCREEN * average[of]) | (ranges == 0)
        average = means(np.where(usual, ranges, np.nan), of, size)
    return average

"""The first months of the data, which lack what began before the data does."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from extracts.days import Flags
from metrics.measure import Measure

FILLING = 3  # months; our assumption: most cases are over within that time


def filling(measure: Measure, points: pd.DataFrame, by: Sequence[str] = ()) -> Flags:
    """The months of each line in which the data was still filling up (boolean, a row a point).

    points: by group and then period, months, with whole. by: the columns that tell lines apart.
    None of a measure that does not fill up. A line's months count from its first with anything.
    """
    if not measure.fills_up or points.empty:
        return np.zeros(len(points), bool)
    of = [points[name] for name in by] or [pd.Series(0, points.index)]
    begun = points["whole"].groupby(of, observed=True).cumsum() > 0
    return np.asarray(begun.groupby(of, observed=True).cumsum() <= FILLING)

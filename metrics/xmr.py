"""Limits of XmR charts: the average, and 2.66 times the average change from point to point.

The method and its constants are those of NHSRplotthedots 0.2.2, whose figures are in tests/golden.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from extracts.days import Days, Flags
from metrics.moving_ranges import average_ranges
from metrics.stretches import Floats, means

WIDTH = 2.66  # average moving ranges from the mean to a limit
NEAR = 2 * (WIDTH / 3)  # and to the last third before it


@dataclass(frozen=True, eq=False, kw_only=True)
class Limits:
    """Of each point: the average, the limits, and where the last third before each begins.

    NaN throughout a stretch that has no average, or no two neighbours to make a range of.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats

    def at(self, points: Flags) -> "Limits":
        """The limits of some of the points."""
        return self._each(lambda column: column[points])

    def only(self, points: Flags) -> "Limits":
        """The limits with NaN at all other points."""
        return self._each(lambda column: np.where(points, column, np.nan))

    def where(self, points: Flags, others: "Limits") -> "Limits":
        """These limits at some of the points, and other ones elsewhere."""
        return Limits(
            **{
                f.name: np.where(points, getattr(self, f.name), getattr(others, f.name))
                for f in fields(self)
            }
        )

    def _each(self, change: Callable[[Floats], Floats]) -> "Limits":
        return Limits(**{f.name: change(getattr(self, f.name)) for f in fields(self)})


def xmr_limits(values: Floats, stretch: Days, base: Flags, *, screened: bool) -> Limits:
    """The limits of each stretch, over the points of it that are its base.

    values: NaN where a value is missing. Which ranges count is said in average_ranges(). The limits
    of a constant line are its mean.
    """
    size = int(stretch[-1]) + 1 if len(stretch) else 0
    mean = means(values[base], stretch[base], size)
    average = average_ranges(values, stretch, base, screened=screened)
    return Limits(
        mean=mean[stretch],
        lower=(mean - WIDTH * average)[stretch],
        upper=(mean + WIDTH * average)[stretch],
        near_lower=(mean - NEAR * average)[stretch],
        near_upper=(mean + NEAR * average)[stretch],
    )

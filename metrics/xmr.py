"""Limits of XmR charts: the average, and 2.66 times the average change from point to point.

The method and its constants are those of NHSRplotthedots 0.2.2, whose figures are in tests/golden.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from metrics.days import Days, Flags
from metrics.stretches import Floats, changes, means

WIDTH = 2.66  # average moving ranges from the mean to a limit
NEAR = 2 * (WIDTH / 3)  # and to the last third before it
SCREEN = 3.267  # a moving range of this many averages or more is out of the ordinary


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

    values: NaN where a value is missing, which makes the ranges on both sides of it missing.
    Points that are not of the base are passed over, so that their neighbours make a range. One
    pass of screening, where asked for; where it would leave nothing the ranges are all nought,
    and so is their average (a constant line: its limits are its mean).
    """
    size = int(stretch[-1]) + 1 if len(stretch) else 0
    of, kept = stretch[base], values[base]
    mean = means(kept, of, size)
    ranges = np.abs(changes(kept, of))
    average = means(ranges, of, size)
    if screened:
        usual = ranges < SCREEN * average[of]
        average = np.where(average == 0, 0.0, means(np.where(usual, ranges, np.nan), of, size))
    lower, upper = mean - WIDTH * average, mean + WIDTH * average
    near_lower, near_upper = mean - NEAR * average, mean + NEAR * average
    return Limits(
        mean=mean[stretch],
        lower=lower[stretch],
        upper=upper[stretch],
        near_lower=near_lower[stretch],
        near_upper=near_upper[stretch],
    )

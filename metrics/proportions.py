"""Limits of p, p′ and I charts.

A p chart's limits follow from the denominators alone. Of large denominators that is too narrow:
cases are not independent throws of a coin. A p′ chart (Laney, 2002) widens, or narrows, them by the
variation there is from point to point. The formulas are those of qicharts2 0.8.1, whose figures are
in tests/golden.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from extracts.days import Days, Flags
from metrics.grid import share
from metrics.moving_ranges import average_ranges
from metrics.stretches import Floats, means

D2 = 1.128  # the average range of two normal values, in standard deviations (to three places)
THREE = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class SigmaLimits:
    """Of each point: the centre line, and the standard deviation that its limits are made of.

    NaN where there is none. least, most: values that no limit goes beyond.
    """

    centre: Floats
    sigma: Floats
    least: float = field(default=-np.inf)
    most: float = field(default=np.inf)

    def at(self, sigmas: float) -> tuple[Floats, Floats]:
        """The lower and upper limits so many standard deviations from the centre; 2 is near."""
        low, high = self.beyond(sigmas)
        return np.maximum(low, self.least), np.minimum(high, self.most)

    def beyond(self, sigmas: float) -> tuple[Floats, Floats]:
        """The same, as if there were no such values."""
        return self.centre - sigmas * self.sigma, self.centre + sigmas * self.sigma

    @cached_property
    def lower(self) -> Floats:
        """The lower limit."""
        return self.at(THREE)[0]

    @cached_property
    def upper(self) -> Floats:
        """The upper limit."""
        return self.at(THREE)[1]


def p_limits(part: Floats, whole: Floats, stretch: Days, base: Flags) -> SigmaLimits:
    """The limits of shares, of each point by its own denominator.

    part, whole: counts, a point each; a point with either missing (NaN), or with whole 0, has no
    limits and takes no part in others'. stretch: 0, 1, 2 ... in order, the points that have one
    centre. base: the points that the centre is made of; the others have limits all the same.
    """
    return _shares(part, whole, stretch, base)[0]


def p_prime_limits(
    part: Floats, whole: Floats, stretch: Days, base: Flags, *, screened: bool
) -> SigmaLimits:
    """The limits of shares, as of p_limits(), by the variation that there is from point to point.

    The unit of that variation is the p chart's own sigma: a stretch in which every change from
    point to point is nought has no width. Two neighbours of the base are needed, or there are no
    limits. screened: changes out of the ordinary are left out of it, as in average_ranges().
    """
    p, rate = _shares(part, whole, stretch, base)
    apart = rate - p.centre
    # all of a base at 0% or 100%: no variation, rather than nought by nought
    z = np.divide(apart, p.sigma, out=apart.copy(), where=p.sigma > 0)
    spread = average_ranges(z, stretch, base, screened=screened) / D2
    return SigmaLimits(centre=p.centre, sigma=p.sigma * spread[stretch], least=0, most=1)


def i_limits(values: Floats, stretch: Days, base: Flags, *, screened: bool) -> SigmaLimits:
    """The limits of any values (NaN: missing): the same for all points of a stretch."""
    centre = means(values[base], stretch[base], _size(stretch))[stretch]
    spread = average_ranges(values - centre, stretch, base, screened=screened) / D2
    return SigmaLimits(centre=centre, sigma=spread[stretch])


def _shares(part: Floats, whole: Floats, stretch: Days, base: Flags) -> tuple[SigmaLimits, Floats]:
    """The limits of a p chart, and the shares themselves."""
    there = ~np.isnan(part) & (whole > 0)
    used = there & base
    size, of = _size(stretch), stretch[used]
    total, of_all = (np.bincount(of, n[used], minlength=size) for n in (part, whole))
    centre = share(total, of_all)[stretch]
    assert not (centre > 1).any(), "a part is larger than its whole"
    sigma = np.sqrt(share(centre * (1 - centre), np.where(there, whole, np.nan)))
    rate = share(part, np.where(there, whole, np.nan))
    return SigmaLimits(centre=centre, sigma=sigma, least=0, most=1), rate


def _size(stretch: Days) -> int:
    return int(stretch[-1]) + 1 if len(stretch) else 0

"""The limits of each line by the kind of chart that suits it."""

from typing import Literal, TypeAlias, get_args

import numpy as np

from metrics.days import Flags
from metrics.lines import Lines
from metrics.proportions import p_limits, p_prime_limits
from metrics.stretches import Floats
from metrics.xmr import Limits, xmr_limits

Chart: TypeAlias = Literal["XmR", "P", "P′"]
CHARTS: tuple[str, ...] = get_args(Chart)

# Where the largest month has this many times the cases of the smallest, an XmR chart of shares
# finds more points outside its limits than it should: in 4,000 simulated lines of 30 months, 0.27%
# with even months, 0.35% at 3 times, 0.6% at 8 times and 0.9% at 17; a P′ chart 0.27% throughout.
UNEVEN = 3
NEAR_SIGMAS = 2


def suited(of: Lines, *, is_share: bool) -> Lines:
    """The lines with a column chart: P′ for shares of uneven denominators, XmR for all others."""
    if not is_share:
        return of.with_column("chart", np.full(len(of.group), "XmR", object))
    size = len(of.labels)
    counted = of.kept & ~np.isnan(of.value)
    whole, group = of.frame["whole"].to_numpy(np.float64)[counted], of.group[counted]
    most, least = np.zeros(size), np.full(size, np.inf)
    np.maximum.at(most, group, whole)
    np.minimum.at(least, group, whole)
    uneven = (most >= UNEVEN * least) & (most > 0)
    return of.with_column("chart", np.where(uneven, "P′", "XmR").astype(object)[of.group])


def chart_limits(of: Lines, base: Flags, *, screened: bool) -> Limits:
    """Limits of every point, made of those of the base, by the chart that its line asks for."""
    found = xmr_limits(of.value, of.stretch, base, screened=screened)
    if "chart" not in of.frame:
        return found
    chart = of.frame["chart"].to_numpy()
    for kind in ("P", "P′"):
        here = chart == kind
        if not here.any():
            continue
        part, whole = (_numbers(of, name) for name in ("part", "whole"))
        base_here = base & here & ~np.isnan(of.value)
        if kind == "P":
            shares = p_limits(part, whole, of.stretch, base_here)
        else:
            shares = p_prime_limits(part, whole, of.stretch, base_here, screened=screened)
        near_lower, near_upper = shares.at(NEAR_SIGMAS)
        found = found.where(
            ~here,
            Limits(
                mean=shares.centre,
                lower=shares.lower,
                upper=shares.upper,
                near_lower=near_lower,
                near_upper=near_upper,
            ),
        )
    return found


def _numbers(of: Lines, name: str) -> Floats:
    return of.frame[name].to_numpy(np.float64, na_value=np.nan)

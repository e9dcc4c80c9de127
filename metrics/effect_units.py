"""How much each unit changed, and whether those with an action changed otherwise than the rest.

First each unit by itself: its level before and after by least squares with a trend of its own, that
is, segmented regression with one trend and a step (Wagner and others, 2002). Then unit against
unit: the changes of those that have the action against the changes, in the same months, of those
that have not. So how far units drift apart by themselves, from month to month, over months, or for
good, is seen in the units without the action and not in the noise of one line, and what befalls all
units alike drops out (Donald and Lang, 2007). Units with many cases say more: the variance of a
change is fitted as a constant and a part that falls with the number of cases (Ferman and Pinto,
2019), and is never less than that of the cases themselves, where a figure is a share of them
(Röver, Knapp and Friede, 2015).
"""

from dataclasses import dataclass, replace

import numpy as np

from extracts.days import Flags
from metrics.effect_months import Panel
from metrics.stretches import Floats

LEVEL = 0.95


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A difference with its interval at LEVEL, and how many standard errors it is from none."""

    difference: float
    low: float
    high: float
    t: float


def segmented(panel: Panel, side: Floats) -> tuple[Floats, Floats]:
    """Least squares of each unit's line: a level, a trend and a step, over its months with figures.

    side: -1 before, 1 after, 0 where a month is neither. Returns, by unit and month, the contrast
    that gives the step (the sum of contrast times figure; 0 where a month is not used) and what is
    left of each figure (0 where not used).
    """
    used = np.isfinite(panel.value) & (side != 0)
    contrast, left = np.zeros(used.shape), np.zeros(used.shape)
    for pattern in {row.tobytes(): row for row in used}.values():
        at = np.flatnonzero(pattern)
        cells = np.ix_((used == pattern).all(axis=1), at)
        design = np.column_stack([side[at] > 0, np.ones(len(at)), at - at.mean()])
        inverse = np.linalg.pinv(design)
        contrast[cells] = inverse[0]
        lines = panel.value[cells]
        left[cells] = lines - lines @ inverse.T @ design.T
    return contrast, left


def common(value: Floats, has: Flags, side: Floats) -> Floats:
    """What moved all units without the action in each month; NaN where none of them has a figure.

    Least squares with a level and a trend of each unit. Only where months are missing does it
    matter to take it off: else it drops out by itself.
    """
    others = value[~has]
    known = np.isfinite(others) & (side != 0)
    unit, month = np.nonzero(known)
    if known[:, side != 0].all() and np.isfinite(value[has][:, side != 0]).all():
        return np.zeros(value.shape[1])
    level, along = np.eye(len(others))[unit], (month - month.mean())[:, None]
    design = np.hstack([np.eye(len(side))[month], level, level * along])
    fitted = np.linalg.lstsq(design, others[known], rcond=None)[0][: len(side)]
    return np.where(known.any(axis=0), fitted, np.nan)


def against(panel: Panel, has: Flags, side: Floats, *, of_cases: bool) -> Estimate | None:
    """The change of the units that have the action less that of the others.

    panel: units with enough months of both sides. of_cases: whether a figure is a share of cases,
    each of which is in time or not. None where nothing varies.
    """
    from statsmodels.regression.linear_model import WLS  # not for every page that starts

    value = panel.value - common(panel.value, has, side)
    panel = replace(panel, value=value)
    contrast, left = segmented(panel, side)
    change = np.sum(contrast * np.nan_to_num(value), axis=1)
    variance = _variance(panel, contrast, left)
    design = np.column_stack([has, np.ones(len(has))]).astype(float)
    fit = WLS(change, design, weights=1 / variance).fit()
    error = float(fit.bse[0])
    if of_cases:
        error = max(error, _of_cases(panel, contrast, variance, has))
    difference = float(fit.params[0])
    if error < 1e-9:  # rounding: no unit differs from another
        return None
    return estimate(difference, error, float(fit.df_resid))


def estimate(difference: float, error: float, freedom: float) -> Estimate:
    """The interval of a difference by its standard error and degrees of freedom."""
    from scipy.special import stdtrit

    reach = float(stdtrit(freedom, (1 + LEVEL) / 2)) * error
    return Estimate(
        difference=difference, low=difference - reach, high=difference + reach, t=difference / error
    )


def _variance(panel: Panel, contrast: Floats, left: Floats) -> Floats:
    """The variance of each unit's change, to a factor: fitted to what is left of each month."""
    from scipy.optimize import nnls

    used = contrast != 0
    cases = np.where(used & (panel.whole > 0), panel.whole, np.inf)
    left = left - np.sum(left, axis=0) / np.maximum(used.sum(axis=0), 1)
    table = np.column_stack([np.ones(used.sum()), 1 / cases[used]])
    constant, by_case = nnls(table, left[used] ** 2)[0]
    found = np.sum(contrast**2 * (constant + by_case / cases), axis=1)
    return found / found.max() if found.min() > 0 else np.ones(len(found))


def _of_cases(panel: Panel, contrast: Floats, variance: Floats, has: Flags) -> float:
    """The standard error that cases alone make: each is in time or not, as by a throw."""
    used = contrast != 0
    mean = np.nansum(np.where(used, panel.part, 0)) / np.nansum(np.where(used, panel.whole, 0))
    whole = np.where(used, panel.whole, 1.0)
    each = np.sum(contrast**2 * mean * (1 - mean) / whole, axis=1)
    total = 0.0
    for group in (has, ~has):
        weight = 1 / variance[group] / np.sum(1 / variance[group])
        total += float(np.sum(weight**2 * each[group]))
    return float(np.sqrt(total))

"""What a group of units did before and after a start, in one figure with what it is out of."""

from dataclasses import dataclass

import numpy as np

from extracts.days import Flags
from metrics.effect_months import Panel
from metrics.measure import Measure
from metrics.stretches import Floats


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One figure of several months and units.

    figure: a share from 0 to 1 of all of them; days: the mean of the monthly medians, by cases; a
    count: the mean of the months' totals. numerator: None but for a share of cases. denominator:
    what it is out of; None for a count. months: how many have a figure.
    """

    figure: float
    numerator: int | None
    denominator: int | None
    months: int


def figures(measure: Measure, data: Panel, units: Flags, months: Flags) -> Figures | None:
    """The figure of some units in some months; None where there is nothing."""
    known = np.isfinite(data.value) & units[:, None] & months
    if not known.any():
        return None
    n = int(known.any(axis=0).sum())
    if not measure.denominator:
        mean = float(np.sum(data.value[known])) / n
        return Figures(figure=mean, numerator=None, denominator=None, months=n)
    whole = data.whole[known]
    part = data.part[known]
    total = int(whole.sum())
    if np.isfinite(part).all():
        done = int(part.sum())
        return Figures(figure=done / total, numerator=done, denominator=total, months=n)
    mean = float(np.sum(data.value[known] * whole)) / total
    return Figures(figure=mean, numerator=None, denominator=total, months=n)


def level(measure: Measure, data: Panel, before: Flags) -> Floats:
    """What each unit's change is measured in: 1 for a share, else its own mean before.

    Units differ in how many cases they hold and how long they take, so days and counts are compared
    in proportion. NaN where that mean is nothing.
    """
    if measure.shown_as == "share":
        return np.ones(len(data.units))
    known = np.isfinite(data.value) & before
    total = np.sum(np.where(known, data.value, 0), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / known.sum(axis=1)
    return np.where(mean > 0, mean, np.nan)

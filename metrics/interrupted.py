"""One line interrupted by a start, with nothing beside it to compare: a step and a trend.

Months that follow one another are alike, and by how much is not known. With some thirty months any
one estimate of it is too sure of itself (Turner and others, 2021), so every likeness is tried, and
each counts by how well it fits (Zellner and Tiao, 1964): the interval is that of the mixture.
"""

from dataclasses import dataclass

import numpy as np

from metrics.effect_units import LEVEL, Estimate
from metrics.stretches import Floats

LIKENESS = np.linspace(0.0, 0.9, 19)  # of a month to the one before it: first-order, from none


@dataclass(frozen=True, eq=False, kw_only=True)
class Fit:
    """A regression: coefficients, their standard errors, degrees of freedom, how well it fits.

    likelihood: the restricted log likelihood, to a constant.
    """

    coefficients: Floats
    errors: Floats
    freedom: float
    likelihood: float


def regression(line: Floats, design: Floats, months: Floats, likeness: float) -> Fit:
    """Least squares where months are alike: correlated by likeness to the power of their distance.

    likeness 0 is ordinary least squares.
    """
    from statsmodels.regression.linear_model import GLS  # not for every page that starts

    alike = np.power(likeness, np.abs(months[:, None] - months))  # 0 to the power of 0 is 1
    fit = GLS(line, design, sigma=alike).fit()
    freedom = float(fit.df_resid)
    tight = np.linalg.slogdet(alike)[1] - np.linalg.slogdet(fit.normalized_cov_params)[1]
    likelihood = -(tight + freedom * np.log(fit.ssr)) / 2 if fit.ssr > 0 else -np.inf
    return Fit(
        coefficients=fit.params, errors=fit.bse, freedom=freedom, likelihood=float(likelihood)
    )


def interrupted(line: Floats, side: Floats) -> Estimate | None:
    """The step of one line; None where nothing varies about the trend and the step.

    side: -1 before, 1 after; 0 or a missing figure leaves a month out.
    """
    from scipy.optimize import brentq
    from scipy.special import stdtr

    months = np.flatnonzero((side != 0) & np.isfinite(line)).astype(float)
    at = months.astype(int)
    design = np.column_stack([side[at] > 0, np.ones(len(at)), months - months.mean()])
    fits = [regression(line[at], design, months, likeness) for likeness in LIKENESS]
    likely = np.array([fit.likelihood for fit in fits])
    middle = np.array([fit.coefficients[0] for fit in fits])
    error = np.array([fit.errors[0] for fit in fits])
    if error.max() < 1e-9 or not np.isfinite(likely).all():
        return None
    weight = np.exp(likely - likely.max())
    weight /= weight.sum()
    freedom = fits[0].freedom

    def below(value: float) -> float:
        return float(np.sum(weight * stdtr(freedom, (value - middle) / error)))

    far = float(np.max(np.abs(middle) + 100 * error))
    low, high = (
        float(brentq(lambda v, p=p: below(v) - p, -far, far))
        for p in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    difference = float(np.sum(weight * middle))
    spread = float(np.sqrt(np.sum(weight * (error**2 + (middle - difference) ** 2))))
    return Estimate(difference=difference, low=low, high=high, t=difference / spread)

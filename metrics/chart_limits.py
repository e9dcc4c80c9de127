"""The limits of each line by the kind of chart that suits it."""

from typing import Literal, TypeAlias, get_args

import numpy as np
import pandas as pd

from extracts.days import Flags
from metrics import proportions
from metrics.lines import Lines
from metrics.stretches import Floats
from metrics.xmr import Limits, xmr_limits

Chart: TypeAlias = Literal["XmR", "I", "P", "P′"]
CHARTS: tuple[str, ...] = get_args(Chart)

# Where the largest month has this many times the cases of the smallest, an XmR chart of shares
# finds more points outside its limits than it should: in 4,000 simulated lines of 30 months, 0.27%
# with even months, 0.35% at 3 times, 0.6% at 8 times and 0.9% at 17; a P′ chart 0.27% throughout.
UNEVEN = 3
NEAR_SIGMAS = 2
SHARE = ("whole", "part")


def suited(of: Lines) -> Lines:
    """The lines with a column chart: P′ for shares of uneven denominators, XmR for all others.

    Asked of each step by itself, so that what came before a step change has no say in what follows.
    A step of shares is one that has part and whole of every point that is judged.
    """
    if "part" not in of.frame:
        return of.with_column("chart", np.full(len(of.group), "XmR", object))
    size = int(of.stretch[-1]) + 1 if len(of.stretch) else 0
    counted = of.kept & ~np.isnan(of.value)
    whole, part = (_numbers(of, name)[counted] for name in SHARE)
    at = of.stretch[counted]
    most, least, without = np.zeros(size), np.full(size, np.inf), np.zeros(size, bool)
    np.maximum.at(most, at, whole)
    np.minimum.at(least, at, whole)
    without[at[np.isnan(part) | np.isnan(whole)]] = True
    uneven = (most >= UNEVEN * least) & (most > 0) & ~without
    return of.with_column("chart", np.where(uneven, "P′", "XmR").astype(object)[of.stretch])


def chart_limits(of: Lines, base: Flags, *, screened: bool) -> Limits:
    """Limits of every point, made of those of the base, by the chart that its step asks for.

    A share's limits may lie below 0 or above 1: where they do, they are no end that it comes up to.
    """
    found = xmr_limits(of.value, of.stretch, base, screened=screened)
    chart = of.frame["chart"].to_numpy() if "chart" in of.frame else np.array(["XmR"])
    for kind in {*chart.tolist()} - {"XmR"}:
        here = chart == kind
        sigma = _by_sigma(of, kind, base & here, screened=screened)
        lower, upper = sigma.beyond(proportions.THREE)
        near_lower, near_upper = sigma.beyond(NEAR_SIGMAS)
        others = Limits(
            mean=sigma.centre,
            lower=lower,
            upper=upper,
            near_lower=near_lower,
            near_upper=near_upper,
        )
        found = found.where(~here, others)
    return found


def newest_limits(points: pd.DataFrame, *, screened: bool) -> tuple[float, float]:
    """The limits of the last of some points that are judged by themselves, by their line's chart.

    points: of one line and step, in order, with value and what its chart needs.
    """
    one, all_ = np.zeros(len(points), np.int64), np.ones(len(points), bool)
    alone = Lines(
        frame=points,
        labels=points[[]].head(1),
        group=one,
        value=points["value"].to_numpy(np.float64),
        step=one,
        stretch=one,
        kept=all_,
    )
    found = chart_limits(alone, all_, screened=screened)
    return float(found.lower[-1]), float(found.upper[-1])


def _by_sigma(of: Lines, kind: str, base: Flags, *, screened: bool) -> proportions.SigmaLimits:
    assert kind in CHARTS, f"nobody knows a chart {kind}"
    if kind == "I":
        return proportions.i_limits(of.value, of.stretch, base, screened=screened)
    whole, part = (_numbers(of, name) for name in SHARE)
    if kind == "P":
        return proportions.p_limits(part, whole, of.stretch, base)
    return proportions.p_prime_limits(part, whole, of.stretch, base, screened=screened)


def _numbers(of: Lines, name: str) -> Floats:
    return of.frame[name].to_numpy(np.float64, na_value=np.nan)

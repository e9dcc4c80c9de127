"""The verdict on an action: what it is made of, and how large a difference is none."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from metrics.effect_figures import Figures
from metrics.effect_placebo import Placebo
from metrics.effect_units import LEVEL, Estimate
from metrics.measure import Measure

# How large a difference may be that does not matter. Our assumptions
NO_DIFFERENCE = 0.05  # of a share: 5 percentage points
OF_WHAT_LACKS = 0.5  # of what a share lacks to 0% or 100%, where that is less
OF_BEFORE = 0.1  # of days and counts, of what they were before

Verdict: TypeAlias = Literal[
    "worked",
    "made worse",
    "better since",
    "worse since",
    "not clear",
    "no difference seen",
    "too early",
    "cannot tell",
]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What can be said of an action and one measure.

    verdict: "better since" and "worse since" where every unit has the action, so that it cannot be
    told apart from whatever else began then; "no difference seen" where the whole interval lies
    within the margin(), "not clear" where it holds nought and reaches beyond. reason: why it is too
    early, or cannot be told; else "". is_compared: whether there are units without the action.
    started; settled: the first month that counts as after. months_since: whole months since the
    start.

    before, after, others_before, others_after: what the two groups did, None without figures.
    difference, low, high: how much more the units with the action changed than the others, their
    trends allowed for (without others: how much they changed), with its interval at level; in the
    measure's unit, a share from 0 to 1; NaN where it cannot be told. placebo: the other dates.
    n_units, n_others: how many units of each group it rests on; others: which. n_left_out: months
    of these units that had figures, of fewer cases than least (the small number), and are left out.
    """

    verdict: Verdict
    reason: str = ""
    is_compared: bool
    started: date
    settled: date
    months_since: int
    n_months_before: int = 0
    n_months_after: int = 0
    n_units: int = 0
    n_others: int = 0
    others: tuple[str, ...] = ()
    n_left_out: int = 0
    least: int = 0
    before: Figures | None = None
    after: Figures | None = None
    others_before: Figures | None = None
    others_after: Figures | None = None
    difference: float = np.nan
    low: float = np.nan
    high: float = np.nan
    level: float = LEVEL
    placebo: Placebo = field(default_factory=Placebo)

    @property
    def is_chance(self) -> bool:
        """Whether nought lies in the interval."""
        return self.low <= 0 <= self.high


def margin(measure: Measure, before: float) -> float:
    """How large a difference may be, either way, that we take as none; in the measure's unit.

    before: what the units with the action did before it. A share near 0% or 100% has little room:
    of 1% that are late, 5 points more were five times as many.

    >>> from metrics.registry import MEASURES
    >>> share, days = MEASURES["charging_28_day"], MEASURES["charging_end_to_end"]
    >>> margin(share, 0.75), round(margin(share, 0.98), 3), margin(days, 30.0)
    (0.05, 0.01, 3.0)
    """
    if measure.shown_as == "share":
        return min(NO_DIFFERENCE, OF_WHAT_LACKS * min(before, 1 - before))
    return OF_BEFORE * before


def judged(measure: Measure, found: Effect, answer: Estimate, tried: Placebo) -> Effect:
    """What is found, with its verdict by the interval and the other dates."""
    found = replace(
        found, difference=answer.difference, low=answer.low, high=answer.high, placebo=tried
    )
    if found.is_chance:
        assert found.before, "a difference is of figures before"
        most = margin(measure, found.before.figure)
        is_none = -most <= found.low and found.high <= most
        return replace(found, verdict="no difference seen" if is_none else "not clear")
    if tried.as_clear:
        return replace(
            found, reason="earlier dates, when nothing began, give as clear a difference"
        )
    if measure.better == "neither":
        return replace(found, reason="neither way is better for this measure")
    is_better = (found.difference > 0) == (measure.better == "higher")
    if found.is_compared:
        return replace(found, verdict="worked" if is_better else "made worse")
    return replace(found, verdict="better since" if is_better else "worse since")

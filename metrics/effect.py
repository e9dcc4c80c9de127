"""Did it work? What a measure did after an action began, beside the units that have not got it.

The difference of differences between the two groups of units, each with the trend it had
(effect_units), or, where every unit has the action, the step of the one line there is
(interrupted). The same is asked of earlier dates on which nothing began (effect_placebo): where
they give as clear an answer, that of the start means little. An action that does nothing is called
"worked" in at most 1 case of 40, and "made worse" in as many. docs/decisions.md says why so, and
what was measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from extracts.days import Flags
from metrics.effect_figures import Figures, figures
from metrics.effect_months import Panel, Span, month_begins, panel, span, together, whole_months
from metrics.effect_placebo import Placebo, asked, placebo
from metrics.effect_units import LEVEL, Estimate
from metrics.measure import Measure
from metrics.verdicts import named

LEAST_BEFORE = 8  # months: fewer do not show a trend. Penfold and Zhang, 2013
LEAST_AFTER = 4  # months, when what settles is over. Our assumption
LEAST_OTHERS = 3  # units without the action, to see how far units drift apart. Our assumption

Verdict: TypeAlias = Literal[
    "worked",
    "made worse",
    "better since",
    "worse since",
    "no difference seen",
    "too early",
    "cannot tell",
]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What can be said of an action and one measure.

    verdict: "better since" and "worse since" where every unit has the action, so that it cannot be
    told apart from whatever else began then. reason: why it is too early, or cannot be told; else
    "". is_compared: whether there are units without the action. started; settled: the first month
    that counts as after. months_since: whole months since the start.

    before, after, others_before, others_after: what the two groups did, None without figures.
    difference, low, high: how much more the units with the action changed than the others, their
    trends allowed for (without others: how much they changed), with its interval at level; in the
    measure's unit, a share from 0 to 1; NaN where it cannot be told. placebo: the other dates.
    n_units, n_others: how many units of each group it rests on.
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
    before: Figures | None = None
    after: Figures | None = None
    others_before: Figures | None = None
    others_after: Figures | None = None
    difference: float = np.nan
    low: float = np.nan
    high: float = np.nan
    level: float = LEVEL
    placebo: Placebo = field(default_factory=Placebo)


def effect(
    measure: Measure,
    points: pd.DataFrame,
    *,
    units: Sequence[str],
    started: date,
    until: date,
    small_number: int,
    set_aside: Sequence[str] = (),
) -> Effect:
    """What the measure did since an action started, and whether more than elsewhere.

    points: months of series.series() by unit, of the whole time; months that are small are left
    out, and those that were not over on the day `until`. units: those that have the action; none
    for every unit, whose months are taken together, and are small by small_number. set_aside: units
    with an action of their own on the measure, which are no comparison.
    """
    time = span(started, until)
    name = points["unit"].astype(str)
    owns = name.isin(units) if units else name.notna()
    everywhere, n_units = bool(owns.all()), name[owns].nunique()
    points = points[owns | ~name.isin(set_aside)]
    if everywhere:
        points = together(points, measure, small_number)
    data = panel(points, measure)
    has = np.array([everywhere or one in units for one in data.units], bool)
    data = data.only(np.ones(len(has), bool), time.of(data.months) != 0)
    found = _figures_only(measure, data, has, time, started, until)
    found = replace(found, is_compared=not everywhere)
    if everywhere:
        found = replace(found, n_units=n_units)
    if reason := _too_early(found, time, until):
        return replace(found, verdict="too early", reason=reason)
    enough = _enough(data, time)
    if reason := _too_little(found, data, has, enough, time):
        return replace(found, reason=reason)
    data, has = data.only(enough, np.ones(len(data.months), bool)), has[enough]
    if not everywhere:
        found = _figures_only(measure, data, has, time, started, until)
    answer = asked(measure, data, has, time)
    if isinstance(answer, str):
        return replace(found, reason=answer)
    return _judged(measure, found, answer, placebo(measure, data, has, time, answer))


def _figures_only(
    measure: Measure, data: Panel, has: Flags, time: Span, started: date, until: date
) -> Effect:
    """What both groups did, unjudged."""
    side = time.of(data.months)
    seen = np.isfinite(data.value[has]).any(axis=0)
    return Effect(
        verdict="cannot tell",
        is_compared=bool((~has).any()),
        started=started,
        settled=month_begins(time.settled),
        months_since=whole_months(started, until),
        n_months_before=int(np.sum(seen & (side < 0))),
        n_months_after=int(np.sum(seen & (side > 0))),
        n_units=int(has.sum()),
        n_others=int((~has).sum()),
        before=figures(measure, data, has, side < 0),
        after=figures(measure, data, has, side > 0),
        others_before=figures(measure, data, ~has, side < 0),
        others_after=figures(measure, data, ~has, side > 0),
    )


def _too_early(found: Effect, time: Span, until: date) -> str:
    if until < found.started:
        return f"it starts on {found.started:%-d %B %Y}"
    if time.end - time.settled < LEAST_AFTER:
        n = found.months_since
        return f"{n or 'less than 1'} month{'' if n < 2 else 's'} since the start"
    return ""


def _enough(data: Panel, time: Span) -> Flags:
    """Which units have figures of enough months, before and after."""
    side, known = time.of(data.months), np.isfinite(data.value)
    before, after = known[:, side < 0].sum(axis=1), known[:, side > 0].sum(axis=1)
    return (before >= LEAST_BEFORE) & (after >= LEAST_AFTER)


def _too_little(found: Effect, data: Panel, has: Flags, enough: Flags, time: Span) -> str:
    """Why it cannot be told, where it cannot."""
    if not has.any():
        return "there is no figure of the units that have it"
    if not (enough & has).any():
        if len(data.months) and time.start - data.months[0] < LEAST_BEFORE:
            first = named(pd.Timestamp(month_begins(int(data.months[0]))), "month")
            return f"the figures begin in {first}, too late to show what was usual before"
        return (
            f"too few months have enough cases ({LEAST_BEFORE} before the start and {LEAST_AFTER} "
            "after it are needed)"
        )
    comparable = int((enough & ~has).sum())
    if found.is_compared and comparable < LEAST_OTHERS:
        few = {0: "no unit", 1: "only 1 unit"}.get(comparable, f"only {comparable} units")
        return f"{few} without it can be compared, and {LEAST_OTHERS} are needed"
    return ""


def _judged(measure: Measure, found: Effect, answer: Estimate, tried: Placebo) -> Effect:
    found = replace(
        found, difference=answer.difference, low=answer.low, high=answer.high, placebo=tried
    )
    if found.low <= 0 <= found.high:
        return replace(found, verdict="no difference seen")
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

"""Did it work? What a measure did after an action began, beside the units that have not got it.

The difference of differences between the two groups of units, each with the trend it had
(effect_units), or, where every unit has the action, the step of the one line there is
(interrupted). The same is asked of earlier dates on which nothing began (effect_placebo): where
they give as clear an answer, that of the start means little. An action that does nothing is called
"worked" in at most 1 case of 40, and "made worse" in as many. docs/decisions.md says why so, and
what was measured.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from extracts.days import Flags
from metrics.effect_figures import figures
from metrics.effect_months import Panel, Span, month_begins, panel, span, together, whole_months
from metrics.effect_placebo import asked, placebo
from metrics.effect_verdict import Effect, judged
from metrics.measure import Measure
from metrics.verdicts import named

LEAST_BEFORE = 8  # months: fewer do not show a trend. Penfold and Zhang, 2013
LEAST_AFTER = 4  # months, when what settles is over. Our assumption
LEAST_OTHERS = 3  # units without the action, to see how far units drift apart. Our assumption
TOO_LATE = "too late to show what was usual before"  # why, where it began before enough data


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
    out and counted, those that were not over on the day `until` are not looked at. units: those
    that have the action; none for every unit, whose months are taken together, and are small by
    small_number. set_aside: units with an action of their own on the measure, which are no
    comparison.
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
    found = replace(found, is_compared=not everywhere, least=small_number)
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
    found = replace(found, least=small_number, n_left_out=_left_out(points, data, time))
    answer = asked(measure, data, has, time)
    if isinstance(answer, str):
        return replace(found, reason=answer)
    return judged(measure, found, answer, placebo(measure, data, has, time, answer))


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
        others=tuple(unit for unit, is_own in zip(data.units, has, strict=True) if not is_own),
        before=figures(measure, data, has, side < 0),
        after=figures(measure, data, has, side > 0),
        others_before=figures(measure, data, ~has, side < 0),
        others_after=figures(measure, data, ~has, side > 0),
    )


def _left_out(points: pd.DataFrame, data: Panel, time: Span) -> int:
    """How many months of the units in it had figures and are left out, as they are small."""
    small = points[points["small"].astype(bool) & points["value"].notna()]
    small = small[small["unit"].astype(str).isin(data.units)]
    months = (small["period"].dt.year * 12 + small["period"].dt.month - 1).to_numpy(np.int64)
    return int(np.sum(time.of(months) != 0))


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
            return f"the figures begin in {first}, {TOO_LATE}"
        return (
            f"too few months have enough cases ({LEAST_BEFORE} before the start and {LEAST_AFTER} "
            "after it are needed)"
        )
    comparable = int((enough & ~has).sum())
    if found.is_compared and comparable < LEAST_OTHERS:
        few = {0: "no unit", 1: "only 1 unit"}.get(comparable, f"only {comparable} units")
        return f"{few} without it can be compared, and {LEAST_OTHERS} are needed"
    return ""

"""The difference that a start gives, and what other dates give, on which nothing began."""

from dataclasses import dataclass, replace

import numpy as np

from extracts.days import Flags
from metrics.effect_figures import level
from metrics.effect_months import Panel, Span
from metrics.effect_units import Estimate, against
from metrics.interrupted import interrupted
from metrics.measure import Measure
from metrics.stretches import Floats

TRY_BEFORE, TRY_AFTER = 6, 4  # months that another date needs on either side
YEAR, CHRISTMAS = 12, (11, 0)  # December and January, when decisions stall and a queue is left


@dataclass(frozen=True, kw_only=True)
class Placebo:
    """How many dates before the start were tried, and how many gave as clear a difference.

    As clear: as many of its own standard errors from none, either way.
    """

    tried: int = 0
    as_clear: int = 0


def asked(measure: Measure, data: Panel, has: Flags, time: Span) -> Estimate | str:
    """The difference between units that have the action and others.

    data: units with enough months; one line alone where every unit has the action. Returns why
    not, where it cannot be told.
    """
    side = time.of(data.months).astype(float)
    if has.all() and _like(data, side) is None:
        return (
            "every unit has it, and too few months before the start are of the same time of year "
            "as those after it"
        )
    found = _one(measure, data, has, side)
    return found or "the figures do not vary, so what is usual cannot be seen"


def placebo(measure: Measure, data: Panel, has: Flags, time: Span, answer: Estimate) -> Placebo:
    """The same of every other date before the start that leaves enough months."""
    tried = as_clear = 0
    for start in data.months[TRY_BEFORE:]:
        if start >= time.start:
            break
        other = replace(time, start=int(start), settled=int(start) + time.settling, end=time.start)
        side = other.of(data.months).astype(float)
        known = np.isfinite(data.value)
        enough = (known[:, side < 0].sum(axis=1) >= TRY_BEFORE) & (
            known[:, side > 0].sum(axis=1) >= TRY_AFTER
        )
        some = data.only(enough, side != 0)
        if not has[enough].any() or (not has.all() and (~has[enough]).sum() < 2):
            continue
        if found := _one(measure, some, has[enough], side):
            tried += 1
            as_clear += abs(found.t) >= abs(answer.t)
    return Placebo(tried=tried, as_clear=as_clear)


def _one(measure: Measure, data: Panel, has: Flags, side: Floats) -> Estimate | None:
    """The difference by one division of the months, in the measure's unit."""
    if has.all():
        like = _like(data, side)
        return None if like is None else interrupted(data.value[0], like)
    scale = level(measure, data, side < 0)
    known = np.isfinite(scale)
    if not has[known].any() or (~has[known]).sum() < 2:
        return None
    data = data.only(known, side != 0)
    has, scale = has[known], scale[known]
    if not measure.denominator:  # of what size a count is, not the count of each month by itself
        data = replace(data, whole=np.broadcast_to(scale[:, None], data.value.shape))
    found = against(
        replace(data, value=data.value / scale[:, None]),
        has,
        side,
        of_cases=bool(measure.denominator) and bool(np.isfinite(data.part).any()),
    )
    if found is None or measure.shown_as == "share":
        return found
    unit = float(np.sum(scale[has]) if measure.shown_as == "count" else np.mean(scale[has]))
    return replace(
        found, difference=found.difference * unit, low=found.low * unit, high=found.high * unit
    )


def _like(data: Panel, side: Floats) -> Floats | None:
    """Only months of the year that are on both sides, and no Christmas: they pass for a change.

    Units side by side have the same seasons; one line by itself has nothing to take them off by.
    None where too few months are left.
    """
    of_year = data.months % YEAR
    side = np.where(np.isfinite(data.value[0]) & ~np.isin(of_year, CHRISTMAS), side, 0.0)
    both = np.isin(of_year, of_year[side < 0]) & np.isin(of_year, of_year[side > 0])
    like = np.where(both, side, 0.0)
    enough = np.sum(like < 0) >= TRY_BEFORE and np.sum(like > 0) >= TRY_AFTER
    return like if enough else None

"""What there is to say of units compared: one paragraph, the same whenever the figures are."""

from typing import Any

import numpy as np
import pandas as pd

from metrics.compare import Compared, Consistency
from metrics.measure import Measure
from metrics.series import figure, in_days, percent
from metrics.verdicts import named


def sentence(of: Consistency, noun: str = "month") -> str:
    """How many units are at their target, how many change, and how far apart they are.

    noun: what a period is (verdicts.named() names one by it).
    """
    when = named(of.period, noun)
    if not of.now.units:
        return f"No unit had enough {of.measure.small_of} to be compared in {when}."
    target, change = _at_target(of, when), _change(of, bool(of.now.with_target))
    first = "; ".join(clause for clause in (target, change) if clause)
    range_when = "" if target else f" in {when}"
    return " ".join(
        f"{said[0].upper()}{said[1:]}."
        for said in (first, _range(of, range_when), _few(of))
        if said
    )


def apart(measure: Measure, months: pd.DataFrame) -> str:
    """How far apart units are now and were a year before, and how much of that is beyond chance.

    months: as compare.spread() gives them, the newest last.
    """
    if months.empty:
        return "No month has units to compare."
    last = months.iloc[-1]
    when = named(last["period"], "month")
    if last["units"] == 1:
        return f"Only 1 unit can be compared in {when}."
    said = f"{_gap(measure, last)} apart in {when}"
    year_before = months["period"] == last["period"] - pd.DateOffset(years=1)
    before = months[year_before & (months["units"] > 1)]
    if len(before):
        said += f", {_gap(measure, before.iloc[0])} a year before"
    if not np.isnan(last["between"]):
        points = max(round(last["between"]), 1)  # one standard deviation
        within = f"two units in three lie within {_count(points, 'point')} of the average"
        is_chance = last["between"] == 0
        said += "; chance alone would explain it" if is_chance else f"; chance apart, {within}"
    return f"{said}."


def _gap(measure: Measure, month: "pd.Series[Any]") -> str:
    gap = month["highest"] - month["lowest"]
    if measure.shown_as == "share":
        exact = round(gap, 9)  # a difference is out in its last digits: 35% less 22.5%
        return _count(int(percent(exact).removesuffix("%")), "point")
    return in_days(gap) if measure.shown_as == "days" else f"{gap:,.0f}"


def _count(n: int, one: str) -> str:
    return f"{n:,} {one if n == 1 else one + 's'}"


def _at_target(of: Consistency, when: str) -> str:
    """As "4 of 9 units were at the target of 80% in October 2026, 3 a year before"."""
    now, then, many = of.now, of.then, of.now.with_target
    if not many:
        return ""
    aim = "their targets" if many > 1 else "its target"
    if not np.isnan(now.target):
        aim = f"the target of {_value(of.measure, now.target)}"
    if many == 1:
        which = "the only unit" if now.units == 1 else "the only unit with a target"
        said = f"{which} was{'' if now.at_target else ' not'} at {aim} in {when}"
    else:
        were = "was" if now.at_target <= 1 else "were"
        said = f"{_none(now.at_target)} of {many} units {were} at {aim} in {when}"
    if then is None or not then.with_target:
        return said
    other = f" of {then.with_target}" if then.with_target != many or many == 1 else ""
    said += f", {_none(then.at_target)}{other} a year before"
    if np.isnan(then.target) or then.target == now.target:
        return said
    return f"{said}, when it was {_value(of.measure, then.target)}"


def _change(of: Consistency, goes_on: bool) -> str:
    """As "2 are better than they were and 1 is worse"; goes_on: units have just been spoken of."""
    units = of.judged + of.not_judged
    same = goes_on and units == of.now.with_target
    if not of.judged:
        return "none can be judged yet" if goes_on else "no unit can be judged yet"
    if units == 1:
        return f"{'it' if same else 'the only unit'} {_only(of)}"
    if of.measure.better == "neither":
        found = [f"{_none(of.changed)} {'have' if of.changed > 1 else 'has'} changed"]
    elif of.improving or of.getting_worse:
        found = [
            f"{_none(of.improving)} {_was(of.improving)}",
            f"{_none(of.getting_worse)} {_are(of.getting_worse)} worse",
        ]
    else:
        found = ["none is better or worse than it was"]
    lead = "" if same else f"of {units} units, "
    if not of.not_judged:
        return lead + " and ".join(found)
    return f"{lead}{', '.join(found)}, and {of.not_judged} cannot be judged yet"


def _only(of: Consistency) -> str:
    if of.improving:
        return "is better than it was"
    if of.getting_worse:
        return "is worse than it was"
    return "has changed" if of.changed else "has not changed"


def _range(of: Consistency, when: str) -> str:
    """As "units ranged from 58% to 91%; a year before from 40% to 90%"."""
    low, high = _ends(of.measure, of.now)
    if of.now.units == 1:
        said = f"the only unit compared{when} was at {high}"
    elif low == high:
        said = f"all units were at {high}{when}"
    else:
        said = f"units ranged from {low} to {high}{when}"
    if of.then is None:
        return said
    low, high = _ends(of.measure, of.then)
    if of.then.units == 1:
        return f"{said}; a year before the only one was at {high}"
    if low == high:
        return f"{said}; a year before all were at {high}"
    return f"{said}; a year before from {low} to {high}"


def _few(of: Consistency) -> str:
    small = of.now.small
    if not small:
        return ""
    more = f"{small} more unit{'s' * (small > 1)}"
    return f"{more} had too few {of.measure.small_of} to be compared"


def _ends(measure: Measure, of: Compared) -> tuple[str, str]:
    """The lowest and the highest; of days, the word once, after the second."""
    low, high = _value(measure, of.lowest), _value(measure, of.highest)
    if low != high and measure.shown_as == "days":
        low = figure(measure, of.lowest)
    return low, high


def _value(measure: Measure, value: float) -> str:
    return in_days(value) if measure.shown_as == "days" else figure(measure, value)


def _none(n: int) -> str:
    return str(n) if n else "none"


def _are(n: int) -> str:
    return "are" if n > 1 else "is"


def _was(n: int) -> str:
    return "are better than they were" if n > 1 else "is better than it was"

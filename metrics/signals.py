"""Signals: which points are unlikely to be chance, by which rule, and to which side."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extracts.days import Days, Flags
from metrics.presets import RULES, Preset
from metrics.stretches import Floats, changes, following, runs, sides
from metrics.xmr import Limits

THREE = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Fired:
    """One rule over all points.

    at: the points of the signal. side: 1 high or rising, -1 low or falling, 0 elsewhere. run: how
    many points of the signal there are up to and with each one (near the limit, for two in three);
    run_length: how many in all. start: the place of the first point of the signal that ends here.
    """

    at: Flags
    side: Days
    run: Days
    run_length: Days
    start: Days

    def only(self, points: Flags) -> "Fired":
        """The rule over some of the points alone."""
        return replace(self, at=self.at & points)


def fired(
    values: Floats, limits: Limits, stretch: Days, preset: Preset, better: int
) -> dict[str, Fired]:
    """What each rule of RULES finds, by its key; no window reaches over a step change.

    better: as for labelled().
    """
    side = sides(values, limits.mean)
    outside = (values > limits.upper) | (values < limits.lower)
    far = (values > limits.near_upper) | (values < limits.near_lower)
    here, one = np.arange(len(values)), np.ones(len(values), np.int64)
    found = {
        "outside": Fired(at=outside, side=side, run=one, run_length=one, start=here),
        "trend": _trend(values, stretch, preset.trend, better if preset.improvement_first else 0),
        "two_in_three": _two_in_three(
            far if preset.counts_beyond else far & ~outside, side, stretch
        ),
        "shift": _shift(side, stretch, preset.shift),
    }
    assert list(found) == list(RULES)
    return found


def _shift(side: Days, stretch: Days, length: int) -> Fired:
    start, whole = runs(side, stretch)
    at = (side != 0) & (whole >= length)
    return Fired(
        at=at, side=side, run=np.arange(len(side)) - start + 1, run_length=whole, start=start
    )


def _trend(values: Floats, stretch: Days, length: int, preferred: int) -> Fired:
    """A point between a rise and a fall is part of both: of the later, or of the preferred side."""
    step = np.nan_to_num(np.sign(changes(values, stretch))).astype(np.int64)
    start, whole = runs(step, stretch)
    steady = (step != 0) & (whole >= length - 1)  # so many changes join one point more
    begins, here = following(steady), np.arange(len(values))
    stays = steady & ((following(step) == step) | (step == preferred))
    first = begins & ~stays  # of the later one
    return Fired(
        at=steady | begins,
        side=np.where(first, following(step), step),
        run=np.where(first, 1, here - start + 2),
        run_length=np.where(first, following(whole), whole) + 1,
        start=np.where(first, here, start - 1),
    )


def _two_in_three(far: Flags, side: Days, stretch: Days) -> Fired:
    """far: beyond the last third's beginning."""
    here, near, alike = np.arange(len(side)), far.astype(np.int64), side != 0
    for back in range(1, THREE):  # of the three that end at each point
        same = (side[back:] == side[:-back]) & (stretch[back:] == stretch[:-back])
        near[back:] += far[:-back] & same
        alike[back:] &= same
        alike[:back] = False
    window = alike & (near >= THREE - 1)
    of_window = np.where(window, near, 0)
    most = np.maximum(of_window, following(of_window))
    most = np.maximum(most, following(following(of_window)))  # of the windows that a point is in
    begins = np.r_[np.zeros(THREE - 1, bool), far][: len(far)]  # the first of the three is near
    return Fired(
        at=far & (most > 0),
        side=side,
        run=near,
        run_length=most,
        start=np.maximum(here - np.where(window & begins, THREE - 1, 1), 0),
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Signals:
    """Of each point the one rule that it is labelled with (its place in RULES, -1 for none)."""

    rule: NDArray[np.int8]
    side: Days
    run: Days
    run_length: Days


def labelled(found: dict[str, Fired], better: int, preset: Preset) -> Signals:
    """One label a point: the strongest rule, or the strongest that is an improvement.

    better: 1 where higher is better, -1 where lower is, 0 where neither.
    """
    rules = list(found.values())
    order = np.array([rule.at for rule in rules])
    if preset.improvement_first and better:
        good = order & np.array([rule.side == better for rule in rules])
        order = np.where(good.any(axis=0), good, order)
    rule = np.where(order.any(axis=0), order.argmax(axis=0), -1).astype(np.int8)

    def of_label(name: str) -> Days:
        each = np.array([getattr(r, name) for r in rules])
        return np.where(rule < 0, 0, np.take_along_axis(each, np.maximum(rule, 0)[None], 0)[0])

    return Signals(
        rule=rule, side=of_label("side"), run=of_label("run"), run_length=of_label("run_length")
    )

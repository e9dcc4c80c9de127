"""The rules of "plot the dots" again, slowly and in the plainest way, for tests to compare with."""

from fractions import Fraction
from itertools import pairwise
from math import isnan, nan

from metrics.presets import Preset

WAY = {"higher": 1, "lower": -1, "neither": 0}


def sign(x) -> int:
    return (x > 0) - (x < 0)


def slow_limits(values, *, screened):
    """(mean, average range) in exact fractions; None where there is none."""
    known = [Fraction(v) for v in values if not isnan(v)]
    mean = sum(known) / len(known) if known else None
    ranges = [
        abs(Fraction(b) - Fraction(a)) for a, b in pairwise(values) if not (isnan(a) or isnan(b))
    ]
    if not ranges:
        return mean, None
    average = sum(ranges) / len(ranges)
    if screened and average:
        kept = [r for r in ranges if r < Fraction(3267, 1000) * average]
        average = sum(kept) / len(kept)
    return mean, average


def slow_baseline(values, preset: Preset, fix_after=None):
    """The first values of a step: so many with missing ones (fix_after), or so many known ones."""
    if fix_after:
        return values[:fix_after]
    known = [i for i, v in enumerate(values) if not isnan(v)][: preset.baseline]
    return values[: known[-1] + 1] if known else []


def slow_range(values, preset: Preset, fix_after=None):
    """(mean, average range) of a step: of its baseline without the few points beyond its limits."""
    base = slow_baseline(values, preset, fix_after)
    mean, average = slow_limits(base, screened=preset.screened)
    if not preset.exceptions or average is None:
        return mean, average
    width = Fraction(266, 100) * average
    usual = [v for v in base if isnan(v) or abs(Fraction(v) - mean) <= width]
    beyond, n = len(base) - len(usual), sum(not isnan(v) for v in base)
    if beyond * preset.exceptions > n:
        return mean, average
    return slow_limits(usual, screened=preset.screened)


def slow_signals(values, steps, *, better, preset: Preset, fix_after=None):
    """(rule, side) of every point, ("", 0) where there is none, each step judged alone."""
    found = []
    for step in dict.fromkeys(steps):
        part = [v for v, s in zip(values, steps, strict=True) if s == step]
        found += _of_step(part, WAY[better], preset, fix_after)
    return found


def _of_step(values, way, preset, fix_after):
    n = len(values)
    mean, average = slow_range(values, preset, fix_after)
    too_few = sum(not isnan(v) for v in values) < preset.least_points
    if too_few or (preset.needs_limits and average is None):
        return [("", 0)] * n
    exact = [None if isnan(v) else Fraction(v) for v in values]
    side = [0 if None in (v, mean) else sign(v - mean) for v in exact]

    def beyond(v, width):
        return v is not None and average is not None and abs(v - mean) > width * average

    outside = [beyond(v, Fraction(266, 100)) for v in exact]
    far = [beyond(v, Fraction(266, 150)) for v in exact]
    if not preset.counts_beyond:
        far = [f and not o for f, o in zip(far, outside, strict=True)]
    fired = [{} for _ in values]
    for i in range(n):
        if outside[i]:
            fired[i]["outside"] = side[i]
    for a in range(n - preset.trend + 1):
        window = exact[a : a + preset.trend]
        if None in window:
            continue
        moves = {sign(y - x) for x, y in pairwise(window)}
        if len(moves) == 1 and moves != {0}:
            for i in range(a, a + preset.trend):
                # a later window's word stands, unless an earlier one's is the improvement shown
                if not (preset.improvement_first and way and fired[i].get("trend") == way):
                    fired[i]["trend"] = next(iter(moves))
    for a in range(n - 2):
        three = range(a, a + 3)
        if {side[i] for i in three} in ({1}, {-1}) and sum(far[i] for i in three) >= 2:
            for i in three:
                if far[i]:
                    fired[i]["two_in_three"] = side[i]
    for a in range(n - preset.shift + 1):
        window = range(a, a + preset.shift)
        if {side[i] for i in window} in ({1}, {-1}):
            for i in window:
                fired[i]["shift"] = side[i]
    return [_label(f, way, preset) for f in fired]


def _label(fired, way, preset):
    order = [r for r in ("outside", "trend", "two_in_three", "shift") if r in fired]
    good = [r for r in order if fired[r] == way]
    if preset.improvement_first and way and good:
        order = good
    return (order[0], fired[order[0]]) if order else ("", 0)


__all__ = ["nan", "slow_range", "slow_signals"]

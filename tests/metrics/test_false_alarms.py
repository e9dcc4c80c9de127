"""How often chance alone makes a signal: against theory, the slow way, and what the pages say.

Everything here is drawn at random with a seed of its own, so that each run finds the same.
"""

from dataclasses import replace
from itertools import product
from math import factorial, prod, sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from metrics.changes import NEW_BY_CHANCE, SIGNALS, new_signals
from metrics.spc import judge
from tests.metrics.monthly import MDC, PTD
from tests.metrics.slow_spc import slow_signals

LINES, MONTHS = 10_000, 30
NEVER = 10**6  # a rule of so many points finds nothing

# A baseline whose average is 0 and average change 1.128, as that of normal points of sigma 1: what
# comes after it is judged about an average and by limits that are known.
BASELINE = np.tile([0.564, -0.564], 12)
OUTSIDE, NEAR = 2.66 * 1.128, 2 / 3 * 2.66 * 1.128
TAIL = NormalDist().cdf


def frame(values):
    """One line a row of values."""
    size, n = values.shape
    names = pd.Categorical.from_codes(np.repeat(np.arange(size), n), [str(i) for i in range(size)])
    months = np.arange("1970-01", n, dtype="datetime64[M]").astype("datetime64[s]")
    return pd.DataFrame({"line": names, "period": np.tile(months, size), "value": values.ravel()})


def after_baseline(values, **changed):
    """The rules of points that follow the baseline, away from the ends of each line."""
    lines = np.hstack([np.tile(BASELINE, (len(values), 1)), values])
    preset = replace(MDC, improvement_first=False, **changed)
    found = judge(frame(lines), by=["line"], preset=preset, better="higher", fix_after=24).points
    assert np.allclose(found[["mean", "upper"]], [0, OUTSIDE])
    rules = found["rule"].to_numpy().reshape(lines.shape)
    return rules[:, 60:-20]


def is_about(rate, expected, n, together=1.0):
    """Within four standard errors of a share of n points; together: how many come in one go."""
    return abs(rate - expected) < 4 * sqrt(together * expected * (1 - expected) / n)


def draw(kind, seed, size=300, n=1080):
    return getattr(np.random.default_rng(seed), kind)(size=(size, n))


# each rule by itself, about an average that is known


def test_outside_is_as_rare_as_a_normal_point_beyond_three_sigma():
    found = after_baseline(draw("normal", 1)) == "outside"
    assert is_about(found.mean(), 2 * TAIL(-OUTSIDE), found.size)


def test_a_shift_is_as_rare_as_seven_throws_of_a_coin_alike():
    # A point is in a run of exactly k with probability k / 2^(k+1); of 7 or more, 8 / 2^7.
    found = after_baseline(draw("normal", 2), trend=NEVER) == "shift"
    others = 0.004  # outside and two in three are labelled first, and often lie in a run
    assert 8 / 2**7 - 2 * others < found.mean() < 8 / 2**7
    within = draw("uniform", 3) * 2 - 1  # never outside, nor near it
    found = after_baseline(within, trend=NEVER) == "shift"
    assert is_about(found.mean(), 8 / 2**7, found.size, together=8)


def test_a_trend_is_as_rare_as_seven_shuffled_numbers_in_order():
    # Of numbers in random order, the runs of exactly k rises between two falls are
    # (k^2 + 3k + 1) / (k + 3)! a point; as many fall; each joins k + 1 points.
    expected = sum(2 * (k + 1) * (k * k + 3 * k + 1) / factorial(k + 3) for k in range(6, 30))
    within = draw("uniform", 4, size=1500) * 2 - 1
    found = after_baseline(within, shift=NEVER) == "trend"
    assert is_about(found.mean(), expected, found.size, together=8)


def test_two_in_three_is_as_rare_as_its_windows():
    far, out = TAIL(-NEAR), TAIL(-OUTSIDE)
    chances = {"low": 0.5, "mid": 0.5 - far, "far": far}
    around = 0.0  # that the two before and the two after make a window with a far point
    for four in product(chances, repeat=4):
        windows = (four[:2], four[1:3], four[2:])
        if any("low" not in pair and "far" in pair for pair in windows):
            around += prod(chances[one] for one in four)
    expected = 2 * (far - out) * around  # one that is outside is labelled so
    found = after_baseline(draw("normal", 5), trend=NEVER, shift=NEVER) == "two_in_three"
    assert is_about(found.mean(), expected, found.size, together=2.5)


# lines of two and a half years, as the pages judge them


def noise(kind):
    random = np.random.default_rng(6)
    if kind == "normal":
        return random.normal(size=(LINES, MONTHS))
    return random.binomial(60, 0.75, size=(LINES, MONTHS)) / 60


@pytest.mark.parametrize("kind", ["normal", "shares of 60 cases"])
def test_chance_alone_raises_no_more_signals_than_the_rules_do(kind):
    points = frame(noise(kind))
    earlier = points[points["period"] < points["period"].max()]
    now, before = (judge(p, by=["line"], preset=MDC, better="higher") for p in (points, earlier))
    new = new_signals(now.verdicts, before.verdicts, by=["line"])
    assert is_about(len(new) / LINES, NEW_BY_CHANCE, LINES)
    signals = now.verdicts["variation"].isin(SIGNALS).mean()
    assert is_about(signals, 0.037, LINES)
    assert len(new[new["variation"] == "concern"]) / len(new) == pytest.approx(0.5, abs=0.14)

    flagged = now.points["rule"].value_counts() / len(points)
    # An average of 24 months has an error of its own, so points are outside, or near it, oftener
    # than those about a known average (0.0027 and 0.0024); runs end with a line (8 / 2^7 of one
    # without end).
    assert 0.0027 < flagged["outside"] < 0.005
    assert 0.0024 < flagged["two_in_three"] < 0.005
    assert 0.03 < flagged["shift"] < 8 / 2**7
    assert flagged["trend"] < 0.0025  # fewer of shares, whose equal months break a trend


def test_the_reference_raises_them_as_seldom():
    found = judge(frame(noise("normal")), by=["line"], preset=PTD, better="higher")
    assert is_about(found.verdicts["variation"].isin(SIGNALS).mean(), 0.018, LINES)


@pytest.mark.parametrize("preset", [MDC, PTD])
def test_the_slow_way_raises_the_same(preset):
    some = noise("normal")[:150]
    found = judge(frame(some), by=["line"], preset=preset, better="higher").points
    ours = list(zip(found["rule"], found["side"], strict=True))
    slow = [
        each
        for values in some.tolist()
        for each in slow_signals(values, [0] * MONTHS, better="higher", preset=preset)
    ]
    assert ours == slow
    assert sum(rule != "" for rule, _ in slow) > 50  # there is something to compare

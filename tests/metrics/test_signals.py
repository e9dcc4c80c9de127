from math import isnan

import numpy as np
import pytest
from hypothesis import given

from metrics.presets import RULES
from metrics.spc import judge
from tests.metrics.monthly import EITHER_PRESET, EITHER_WAY, EVEN, MDC, PTD, line, units
from tests.metrics.slow_spc import WAY, sign, slow_range, slow_signals


def judged(values, preset=MDC, better="higher", **columns):
    return judge(line(values, **columns), preset=preset, better=better).points


def parts(points):
    """The places of the points that are kept, for each unit and step between step changes."""
    kept = points[~(points["small"] | points["left_out"])]
    return [list(part.index) for _, part in kept.groupby(["unit", "step"], sort=False)]


@given(units(), EITHER_PRESET, EITHER_WAY)
def test_rules_and_sides_are_those_of_the_slow_way(points, preset, better):
    found = judge(points, by=["unit"], preset=preset, better=better).points
    expected = [("", 0)] * len(found)
    for places in parts(found):
        values = found["value"].loc[places].tolist()
        said = slow_signals(values, [0] * len(values), better=better, preset=preset)
        for place, each in zip(places, said, strict=True):
            expected[place] = each
    assert list(zip(found["rule"], found["side"], strict=True)) == expected


@given(units(), EITHER_PRESET)
def test_runs_are_counted_as_by_hand(points, preset):
    found = judge(points, by=["unit"], preset=preset, better="higher").points
    for places in parts(found):
        part = found.loc[places].reset_index(drop=True)
        for i, row in part.iterrows():
            counted = COUNTED[row["rule"]](part, i, row["side"], preset)
            assert (row["run"], row["run_length"]) == counted
    assert not found.loc[~found["judged"], ["run", "run_length", "side"]].any(axis=None)


def _shift(part, i, side, preset):
    on = [sign(v - m) == side for v, m in zip(part["value"], part["mean"], strict=True)]
    before, after = reach(on, i)
    return before + 1, before + 1 + after


def _trend(part, i, side, preset):
    moves = [
        sign(b - a) == side for a, b in zip(part["value"][:-1], part["value"][1:], strict=True)
    ]
    before = reach(moves, i)[0]  # moves up to this point
    after = reach([False, *moves], i)[1]  # and from it on
    return before + 1, before + 1 + after


def reach(flags, i):
    """How many are true in a row just before place i, and just after it."""
    before = after = 0
    while i - before > 0 and flags[i - before - 1]:
        before += 1
    while i + after + 1 < len(flags) and flags[i + after + 1]:
        after += 1
    return before, after


def _two_in_three(part, i, side, preset):
    side_of = [sign(v - m) for v, m in zip(part["value"], part["mean"], strict=True)]
    far = [
        s == side and not low <= v <= high and (preset.counts_beyond or lower <= v <= upper)
        for s, v, low, high, lower, upper in zip(
            side_of,
            *(part[c] for c in ("value", "near_lower", "near_upper", "lower", "upper")),
            strict=True,
        )
    ]
    windows = [
        range(a, a + 3)
        for a in range(max(i - 2, 0), min(i, len(part) - 3) + 1)
        if {side_of[j] for j in range(a, a + 3)} == {side} and sum(far[a : a + 3]) >= 2
    ]
    return sum(far[max(i - 2, 0) : i + 1]), max(sum(far[j] for j in w) for w in windows)


COUNTED = {
    "": lambda *_: (0, 0),
    "outside": lambda *_: (1, 1),
    "trend": _trend,
    "two_in_three": _two_in_three,
    "shift": _shift,
}


@given(units(), EITHER_PRESET)
def test_limits_are_those_of_the_slow_way(points, preset):
    found = judge(points, by=["unit"], preset=preset, better="higher").points
    for places in parts(found):
        values = found["value"].loc[places].tolist()
        mean, average = slow_range(values, preset)
        if sum(not isnan(v) for v in values) < preset.least_points:
            mean = average = None
        if preset.needs_limits and average is None:
            mean = None  # nor an average where there is no usual range
        widths = {"mean": 0, "lower": -2.66, "upper": 2.66, "near_lower": -5.32 / 3}
        for name, width in (widths | {"near_upper": 5.32 / 3}).items():
            ours = found[name].loc[places]
            if mean is None or (average is None and width):
                assert ours.isna().all()
            else:
                expected = float(mean) + width * float(average or 0)
                np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-12)


def rules(found, name="rule"):
    """The last points that have a rule: their places from the end, and their rules."""
    return {place - len(found): rule for place, rule in enumerate(found[name]) if rule}


def test_without_a_signal_all_is_usual():
    assert rules(judged(EVEN)) == {}
    assert set(judged(EVEN)["meaning"]) == {"usual"}


def test_a_point_outside_the_limits():
    # the average 50.7, the average change 33 / 13: an upper limit of 57.5
    found = judged([*EVEN, 60])
    assert rules(found) == {-1: "outside"}
    assert found["meaning"].iloc[-1] == "improvement"
    assert judged([*EVEN, 60], better="lower")["meaning"].iloc[-1] == "concern"
    assert judged([*EVEN, 60], better="neither")["meaning"].iloc[-1] == "change"


def test_seven_points_that_rise_are_a_trend_and_six_are_none():
    rise = [47, 48, 49, 50, 51, 52, 53]  # from below the average to above it: no shift
    found = judged([*EVEN, *rise])
    assert rules(found) == dict.fromkeys(range(-7, 0), "trend")
    assert found["run"].tolist()[-7:] == [1, 2, 3, 4, 5, 6, 7]
    assert set(found["run_length"].tolist()[-7:]) == {7}
    assert rules(judged([*EVEN, *rise[1:]])) == {}
    assert rules(judged([*EVEN, *rise[:4], rise[3], *rise[4:]])) == {}, "a tie breaks it"


def test_seven_points_on_one_side_are_a_shift_and_one_on_the_average_breaks_it():
    above = [52, 53, 52, 53, 52, 53, 52]
    found = judged([*EVEN, *above])
    assert rules(found) == dict.fromkeys(range(-7, 0), "shift")
    level = [-1, 1] * 6 + [0, *(3, 2) * 3, 0, -4, -4, -4, -3]  # adds up to nought
    assert judged(level)["mean"].iloc[0] == 0
    assert "shift" not in rules(judged(level)).values()


def test_two_in_three_near_the_limit():
    found = judged([*EVEN, 55, 51, 55])  # average 50.7, changes 2.4
    assert 51 < found["near_upper"].iloc[0] < 55 < found["upper"].iloc[0]
    assert rules(found) == {-3: "two_in_three", -1: "two_in_three"}
    assert rules(judged([*EVEN, 55, 49, 55])) == {}, "all three are on one side"
    assert rules(judged([*EVEN, 51, 51, 55])) == {}


def test_a_point_beyond_the_limit_counts_towards_two_in_three_by_making_data_count():
    values = [*EVEN, *EVEN, 60, 52, 54]
    by_preset = {preset.key: judged(values, preset) for preset in (MDC, PTD)}
    for found in by_preset.values():
        assert found["near_upper"].iloc[0] < 54
        assert 54 < found["upper"].iloc[0] < 60
    assert rules(by_preset["making_data_count"]) == {-3: "outside", -1: "two_in_three"}
    assert rules(by_preset["plot_the_dots"]) == {-3: "outside"}


FALL_ABOVE = [*[30, 50] * 7, 60, 59, 58, 57, 56, 55, 54]


def test_improvement_is_shown_where_a_falling_trend_lies_above_the_average():
    found = judged(FALL_ABOVE).iloc[-7:]
    assert (found["value"] > found["mean"]).all()
    assert set(found["meaning"]) == {"improvement"}
    assert set(found["rule"]) == {"shift"}
    theirs = judged(FALL_ABOVE, PTD).iloc[-1]
    assert (theirs["rule"], theirs["side"], theirs["meaning"]) == ("trend", -1, "concern")
    lower = judged(FALL_ABOVE, better="lower").iloc[-1]
    assert (lower["rule"], lower["side"], lower["meaning"]) == ("trend", -1, "improvement")
    neither = judged(FALL_ABOVE, better="neither").iloc[-1]
    assert (neither["rule"], neither["meaning"]) == ("trend", "change")


@pytest.mark.parametrize(
    ("preset", "better", "side", "run"),
    [
        (MDC, "higher", 1, 7),  # the rise that ends here is the improvement
        (MDC, "lower", -1, 1),  # the fall that begins here is
        (MDC, "neither", -1, 1),
        (PTD, "higher", -1, 1),
        (PTD, "lower", -1, 1),
    ],
)
def test_a_peak_is_of_the_later_trend_or_of_the_one_that_is_an_improvement(
    preset, better, side, run
):
    up = [-7, -5, -3, -1, 1, 3, 5]
    values = [*[-20, 20] * 4, *up, *up[-2::-1]]
    found = judged(values, preset, better)
    peak = found.iloc[-7]
    assert (peak["value"], peak["rule"], peak["side"], peak["run"]) == (5, "trend", side, run)
    assert peak["run_length"] == 7
    assert [s for s in found["side"].iloc[-13:] if s] == [1] * 6 + [side] + [-1] * 6


def test_no_signal_reaches_over_a_step_change():
    steps = [False] * 26 + [True] + [False] * 25
    values = [*[51, 49] * 10, *[52] * 6, *[52] * 6, *[49, 51] * 10]
    together, parted = judged(values), judged(values, starts_step=steps)
    assert set(together["rule"].iloc[20:32]) == {"shift"}
    assert not set(parted["rule"]) & {"shift"}


def test_every_rule_is_counted_and_every_way_has_a_sign():
    assert set(COUNTED) == {"", *RULES}
    assert WAY == {"higher": 1, "lower": -1, "neither": 0}

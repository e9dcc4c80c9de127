from dataclasses import replace
from itertools import pairwise, takewhile
from math import nan

import pandas as pd
import pytest
from hypothesis import given

from metrics.presets import RULES
from metrics.spc import judge
from metrics.verdicts import named
from tests.metrics.monthly import EITHER_PRESET, EITHER_WAY, EVEN, MDC, PTD, line, several, units
from tests.metrics.slow_spc import WAY


def verdict(values, preset=MDC, better="higher", noun="month", **columns):
    found = judge(line(values, **columns), preset=preset, better=better, noun=noun)
    (only,) = found.verdicts.to_dict("records")
    return only


def reason(values, *args, **columns):
    return verdict(values, *args, **columns)["reason"]


def day(text):
    return pd.Timestamp(text)


@given(units(), EITHER_PRESET, EITHER_WAY)
def test_a_verdict_is_that_of_the_newest_point_that_is_judged(points, preset, better):
    found = judge(points, by=["unit"], preset=preset, better=better)
    for said in found.verdicts.to_dict("records"):
        own = found.points[found.points["unit"] == said["unit"]].reset_index(drop=True)
        judged = own[own["judged"]]
        newest = judged.iloc[-1] if len(judged) else None
        assert said["points"] == (judged["step"] == own["step"].iloc[-1]).sum()
        assert said["period"] == newest["period"] if len(judged) else pd.isna(said["period"])
        stale = (
            preset.stale_after and len(judged) and len(own) - 1 - newest.name >= preset.stale_after
        )
        if stale or said["points"] < preset.least_points or not said["points"]:
            assert said["variation"] == "not judged"
            assert said["reason"]
            assert (said["rule"], said["side"], said["run"]) == ("", 0, 0)
            assert pd.isna([said["since"], said["mean"], said["lower"], said["upper"]]).all()
            continue
        for ours, theirs in [("variation", "meaning"), *((n, n) for n in ("rule", "side", "run"))]:
            assert said[ours] == newest[theirs]
        pd.testing.assert_series_equal(
            pd.Series(said)[["mean", "lower", "upper"]].astype(float),
            newest[["mean", "lower", "upper"]].astype(float),
            check_names=False,
        )
        if said["variation"] == "usual":
            assert said["reason"] == ""
            assert pd.isna(said["since"])
        else:
            assert said["since"] == began(own, newest, preset, better)


def began(own, newest, preset, better):
    """The first point of the newest one's signals of its meaning, by looking back from it."""
    own = own[~own["small"] & ~own["left_out"] & (own["step"] == newest["step"])]
    own = own[own["period"] <= newest["period"]].iloc[::-1]
    values, back = own["value"].tolist(), [0]
    for side in [newest["side"]] if WAY[better] else [1, -1]:
        above = reach(side * (v - newest["mean"]) > 0 for v in values)
        rises = reach(side * (b - a) > 0 for b, a in pairwise(values))
        name = "upper" if side > 0 else "lower"
        far = [
            side * (v - newest[f"near_{name}"]) > 0
            and (preset.counts_beyond or side * (v - newest[name]) <= 0)
            for v in values[:3]
        ]
        if above >= preset.shift:
            back.append(above - 1)
        if rises >= preset.trend - 1:
            crossed = [
                n for n, v in enumerate(values[: rises + 1]) if side * (v - newest["mean"]) > 0
            ]
            back.append(max(crossed, default=rises))
        if above >= 3 and far[0] and sum(far) >= 2:
            back.append(2 if far[2] else 1)
    return own["period"].iloc[max(back)]


def reach(flags):
    """How many are true before the first that is not."""
    return len(list(takewhile(bool, flags)))


HIGH = [*EVEN, *EVEN]  # 26 months of 49 to 51


@pytest.mark.parametrize(
    ("values", "variation", "since", "said"),
    [
        ([*EVEN, 60], "improvement", "2025-02", "February 2025 is above the usual range"),
        ([*EVEN, 40], "concern", "2025-02", "February 2025 is below the usual range"),
        ([*EVEN, *[52] * 7], "improvement", "2025-02", "the last 7 months are above the average"),
        (
            [*EVEN, 47, 48, 49, 50, 51, 52, 53],  # a trend is better from where it crosses 50
            "improvement",
            "2025-06",
            "each of the last 6 months is higher than the one before",
        ),
        (
            [*EVEN, 55, 51, 55],
            "improvement",
            "2025-02",
            "two of the last three months are near the upper end of the usual range",
        ),
        (
            [*EVEN, *EVEN, 46, 46, 46],
            "concern",
            "2026-03",
            "all of the last three months are near the lower end of the usual range",
        ),
        (
            [*HIGH, *[51] * 6, 60],
            "improvement",
            "2026-03",
            "September 2026 is above the usual range, and the last 7 months are above the average",
        ),
        (
            [*HIGH, 60, 51, 54],
            "improvement",
            "2026-03",
            "two of the last three months are near the upper end of the usual range or beyond it",
        ),
        (  # of two in three nothing is said beside a run on the same side, which says more
            [*HIGH, *[51] * 6, 53.5, 53.5],
            "improvement",
            "2026-03",
            "the last 8 months are above the average",
        ),
        (EVEN, "usual", None, ""),
    ],
)
def test_what_the_newest_month_says(values, variation, since, said):
    found = verdict(values)
    assert (found["variation"], found["reason"]) == (variation, said)
    assert found["since"] == day(since) if since else pd.isna(found["since"])


def test_only_signals_of_the_meaning_are_given_as_its_reason():
    values = [*[50, 30] * 7, 60, 59, 58, 57, 56, 55, 54]  # falls, and lies above the average
    fall = "each of the last 6 months is lower than the one before"
    above = "the last 7 months are above the average"
    assert reason(values) == above
    assert reason(values, better="lower") == fall
    assert reason(values, PTD) == fall
    assert reason(values, better="neither") == f"{fall}, and {above}"
    assert verdict(values, better="neither")["variation"] == "change"


def test_months_that_are_passed_over_are_not_counted_in_silence():
    values = [*EVEN, 52, 52, 52, 0, 52, 52, 52, 52]
    small = [v == 0 for v in values]
    assert reason(values, small=small) == "the last 7 judged months are above the average"
    before = [*EVEN, 0, *[52] * 7]  # the small month comes before the run
    assert reason(before, small=[v == 0 for v in before]) == (
        "the last 7 months are above the average"
    )
    rise = [*EVEN, 47, 48, 49, 0, 50, 51, 52, 53]
    assert reason(rise, left_out=[v == 0 for v in rise]) == (
        "each of the last 6 judged months is higher than the one before"
    )
    near = [*EVEN, 55, 0, 51, 55]
    assert reason(near, small=[v == 0 for v in near]) == (
        "two of the last three judged months are near the upper end of the usual range"
    )
    outside = [*EVEN, 0, 60]
    assert reason(outside, small=[v == 0 for v in outside]) == (
        "March 2025 is above the usual range"
    )


def test_periods_go_by_their_names():
    when = day("2026-11-16")
    assert named(when, "month") == "November 2026"
    assert named(when, "week") == "the week of Mon 16 Nov 2026"
    assert named(when, "day") == "Mon 16 Nov 2026"
    assert reason([*EVEN, *[52] * 7], noun="week") == "the last 7 weeks are above the average"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (12, "only 12 months can be judged, and 13 are needed"),
        (2, "only 2 months can be judged, and 13 are needed"),
        (1, "only 1 month can be judged, and 13 are needed"),
    ],
)
def test_why_a_short_line_is_not_judged(n, said):
    assert reason(EVEN[:n]) == said
    small = [True] * 9 + [False] * n
    assert reason([50] * (9 + n), small=small) == said


def test_why_a_line_of_nothing_is_not_judged():
    said = "no month can be judged, and 13 are needed"
    assert reason([50] * 20, small=True) == said
    assert reason([nan] * 20) == said
    one = "no month can be judged, and 1 is needed"
    assert reason([nan] * 20, PTD) == one
    assert pd.isna(verdict([nan] * 20)["period"])


def test_after_a_step_change_only_what_came_since_is_told():
    values = [*EVEN, 60, 60, 60]
    steps = [i == 13 for i in range(16)]
    found = verdict(values, starts_step=steps, target=40)
    assert found["variation"] == "not judged"
    assert found["reason"] == (
        "only 3 months since the step change can be judged, and 13 are needed"
    )
    assert (found["points"], found["value"], found["assurance"]) == (3, 60, "")
    later = verdict([*EVEN, *EVEN], starts_step=[*steps, *[False] * 10])
    assert (later["variation"], later["points"]) == ("usual", 13)


def test_limits_of_before_a_step_change_are_not_those_of_now():
    steps = [i == 13 for i in range(15)]
    found = verdict([*EVEN, 5, 5], starts_step=steps, small=[i >= 13 for i in range(15)], target=9)
    assert found["reason"] == ("no month since the step change can be judged, and 13 are needed")
    assert found["period"] == day("2025-01")
    assert pd.isna([found["mean"], found["lower"], found["upper"]]).all()
    assert (found["value"], found["assurance"]) == (50, "")


@pytest.mark.parametrize(("last", "variation"), [(2, "usual"), (3, "not judged")])
def test_nothing_is_said_of_a_line_that_ended_three_months_ago(last, variation):
    values = [*EVEN, *[1] * last]
    found = verdict(values, small=[v == 1 for v in values])
    assert (found["variation"], found["period"]) == (variation, day("2025-01"))
    if last == 3:
        assert found["reason"] == "no month after January 2025 can be judged"
        assert pd.isna(found["upper"])
    by_reference = verdict(values, PTD, small=[v == 1 for v in values])
    assert by_reference["variation"] == "usual"


def test_of_targets_that_change_the_newest_counts():
    targets = [40] * 12 + [60]
    found = verdict(EVEN, target=targets)
    assert (found["target"], found["assurance"]) == (60, "will not reach")
    small = [False] * 13 + [True]
    found = verdict([*EVEN, 7], target=[60] * 13 + [40], small=small)
    assert (found["period"], found["target"]) == (day("2025-01"), 40)
    assert found["assurance"] == "will reach"


def test_one_unit_may_have_a_target_and_another_none():
    points = several(A=line(EVEN, target=40), B=line(EVEN, target=nan), C=line([nan], target=3))
    found = judge(points, by=["unit"], preset=MDC, better="higher").verdicts
    assert found["assurance"].tolist() == ["will reach", "", ""]
    assert found["chart"].tolist() == ["XmR"] * 3
    assert found["points"].tolist() == [13, 13, 0]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_may_be_the_reason_of_a_shorter_preset(rule):
    short = replace(MDC, shift=5, trend=5)
    values = {
        "outside": [*EVEN, 60],
        "trend": [*EVEN, 48, 49, 50, 51, 52],
        "two_in_three": [*EVEN, 55, 51, 55],
        "shift": [*EVEN, *[52] * 5],
    }
    assert verdict(values[rule], short)["rule"] == rule

"""Whether a target can be reached with things as they are, through spc.judge()."""

from dataclasses import replace
from math import nan, sqrt

import pandas as pd
import pytest

from metrics.spc import judge
from tests.metrics.monthly import EVEN, MDC, PTD, line, several


def verdict(values, preset=MDC, better="higher", **columns):
    (only,) = judge(line(values, **columns), preset=preset, better=better).verdicts.to_dict(
        "records"
    )
    return only


# EVEN lies within 50 ± 2.66 x 23 / 12, which is 44.9 to 55.1
@pytest.mark.parametrize(
    ("target", "if_higher", "if_lower"),
    [
        (44, "will reach", "will not reach"),
        (50, "may or may not reach", "may or may not reach"),
        (56, "will not reach", "will reach"),
        (nan, "", ""),
    ],
)
def test_whether_the_target_can_be_reached(target, if_higher, if_lower):
    for preset in (MDC, PTD):
        assert verdict(EVEN, preset, target=target)["assurance"] == if_higher
        assert verdict(EVEN, preset, "lower", target=target)["assurance"] == if_lower
    assert verdict(EVEN, better="neither", target=target)["assurance"] == ""
    assert verdict(EVEN[:12], target=target)["assurance"] == ""
    assert verdict(EVEN)["assurance"] == ""


@pytest.mark.parametrize("value", [1, 0.4])
def test_a_line_that_is_always_at_its_target_reaches_it(value):
    for better in ("higher", "lower"):
        assert verdict([value] * 13, MDC, better, target=value)["assurance"] == "will reach"
        assert verdict([value] * 13, PTD, better, target=value)["assurance"] == (
            "may or may not reach"
        )
    assert verdict([value] * 13, target=value + 0.1)["assurance"] == "will not reach"


def test_a_limit_that_is_just_on_the_target_decides():
    # changes of 1 and an average of 0.5: limits of 0.5 ± 2.66
    values = [0, 1] * 7
    upper, lower = 0.5 + 2.66, 0.5 - 2.66
    assert verdict(values, target=lower)["assurance"] == "will reach"
    assert verdict(values, target=upper)["assurance"] == "will not reach"
    assert verdict(values, better="lower", target=upper)["assurance"] == "will reach"
    assert verdict(values, PTD, target=lower)["assurance"] == "may or may not reach"


# a run of twelve, of 54 and changes of 2: limits of 48.7 to 59.3
MOVED = [*EVEN, *[53, 55] * 6]
BY_THIRTEEN = replace(MDC, baseline=13)


def test_a_line_that_has_left_its_baseline_is_asked_what_it_has_been_since():
    found = verdict(MOVED, BY_THIRTEEN, target=48)
    assert found["upper"] == pytest.approx(50 + 2.66 * 23 / 12), "the limits of the baseline stand"
    assert found["assurance"] == "will reach"
    assert found["assured_since"] == pd.Timestamp("2025-02-01")
    assert verdict(MOVED, BY_THIRTEEN, target=49)["assurance"] == "may or may not reach"
    assert verdict(MOVED, BY_THIRTEEN, target=60)["assurance"] == "will not reach"


@pytest.mark.parametrize("target", [40, 48, 54, 60, 99])
@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize("n", [7, 11])
def test_a_run_of_fewer_than_twelve_points_leaves_it_open(n, better, target):
    found = verdict(MOVED[: 13 + n], BY_THIRTEEN, better, target=target)
    assert found["run"] >= 1
    assert found["assurance"] == "may or may not reach"
    assert found["assured_since"] == pd.Timestamp("2025-02-01")
    assert verdict(MOVED[: 13 + n], BY_THIRTEEN, better, target=nan)["assurance"] == ""


@pytest.mark.parametrize(
    ("values", "target", "said"),
    [
        ([*EVEN, 56], 56, "may or may not reach"),  # it has just been reached
        ([*EVEN, 57, *[50, 50, 51, 49, 50]], 56, "may or may not reach"),  # six months ago
        ([*EVEN, 57, *[50, 50, 51, 49, 50, 50]], 56, "will not reach"),  # seven: long enough past
        ([*EVEN, 55], 56, "will not reach"),
        ([*EVEN, 43], 44, "may or may not reach"),  # and the other way round
        ([*EVEN, 43, *[50, 50, 51, 49, 50, 50]], 44, "will reach"),
        ([*EVEN, 45], 44, "will reach"),
        ([*EVEN, 43, nan, 50], 44, "may or may not reach"),  # of the months that have a figure
        ([*EVEN, 57], 60, "may or may not reach"),  # above the limits: they hold no longer
        ([*EVEN, 57, 50], 60, "will not reach"),
        ([*EVEN, 43], 40, "may or may not reach"),
        ([*EVEN, 43], 60, "will not reach"),  # worse, and it would not have reached it before
        ([*EVEN, 57], 40, "will reach"),
    ],
)
def test_nothing_is_said_that_a_recent_month_belies(values, target, said):
    assert verdict(values, BY_THIRTEEN, target=target)["assurance"] == said
    mirrored = [100 - v for v in values]
    assert verdict(mirrored, BY_THIRTEEN, "lower", target=100 - target)["assurance"] == said


def test_a_month_before_the_step_change_belies_nothing():
    values = [*EVEN, 57, *EVEN[:3]]
    step = [n == 14 for n in range(len(values))]
    found = verdict(values, replace(BY_THIRTEEN, least_points=3), target=56, starts_step=step)
    assert found["assurance"] == "will not reach"


def test_of_several_lines_each_is_belied_by_its_own_months():
    points = several(A=line([*EVEN, 57]), B=line([*EVEN, 50])).assign(target=56.0)
    found = judge(points, by=["unit"], preset=BY_THIRTEEN, better="higher").verdicts
    assert found["assurance"].tolist() == ["may or may not reach", "will not reach"]


def shares(part, whole, **columns):
    part, whole = pd.Series(part, dtype="float64"), pd.Series(whole, dtype="float64")
    points = line(part / whole, part=part, whole=whole, **columns)
    found = judge(points, preset=BY_THIRTEEN, better="higher", chosen=True)
    (only,) = found.verdicts.to_dict("records")
    return only


def test_a_run_is_asked_by_the_lines_own_chart():
    # 45% of 40 and 55% of 400 in turn, then twelve months of 75% of 40 and 85% of 400
    whole = [*[40, 400] * 6, 40, *[40, 400] * 6]
    part = [*[18, 220] * 6, 18, *[30, 340] * 6]
    centre = 370 / 440
    sigma = [sqrt(centre * (1 - centre) / n) for n in (40, 400)]
    z = [(share - centre) / s for share, s in zip((0.75, 0.85), sigma, strict=True)]
    away = 3 * sigma[1] * (z[1] - z[0]) / 1.128  # of the newest month's 400
    for beyond, low, high in (
        (1e-6, "may or may not reach", "will not reach"),
        (-1e-6, "will reach", "may or may not reach"),
    ):
        low_end, high_end = centre - away + beyond, centre + away + beyond
        assert [shares(part, whole, target=t)["assurance"] for t in (low_end, high_end)] == [
            low,
            high,
        ]
    found = shares(part, whole, target=0.7)
    assert (found["chart"], found["assured_since"]) == ("P′", pd.Timestamp("2025-02-01"))
    # by an XmR chart, of 80% and changes of 10 points, it would not be said
    assert 0.8 - 2.66 * 0.1 < 0.7 < centre - away


def test_a_share_that_was_at_a_hundred_per_cent_at_times_may_reach_it():
    whole = [*[10, 40] * 6, 10]
    part = [*[10, 37] * 6, 10]  # 100% and 92.5% in turn
    found = shares(part, whole, target=1.0)
    assert (found["chart"], found["variation"]) == ("P′", "usual")
    assert found["upper"] > 1
    assert found["assurance"] == "may or may not reach"
    never = shares([0.2 * n for n in whole], whole, target=1.0)
    assert (never["chart"], never["assurance"]) == ("P′", "will not reach")


def test_by_the_reference_the_limits_shown_are_asked():
    found = verdict(MOVED, replace(BY_THIRTEEN, assures_by_run=False), target=48)
    assert found["assurance"] == "may or may not reach"
    assert pd.isna(found["assured_since"])
    assert pd.isna(verdict(MOVED, PTD, target=48)["assured_since"])


def test_a_run_that_has_ended_is_asked_nothing():
    found = verdict([*MOVED, 49], BY_THIRTEEN, target=48)
    assert found["assurance"] == "may or may not reach"
    assert pd.isna(found["assured_since"])


def test_small_months_are_not_of_the_run():
    values = [*MOVED[:-1], 0, 55]
    small = [v == 0 for v in values]
    found = verdict(values, BY_THIRTEEN, target=48, small=small)
    assert (found["assurance"], found["assured_since"]) == (
        "will reach",
        pd.Timestamp("2025-02-01"),
    )
    shorter = verdict([*values[:-2], 0], BY_THIRTEEN, target=48, small=[*small[:-2], True])
    assert shorter["assurance"] == "may or may not reach", "eleven and a small one are eleven"


def test_each_line_is_asked_by_itself():
    of = several(
        A=line(EVEN, target=44.0), B=line(MOVED, target=48.0), C=line(MOVED[:20], target=48.0)
    )
    found = judge(of, by=["unit"], preset=BY_THIRTEEN, better="higher").verdicts
    assert found["assurance"].tolist() == ["will reach", "will reach", "may or may not reach"]
    assert found["assured_since"].isna().tolist() == [True, False, False]

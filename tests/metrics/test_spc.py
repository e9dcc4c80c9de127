"""What judging keeps to, whatever the lines; each rule by hand is in test_signals.py."""

from dataclasses import replace
from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.spc import judge
from tests.metrics.monthly import EITHER_PRESET, EITHER_WAY, EVEN, MDC, PTD, line, points, units

LIMITS = ["mean", "lower", "upper", "near_lower", "near_upper"]
SIGNAL = ["rule", "side", "run", "run_length", "meaning", "judged", "step"]
SAID = ["period", "points", "variation", "side", "rule", "run", "since", "reason", "assurance"]
TARGET = st.integers(-9, 9) | st.just(nan)
OPPOSITE = {"higher": "lower", "lower": "higher", "neither": "neither"}


def judged(lines, **how):
    return judge(lines, by=["unit"], **how)


def same(one, other):
    pd.testing.assert_frame_equal(one, other)


def same_signals(one, other):
    same(one.points[SIGNAL], other.points[SIGNAL])
    same(one.verdicts[SAID], other.verdicts[SAID])


@given(units(), st.randoms(use_true_random=False), EITHER_PRESET, EITHER_WAY)
def test_the_order_of_rows_does_not_matter(lines, random, preset, better):
    order = list(range(len(lines)))
    random.shuffle(order)
    here = judged(lines, preset=preset, better=better)
    there = judged(lines.iloc[order], preset=preset, better=better)
    same(here.points, there.points)
    same(here.verdicts, there.verdicts)


@given(units(), TARGET, st.integers(-1000, 1000), EITHER_PRESET, EITHER_WAY)
def test_a_constant_added_shifts_the_limits_and_changes_no_signal(
    lines, target, constant, preset, better
):
    here, there = (
        judged(
            lines.assign(value=lines["value"] + c, target=target + c), preset=preset, better=better
        )
        for c in (0, constant)
    )
    same_signals(here, there)
    np.testing.assert_allclose(
        there.points[LIMITS], here.points[LIMITS] + constant, rtol=1e-12, atol=1e-9
    )


@given(units(), TARGET, st.integers(1, 1000), EITHER_PRESET, EITHER_WAY)
def test_a_factor_scales_the_limits_and_changes_no_signal(lines, target, factor, preset, better):
    here, there = (
        judged(
            lines.assign(value=lines["value"] * f, target=target * f), preset=preset, better=better
        )
        for f in (1, factor)
    )
    same_signals(here, there)
    np.testing.assert_allclose(
        there.points[LIMITS], here.points[LIMITS] * factor, rtol=1e-12, atol=1e-9
    )


@given(units(), TARGET, EITHER_PRESET, EITHER_WAY)
def test_upside_down_high_is_low_and_the_meaning_the_same(lines, target, preset, better):
    here = judged(lines.assign(target=target), preset=preset, better=better)
    there = judged(
        lines.assign(value=-lines["value"], target=-target), preset=preset, better=OPPOSITE[better]
    )
    turned = there.points.assign(side=-there.points["side"])
    same(turned[SIGNAL], here.points[SIGNAL])
    meant = [name for name in SAID if name not in ("side", "reason")]
    same(there.verdicts[meant], here.verdicts[meant])
    np.testing.assert_allclose(there.points["lower"], -here.points["upper"], rtol=1e-12, atol=1e-9)


@given(units(), EITHER_WAY)
def test_the_other_way_better_swaps_improvement_and_concern(lines, better):
    # where one point is both, making_data_count shows the improvement either way
    here, there = (judged(lines, preset=PTD, better=b) for b in (better, OPPOSITE[better]))
    swapped = {"improvement": "concern", "concern": "improvement"}
    assert there.points["meaning"].tolist() == [swapped.get(m, m) for m in here.points["meaning"]]


@given(units(), EITHER_PRESET, EITHER_WAY)
def test_a_unit_does_not_touch_anothers_line(lines, preset, better):
    together = judged(lines, preset=preset, better=better)
    for unit, own in lines.groupby("unit"):
        alone = judge(own, preset=preset, better=better)
        theirs = together.points[together.points["unit"] == unit].reset_index(drop=True)
        same(alone.points, theirs)
        verdict = together.verdicts[together.verdicts["unit"] == unit]
        same(alone.verdicts, verdict.drop(columns="unit").reset_index(drop=True))


@given(units(), st.data(), EITHER_PRESET, EITHER_WAY)
def test_the_figures_of_small_months_say_nothing(lines, data, preset, better):
    out = lines["small"] | lines["left_out"]
    others = data.draw(
        st.lists(st.integers(-99, 99) | st.just(nan), min_size=len(lines), max_size=len(lines))
    )
    here = judged(lines, preset=preset, better=better)
    there = judged(
        lines.assign(value=np.where(out, others, lines["value"])), preset=preset, better=better
    )
    same(here.points.drop(columns="value"), there.points.drop(columns="value"))
    same(here.verdicts, there.verdicts)
    small = here.points[out.to_numpy()]
    assert set(small["meaning"]) <= {"not judged"}
    assert set(small["rule"]) <= {""}
    assert not small["judged"].any()


@given(units(), EITHER_PRESET, EITHER_WAY)
def test_without_the_small_months_the_others_are_judged_alike(lines, preset, better):
    out = lines["small"] | lines["left_out"]
    assume(not (lines["starts_step"] & out).any() and not out.all())
    one_word = replace(preset, stale_after=None)
    here = judged(lines, preset=one_word, better=better)
    there = judged(lines[~out], preset=one_word, better=better)
    kept = here.points[~out.to_numpy()]
    alike = [*LIMITS, *(name for name in SIGNAL if name != "step")]
    same(kept[alike].reset_index(drop=True), there.points[alike])


@given(points(steps=False), st.integers(12, 30))
def test_a_baseline_of_all_points_changes_nothing(lines, n):
    assume(len(lines) <= n)
    free = replace(MDC, baseline=None)
    here, there = (judge(lines, preset=free, better="higher", fix_after=f) for f in (None, n))
    same(here.points, there.points)


def test_a_baseline_keeps_the_limits_of_the_first_points_of_each_step():
    values = [*EVEN, *[60, 58] * 3, *EVEN, *[70, 72] * 6]
    steps = [i == 19 for i in range(len(values))]
    found = judge(line(values, starts_step=steps), preset=MDC, better="higher", fix_after=13).points
    average = 23 / 12  # of the changes of EVEN: eleven of 2 and one of 1
    assert set(found["mean"]) == {50}
    np.testing.assert_allclose(found["upper"], 50 + 2.66 * average)
    assert set(found["rule"].iloc[13:19]) == {"outside"}
    assert set(found["rule"].iloc[19:32]) == {""}
    assert set(found["rule"].iloc[32:]) == {"outside"}


def test_the_presets_baseline_holds_where_none_is_given():
    values = [*EVEN, *EVEN, *[60, 62] * 5]
    fixed = judge(line(values), preset=replace(MDC, baseline=26), better="higher")
    same(fixed.points, judge(line(values), preset=MDC, better="higher", fix_after=26).points)
    assert set(fixed.points["mean"]) == {50}
    free = judge(line(values), preset=replace(MDC, baseline=None), better="higher")
    np.testing.assert_allclose(free.points["mean"], (26 * 50 + 10 * 61) / 36)


def test_the_baselines_first_points_are_those_that_are_kept():
    values, small = [99, *EVEN, 60], [True, *[False] * 14]
    found = judge(line(values, small=small), preset=MDC, better="higher", fix_after=13).points
    assert set(found["mean"]) == {50}


def test_the_presets_baseline_counts_months_that_are_judged():
    # a month without a value and a small one among the first fifteen
    values = [*EVEN[:6], nan, *EVEN[6:10], 99, *EVEN[10:], *[60, 62] * 4]
    small = [v == 99 for v in values]
    found = judge(line(values, small=small), preset=replace(MDC, baseline=13), better="higher")
    assert set(found.points["mean"]) == {50}
    of_rows = judge(line(values, small=small), preset=MDC, better="higher", fix_after=14).points
    assert set(of_rows["mean"]) == {50}, "a missing one is counted where a number is given"
    of_fewer = judge(line(values, small=small), preset=MDC, better="higher", fix_after=13).points
    np.testing.assert_allclose(of_fewer["mean"], (13 * 50 - EVEN[-1]) / 12)


def test_a_few_months_beyond_the_usual_range_are_no_part_of_it():
    january = [51, 49] * 4 + [35] + [51, 49] * 5 + [51, 35] + [49, 51, 49]  # of each of two years
    after = [50, 49.8] * 3 + [50]
    found = judge(line([*january, *after]), preset=MDC, better="higher")
    assert set(found.points["mean"]) == {50}  # of all 24 it would be 48.75, and `after` better
    assert found.points["rule"].iloc[8] == found.points["rule"].iloc[20] == "outside"
    assert found.verdicts["variation"].item() == "usual"
    of_all = judge(line([*january, *after]), preset=replace(MDC, exceptions=None), better="higher")
    assert set(of_all.points["mean"]) == {48.75}
    assert of_all.verdicts["variation"].item() == "improvement"


def test_months_beyond_it_are_judged_though_they_are_no_part_of_it():
    of_all = replace(MDC, baseline=None)
    found = judge(line([51, 49] * 10 + [35, *[51, 49] * 3]), preset=of_all, better="higher").points
    assert found["judged"].all()
    assert found["rule"].iloc[20] == "outside"
    assert set(found["mean"]) == {50}


def test_more_than_a_few_months_beyond_it_are_a_line_that_moves():
    three, four = ([51, 49] * 10 + [51] * (4 - n) + [35] * n for n in (3, 4))
    few, many = (judge(line(v), preset=MDC, better="higher").points for v in (three, four))
    assert few["mean"].iloc[0] == pytest.approx((20 * 50 + 51) / 21)
    assert many["mean"].iloc[0] == pytest.approx((20 * 50 + 4 * 35) / 24)


@given(points(steps=False), st.integers(12, 30), st.sets(st.integers(0, 44), max_size=6))
def test_months_without_a_value_are_no_part_of_the_presets_baseline(lines, n, places):
    """Where a month is put in without a value, the average stays that of the same months."""
    some = sorted(p for p in places if p < len(lines))
    between = lines["period"].iloc[some] + pd.Timedelta(days=14)
    blank = pd.DataFrame({"period": between, "value": nan}).assign(
        small=False, left_out=False, starts_step=False
    )
    preset = replace(MDC, baseline=n, needs_limits=False, exceptions=None)
    here, there = (
        judge(p, preset=preset, better="higher").points
        for p in (lines, pd.concat([lines, blank], ignore_index=True))
    )
    kept = there[there["period"].isin(here["period"])]
    np.testing.assert_array_equal(kept["mean"], here["mean"])


def test_two_points_of_one_period_are_refused():
    with pytest.raises(AssertionError, match="a line has two points of one period"):
        judge(line(EVEN).iloc[[*range(13), 4]], preset=MDC, better="higher")


def test_points_of_which_no_two_follow_one_another_are_not_judged():
    gaps = line([v for each in EVEN for v in (each, nan)][:-1], target=40)
    found = judge(gaps, preset=MDC, better="higher")
    assert set(found.points["meaning"]) == {"not judged"}
    assert found.points["judged"].sum() == 13
    assert found.points[LIMITS].isna().all(axis=None), "nor has it an average to be drawn"
    (said,) = found.verdicts.to_dict("records")
    assert (said["variation"], said["points"], said["assurance"]) == ("not judged", 13, "")
    assert said["reason"] == "too few months follow one another to say what is usual"
    assert pd.isna([said["mean"], said["upper"], said["since"]]).all()
    by_reference = judge(gaps, preset=PTD, better="higher")
    assert by_reference.verdicts["variation"].tolist() == ["usual"]
    weeks = judge(gaps, preset=MDC, better="higher", noun="week").verdicts["reason"].tolist()
    assert weeks == ["too few weeks follow one another to say what is usual"]


def test_a_baseline_without_limits_leaves_its_step_unjudged_and_no_other():
    gaps = [v for each in EVEN for v in (each, nan)]
    steps = [i == 26 for i in range(40)]
    first, then = (gaps, [*EVEN, 50]), ([*EVEN, *EVEN], [50, nan] * 7)
    found = [
        judge(line([*a, *b], starts_step=steps), preset=MDC, better="higher")
        for a, b in (first, then)
    ]
    assert [f.points["upper"].notna().tolist() for f in found] == [
        [False] * 26 + [True] * 14,
        [True] * 26 + [False] * 14,
    ]
    assert [f.verdicts["variation"].item() for f in found] == ["usual", "not judged"]


def test_a_run_on_one_side_is_no_signal_where_the_baseline_has_no_limits():
    late = line([*(v for each in EVEN for v in (each, nan)), *[60] * 7])
    found = judge(late, preset=replace(MDC, baseline=13), better="higher")
    assert set(found.points["meaning"]) == {"not judged"}
    assert found.verdicts["rule"].tolist() == [""]
    without = judge(late, preset=replace(MDC, baseline=13, needs_limits=False), better="higher")
    assert without.verdicts["rule"].tolist() == ["shift"]


def test_a_point_without_limits_of_its_own_is_not_judged_and_the_others_are():
    # an explicit P′ chart of a line with one month that says nothing of its cases
    part = [*[15, 58] * 7, nan]
    given_points = line([*[0.75, 0.725] * 7, 0.1], part=part, whole=[*[20, 80] * 7, 20], chart="P′")
    found = judge(given_points, preset=MDC, better="higher")
    assert found.points["meaning"].tolist() == [*["usual"] * 14, "not judged"]
    assert found.verdicts["variation"].tolist() == ["not judged"]


@pytest.mark.parametrize("n", [-1, 0, 1, 11])
def test_a_baseline_that_is_too_short_is_refused(n):
    with pytest.raises(ValueError, match=f"needs 12 points or more, not {n}"):
        judge(line(EVEN), preset=MDC, better="higher", fix_after=n)


def test_fewer_than_13_points_are_not_judged():
    twelve, thirteen = (judge(line(EVEN[:n]), preset=MDC, better="higher").points for n in (12, 13))
    assert set(twelve["meaning"]) == {"not judged"}
    assert twelve["judged"].all()
    assert twelve[LIMITS].isna().all(axis=None)
    assert set(thirteen["meaning"]) == {"usual"}
    by_reference = judge(line(EVEN[:12]), preset=PTD, better="higher").points
    assert set(by_reference["meaning"]) == {"usual"}


def test_a_step_change_with_few_points_after_it_leaves_those_unjudged():
    steps = [i == 13 for i in range(18)]
    found = judge(line([*EVEN, *[60] * 5], starts_step=steps), preset=MDC, better="higher").points
    assert found["meaning"].tolist() == ["usual"] * 13 + ["not judged"] * 5
    assert found["upper"].notna().tolist() == [True] * 13 + [False] * 5


@pytest.mark.parametrize("preset", [MDC, PTD])
@pytest.mark.parametrize("chosen", [False, True])
def test_without_points_nothing_is_said(preset, chosen):
    empty = line([], part=nan, whole=nan, target=nan, small=False, unit="A")
    for by in ([], ["unit"]):
        found = judge(empty, by=by, preset=preset, better="higher", chosen=chosen)
        assert found.points.empty
        assert found.verdicts.empty
        assert {*by, *SAID} <= set(found.verdicts)


@pytest.mark.parametrize("preset", [MDC, PTD])
@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("n", [1, 2, 20])
@pytest.mark.parametrize(
    "changed", [{}, {"value": nan, "part": nan, "whole": 0}, {"small": True}, {"left_out": True}]
)
def test_lines_of_which_little_can_be_said(preset, chosen, n, changed):
    few = line([0.5] * n, part=1, whole=2).assign(**changed)
    found = judge(few, preset=preset, better="higher", chosen=chosen)
    known = not changed and (preset is PTD or n >= 13)
    assert set(found.points["meaning"]) == {"usual" if known else "not judged"}
    (verdict,) = found.verdicts.to_dict("records")
    assert verdict["variation"] == ("usual" if known else "not judged")
    assert bool(verdict["reason"]) is not known
    assert pd.isna(verdict["since"])


def test_what_is_given_is_as_it_was():
    given_points = line(EVEN)
    before = given_points.copy()
    judge(given_points, preset=MDC, better="higher")
    same(given_points, before)

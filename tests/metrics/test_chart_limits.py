from math import nan, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.chart_limits import CHARTS, UNEVEN, chart_limits, newest_limits, suited
from metrics.lines import lines
from metrics.presets import RANGES
from metrics.proportions import i_limits, p_limits, p_prime_limits
from metrics.spc import judge
from metrics.xmr import xmr_limits
from tests.metrics.monthly import EITHER_WAY, MDC, line, several


def shares(part, whole, **columns):
    part, whole = np.array(part, np.float64), np.array(whole, np.float64)
    value = np.divide(part, whole, out=np.full(len(part), nan), where=whole > 0)
    return line(value, part=part, whole=whole, **columns)


def charts(points, by=()):
    return suited(lines(points, by)).frame["chart"].tolist()


def test_the_kinds_of_chart():
    assert CHARTS == ("XmR", "I", "P", "P′")
    assert UNEVEN == 3


@pytest.mark.parametrize(
    ("whole", "chart"),
    [([10, 29, 20], "XmR"), ([10, 30, 20], "P′"), ([10, 31, 20], "P′"), ([0, 0, 0], "XmR")],
)
def test_shares_of_uneven_denominators_have_a_p_prime_chart(whole, chart):
    assert charts(shares([0, 0, 0], whole)) == [chart] * 3


def test_only_months_that_are_judged_make_denominators_uneven():
    points = shares([5, 5, 5, 5], [10, 10, 90, 1], small=False, left_out=False)
    assert charts(points) == ["P′"] * 4
    points.loc[2, "left_out"] = True
    points.loc[3, "small"] = True
    assert charts(points) == ["XmR"] * 4
    assert charts(points.assign(small=True)) == ["XmR"] * 4


def test_each_line_has_the_chart_that_suits_it():
    points = several(A=shares([1, 1], [10, 30]), B=shares([1, 1], [10, 20]))
    assert charts(points, ["unit"]) == ["P′", "P′", "XmR", "XmR"]


def test_each_step_has_the_chart_that_suits_it():
    steps = [False, False, True, False, False, True, False]
    whole, part = [10, 90, 20, 25, 30, 10, 30], [1.0, 1, 1, 1, 1, 1, 1]
    points = shares(part, whole, starts_step=steps)
    assert charts(points) == [*["P′"] * 2, *["XmR"] * 3, *["P′"] * 2]
    blank = points.assign(part=[nan, *part[1:]])  # of which nobody knows what its shares are of
    assert charts(blank) == ["XmR"] * 5 + ["P′"] * 2
    small = points.assign(small=[True, *[False] * 6])
    assert charts(small) == ["XmR"] * 5 + ["P′"] * 2


def test_a_line_has_the_chart_of_its_newest_step():
    whole, part = [20, 80] * 7, [15, 59] * 7
    steps = [i == 14 for i in range(28)]
    even_last = shares([*part, *[30, 33] * 7], [*whole, *[40, 44] * 7], starts_step=steps)
    uneven_last = shares([*[30, 33] * 7, *part], [*[40, 44] * 7, *whole], starts_step=steps)
    for points, chart in ((even_last, "XmR"), (uneven_last, "P′")):
        found = judge(points, preset=MDC, better="higher", chosen=True)
        assert found.verdicts["chart"].tolist() == [chart]
        assert set(found.points["chart"].iloc[14:]) == {chart}
        upper = found.points["upper"].iloc[14:]
        assert (upper.nunique() == 1) is (chart == "XmR")


counted = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=30)


@given(earlier=counted, later=counted, better=EITHER_WAY)
def test_months_before_a_step_change_do_not_touch_what_is_said_after_it(earlier, later, better):
    def of(rows, **columns):
        return shares([a for a, _ in rows], [a + b for a, b in rows], **columns)

    n = len(earlier)
    steps = [i == n for i in range(n + len(later))]
    both = of(earlier + later, starts_step=steps, target=0.7)
    here, there = (
        judge(points, preset=MDC, better=better, chosen=True)
        for points in (both, both.iloc[n:].assign(starts_step=False))
    )
    pd.testing.assert_frame_equal(
        here.points.iloc[n:].drop(columns=["step", "starts_step"]).reset_index(drop=True),
        there.points.drop(columns=["step", "starts_step"]),
    )
    assume(there.points["judged"].any())  # or the last word is of before
    no_reason = there.verdicts["variation"].eq("not judged").any()  # it tells of the step change
    told = [name for name in there.verdicts if name != "reason" or not no_reason]
    pd.testing.assert_frame_equal(here.verdicts[told], there.verdicts[told])


def test_every_chart_that_is_chosen_has_words():
    points = several(A=shares([1, 1], [10, 30]), B=shares([1, 1], [10, 20]))
    assert set(charts(points, ["unit"])) == set(RANGES) <= set(CHARTS)


def test_what_is_no_share_has_an_xmr_chart():
    days = line([3, 4], whole=[10, 90])
    assert charts(days) == ["XmR", "XmR"]
    blank = days.assign(part=pd.array([None, None], "Int64"))
    assert charts(blank) == ["XmR", "XmR"]


def test_a_line_without_parts_beside_one_with_them_has_an_xmr_chart():
    days = line([3, 4], whole=[10, 90], part=nan)
    assert charts(several(A=days, B=shares([1, 1], [10, 30])), ["unit"]) == [
        *["XmR"] * 2,
        *["P′"] * 2,
    ]


def test_a_p_chart_follows_the_denominators():
    # of all, 30 of 100: sigma of 40 cases is sqrt(0.3 x 0.7 / 40)
    points = shares([10, 20], [40, 60], chart="P")
    found = chart_limits(of := lines(points, []), of.kept, screened=False)
    sigma = np.array([sqrt(0.3 * 0.7 / 40), sqrt(0.3 * 0.7 / 60)])
    np.testing.assert_allclose(found.mean, [0.3, 0.3])
    np.testing.assert_allclose(found.upper, 0.3 + 3 * sigma)
    np.testing.assert_allclose(found.lower, 0.3 - 3 * sigma)
    np.testing.assert_allclose(found.near_upper, 0.3 + 2 * sigma)
    np.testing.assert_allclose(found.near_lower, 0.3 - 2 * sigma)


def test_a_p_prime_chart_widens_them_by_the_change_there_is():
    points = shares([10, 20], [40, 60], chart="P′")
    found = chart_limits(of := lines(points, []), of.kept, screened=False)
    sigma = np.array([sqrt(0.3 * 0.7 / 40), sqrt(0.3 * 0.7 / 60)])
    z = (np.array([10 / 40, 20 / 60]) - 0.3) / sigma
    np.testing.assert_allclose(found.upper, 0.3 + 3 * sigma * (z[1] - z[0]) / 1.128)


@pytest.mark.parametrize("kind", ["P", "P′"])
def test_limits_of_shares_may_lie_beyond_nought_and_a_hundred_per_cent(kind):
    points = shares([1, 4, 0, 10], [2, 5, 3, 10], chart=kind)
    found = chart_limits(of := lines(points, []), of.kept, screened=False)
    assert (found.upper > 1).any()
    assert (found.lower < 0).any()
    for low, high, sigmas in (
        (found.lower, found.upper, 3),
        (found.near_lower, found.near_upper, 2),
    ):
        away = (found.upper - found.mean) * sigmas / 3
        np.testing.assert_allclose([low, high], [found.mean - away, found.mean + away])


def test_a_month_at_a_hundred_per_cent_is_near_no_end_that_lies_beyond_it():
    # 9 of 10 and 36 of 40 in turn, and 10 of 10 and 40 of 40: within 100%, all would be near it
    whole, part = [10, 40] * 8, [*[9, 36, 8, 37, 10, 35] * 2, 10, 36, 10, 36]
    found = judge(shares(part, whole), preset=MDC, better="higher", chosen=True).points
    assert set(found["chart"]) == {"P′"}
    tens = found[found["whole"] == 10]
    assert (tens["near_upper"] > 1).all()
    assert set(tens["meaning"]) == {"usual"}


@pytest.mark.parametrize("screened", [True, False])
@pytest.mark.parametrize("chart", ["", *CHARTS])
def test_the_limits_of_the_last_of_some_points_are_those_of_a_line_of_them(chart, screened):
    # the last change is out of the ordinary, where those are screened
    points = shares([10, 20, 15, 20, 16, 75], [40, 60, 50, 66, 50, 80], unit="A")
    points.index += 7
    if chart:
        points["chart"] = chart
    one, all_ = np.zeros(6, np.int64), np.ones(6, bool)
    value, part, whole = (points[c].to_numpy() for c in ("value", "part", "whole"))
    if chart == "P":
        expected = p_limits(part, whole, one, all_).beyond(3)
    elif chart == "P′":
        expected = p_prime_limits(part, whole, one, all_, screened=screened).beyond(3)
    elif chart == "I":
        expected = i_limits(value, one, all_, screened=screened).beyond(3)
    else:
        xmr = xmr_limits(value, one, all_, screened=screened)
        expected = xmr.lower, xmr.upper
    assert newest_limits(points, screened=screened) == pytest.approx([e[-1] for e in expected])


def test_an_i_chart_has_limits_of_three_sigmas_of_the_average_change():
    found = chart_limits(of := lines(line([1, 3, 2, 5], chart="I"), []), of.kept, screened=False)
    average, changes = (1 + 3 + 2 + 5) / 4, (2 + 1 + 3) / 3
    np.testing.assert_allclose(found.upper, average + 3 * changes / 1.128)
    np.testing.assert_allclose(found.near_lower, average - 2 * changes / 1.128)


def test_one_line_may_have_another_chart_than_the_next():
    points = several(
        A=shares([10, 20], [40, 60], chart="P"), B=shares([10, 30], [40, 60], chart="XmR")
    )
    found = chart_limits(of := lines(points, ["unit"]), of.kept, screened=False)
    np.testing.assert_allclose(found.mean, [0.3, 0.3, 0.375, 0.375])
    np.testing.assert_allclose(found.upper[2:], 0.375 + 2.66 * 0.25)


def test_judging_shares_by_the_chart_that_suits_them():
    whole = [20, 80] * 7
    part = [14, 62, 16, 58] * 3 + [15, 20]  # about 75%, and 25% of 80 at last
    found = judge(shares(part, whole), preset=MDC, better="higher", chosen=True)
    (verdict,) = found.verdicts.to_dict("records")
    assert verdict["chart"] == "P′"
    assert (verdict["variation"], verdict["rule"]) == ("concern", "outside")
    assert found.points["upper"].iloc[0] > found.points["upper"].iloc[1], "wider of 20 than of 80"
    not_chosen = judge(shares(part, whole), preset=MDC, better="higher")
    assert not_chosen.verdicts["chart"].tolist() == ["XmR"]


def test_small_months_have_limits_to_be_drawn_in_and_touch_none():
    whole, part = [20, 80] * 7, [15, 59] * 7
    small = [False] * 12 + [True, True]
    found = judge(shares(part, whole, small=small), preset=MDC, better="higher", chosen=True)
    assert found.points["judged"].sum() == 12
    assert found.points["upper"].isna().all(), "12 months are too few"
    other = [1, 80]
    longer = judge(
        shares(part[:2] + part[:12] + other, [*whole, 2, 80], small=[False] * 14 + [True, True]),
        preset=MDC,
        better="higher",
        chosen=True,
    ).points
    assert longer["upper"].notna().all()
    again = judge(
        shares(part[:2] + part[:12], whole), preset=MDC, better="higher", chosen=True
    ).points
    np.testing.assert_array_equal(longer["upper"].iloc[:14], again["upper"])


def test_a_share_that_never_changes_is_usual_whatever_its_denominators():
    # 2 of 5 in 13 months of uneven denominators
    whole = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65]
    found = judge(
        shares([2 * n / 5 for n in whole], whole), preset=MDC, better="higher", chosen=True
    )
    assert set(found.points["meaning"]) == {"usual"}
    assert found.verdicts["chart"].tolist() == ["P′"]

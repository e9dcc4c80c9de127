from math import nan, sqrt

import numpy as np
import pandas as pd
import pytest

from metrics.chart_limits import CHARTS, UNEVEN, chart_limits, suited
from metrics.lines import lines
from metrics.spc import judge
from tests.metrics.monthly import MDC, line, several


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
    part = [15, 60] * 6 + [15, 20]  # 75%, and 25% of 80 at last
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

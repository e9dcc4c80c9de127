import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from metrics.compare import by_concern, compared_months, consistency, spread
from metrics.funnel import dispersion
from metrics.registry import MEASURES
from metrics.spc import judge
from tests.metrics.monthly import EVEN, MDC, line, several

NOW, THEN = pd.Timestamp("2026-10-01"), pd.Timestamp("2025-10-01")
SHARE, DAYS = MEASURES["charging_28_day"], MEASURES["charging_end_to_end"]
RETURNED = MEASURES["charging_returned"]


def rows(counts, period=NOW, **more):
    """counts: unit -> (part, whole), of which under 5 is small."""
    part, whole = ([c[k] for c in counts.values()] for k in (0, 1))
    return pd.DataFrame(
        {
            "unit": list(counts),
            "period": period,
            "value": [a / n if n else math.nan for a, n in counts.values()],
            "part": pd.array(part, "Int64"),
            "whole": whole,
            "small": [n < 5 for n in whole],
            **more,
        }
    )


def values(found, period=NOW):
    """Values without a part, as of days."""
    return pd.DataFrame(
        {
            "unit": [f"U{i}" for i in range(len(found))],
            "period": period,
            "value": np.array(found, float),
            "part": pd.array([pd.NA] * len(found), "Int64"),
            "whole": 20,
            "small": False,
        }
    )


def verdicts(*variation):
    return pd.DataFrame({"variation": variation})


def test_the_spread_of_a_month_is_over_units_with_enough_cases():
    frame = rows({"A": (10, 20), "B": (45, 50), "C": (0, 4), "D": (0, 0)})

    (found,) = spread(frame).to_dict("records")

    assert found["units"] == 2
    assert (found["lowest"], found["highest"]) == (0.5, 0.9)
    assert found["mean"] == 55 / 70
    weights = [80, 200]
    angles = [math.asin(math.sqrt(p)) - math.asin(math.sqrt(55 / 70)) for p in (0.5, 0.9)]
    q = sum(w * a * a for w, a in zip(weights, angles, strict=True))
    assert q > chi2.ppf(0.95, 1)
    tau2 = (q - 1) / (280 - sum(w * w for w in weights) / 280)
    assert found["between"] == pytest.approx(100 * 2 * math.sqrt(tau2 * 55 / 70 * 15 / 70))
    assert found["between"] > 0


def of_shares(shares, period=NOW):
    """Units of 100 cases."""
    return rows({f"U{i}": (p, 100) for i, p in enumerate(shares)}, period)


def test_units_differ_by_nothing_unless_chance_seldom_makes_so_much_of_it():
    # Q is 3.0 and 4.4 of one degree of freedom: chance makes 3.84 of it once in twenty times
    for (low, high), is_beyond in (((44, 56), False), ((43, 58), True)):
        part, whole = np.array([low, high], float), np.array([100.0, 100.0])
        assert dispersion(part, whole, trim=0).tau2 > 0
        (between,) = spread(of_shares([low, high]))["between"]
        assert (between > 0) is is_beyond


def test_the_outer_units_count_in_how_far_apart_units_are():
    # moved in to the next, the one at 90% would be one at 50%
    (found,) = spread(of_shares([50] * 10 + [90])).to_dict("records")
    assert found["between"] > 10


def test_the_spread_is_about_the_one_that_was_put_in():
    random = np.random.default_rng(5)
    months = pd.date_range("2020-01-01", periods=60, freq="MS")
    whole = random.integers(200, 900, (60, 12))
    rates = np.clip(random.normal(0.7, 0.06, (60, 12)), 0.01, 0.99)
    part = random.binomial(whole, rates)
    frame = pd.concat(
        rows({f"U{i}": c for i, c in enumerate(zip(p, n, strict=True))}, month)
        for month, p, n in zip(months, part.tolist(), whole.tolist(), strict=True)
    )

    between = spread(frame)["between"]

    assert np.sqrt((between**2).mean()) == pytest.approx(6, rel=0.06)
    assert (between > 0).mean() > 0.95


def test_where_units_do_not_differ_hardly_a_month_says_they_do():
    random = np.random.default_rng(7)
    months = pd.date_range("2000-01-01", periods=300, freq="MS")
    part = random.binomial(200, 0.7, (300, 12)).tolist()
    frame = pd.concat(
        rows({f"U{i}": (p, 200) for i, p in enumerate(each)}, month)
        for month, each in zip(months, part, strict=True)
    )

    assert (spread(frame)["between"] > 0).mean() == pytest.approx(0.05, abs=0.04)


def test_periods_are_in_order_and_apart():
    frame = pd.concat([rows({"A": (5, 10), "B": (6, 10)}), rows({"A": (1, 10)}, THEN)])

    found = spread(frame)

    assert found["period"].tolist() == [THEN, NOW]
    assert found["units"].tolist() == [1, 2]
    assert math.isnan(found["between"][0])  # one unit
    assert found["between"][1] == 0  # what chance would do


def test_a_month_in_which_nothing_is_compared():
    (found,) = spread(rows({"A": (1, 2), "B": (0, 0)})).to_dict("records")

    assert found["units"] == 0
    assert all(math.isnan(found[name]) for name in ("lowest", "highest", "mean", "between"))
    assert spread(rows({})).empty


def test_a_measure_without_a_part_has_its_range_alone():
    (found,) = spread(values([12, 31, 20.5])).to_dict("records")

    assert (found["units"], found["lowest"], found["highest"]) == (3, 12, 31)
    assert math.isnan(found["mean"])
    assert math.isnan(found["between"])


counts = st.dictionaries(
    st.text("ABCDEF", min_size=1, max_size=2),
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda c: (c[0], c[0] + c[1])),
    min_size=1,
)


@given(units=counts, seed=st.randoms())
def test_neither_order_nor_small_numbers_touch_the_spread(units, seed):
    frame = rows(units)
    order = list(range(len(frame)))
    seed.shuffle(order)
    large = frame[~frame["small"]]

    found = spread(frame)

    pd.testing.assert_frame_equal(found, spread(frame.iloc[order]))
    if len(large):
        pd.testing.assert_frame_equal(found, spread(large))


@given(units=counts)
def test_the_mean_lies_between_the_lowest_and_the_highest(units):
    for found in spread(rows(units)).to_dict("records"):
        if found["units"]:
            assert found["lowest"] - 1e-12 <= found["mean"] <= found["highest"] + 1e-12


def test_units_at_target_now_and_a_year_before():
    units = {"A": (8, 10), "B": (9, 10), "C": (7, 10), "D": (4, 4)}
    before = {"A": (7, 10), "B": (9, 10)}
    frame = pd.concat([rows(units, target=0.8), rows(before, THEN, target=0.75)])

    found = consistency(frame, verdicts("improvement", "usual"), measure=SHARE, period=NOW)

    assert (found.now.units, found.now.at_target, found.now.small) == (3, 2, 1)
    assert (found.now.target, found.now.with_target) == (0.8, 3)
    assert (found.then.units, found.then.at_target, found.then.target) == (2, 1, 0.75)


def test_lower_is_better_counts_units_at_or_below_the_target():
    frame = values([28, 27.5, 40]).assign(target=28.0)

    found = consistency(frame, verdicts(), measure=DAYS, period=NOW)

    assert found.now.at_target == 2
    assert found.then is None
    assert found.funnel is None
    assert found.outside(very=True) == found.outside(very=False) == 0


def test_units_may_have_targets_of_their_own_or_none():
    frame = rows({"A": (8, 10), "B": (8, 10), "C": (8, 10)}, target=[0.8, 0.9, math.nan])

    found = consistency(frame, verdicts(), measure=SHARE, period=NOW)

    assert (found.now.with_target, found.now.at_target) == (2, 1)
    assert math.isnan(found.now.target)


@pytest.mark.parametrize(("measure", "more"), [(SHARE, {}), (RETURNED, {"target": 0.1})])
def test_without_a_target_or_a_better_way_none_is_at_target(measure, more):
    found = consistency(rows({"A": (8, 10)}, **more), verdicts(), measure=measure, period=NOW)

    assert (found.now.with_target, found.now.at_target) == (0, 0)


def test_verdicts_are_counted():
    said = verdicts(
        "improvement", "improvement", "concern", "change", "usual", "usual", "usual", "not judged"
    )

    found = consistency(rows({"A": (8, 10)}), said, measure=SHARE, period=NOW)

    assert (found.improving, found.getting_worse, found.changed) == (2, 1, 1)
    assert (found.unchanged, found.not_judged, found.judged) == (3, 1, 7)


def test_the_funnel_is_held_against_the_share_of_all_cases():
    units = {"A": (60, 100), "B": (70, 100), "C": (0, 4), "D": (1, 1), "E": (0, 0)}

    found = consistency(rows(units), verdicts(), measure=SHARE, period=NOW)

    assert found.funnel.units.index.tolist() == ["A", "B"]
    assert found.funnel.dispersion.centre == 131 / 205


def lines(**values):
    return several(**{unit: line(each) for unit, each in values.items()})


def test_units_that_are_worse_come_first_and_then_those_whose_figure_is_worst():
    steady, down, up = [*EVEN, *EVEN], [*EVEN, *[45] * 7], [*EVEN, *[55] * 7]
    of = lines(A=steady, B=up, C=down, D=[*down[:-1], 44], E=[v - 30 for v in steady], F=[7])
    found = judge(of, by=["unit"], preset=MDC, better="higher")

    said = dict(zip("ABCDEF", found.verdicts["variation"], strict=True))
    assert said == {
        "A": "usual",
        "B": "improvement",
        "C": "concern",
        "D": "concern",
        "E": "usual",
        "F": "not judged",
    }
    assert by_concern(found, "higher") == ["D", "C", "F", "E", "A", "B"]

    other = judge(of, by=["unit"], preset=MDC, better="lower")
    assert by_concern(other, "lower") == ["B", "A", "C", "D", "E", "F"]
    neither = judge(of, by=["unit"], preset=MDC, better="neither")
    assert by_concern(neither, "neither") == ["F", "E", "D", "C", "A", "B"]


def test_of_two_alike_the_name_decides_and_one_without_a_figure_is_last():
    of = lines(B=EVEN, N=[math.nan] * 13, A=EVEN, L=[*EVEN[:-1], 40, math.nan])
    of["unit"] = of["unit"].astype(pd.CategoricalDtype(["N", "B", "L", "A"]))  # not by name
    found = judge(of, by=["unit"], preset=MDC, better="lower")
    assert by_concern(found, "lower") == ["A", "B", "L", "N"]
    assert by_concern(judge(of, by=["unit"], preset=MDC, better="higher"), "higher")[0] == "L"


def test_units_outside_the_funnel_are_counted():
    units = {f"U{i}": (50, 100) for i in range(8)} | {"low": (32, 100), "very low": (20, 100)}
    plain, adjusted = (
        consistency(rows(units), verdicts(), measure=SHARE, period=NOW, adjusted=a)
        for a in (False, True)
    )

    # of 452 in 1,000: 95% limits are about 35% and 55%, 99.8% limits 30% and 61%
    assert (plain.outside(very=False), plain.outside(very=True)) == (2, 1)
    assert adjusted.funnel is not None
    assert adjusted.outside(very=True) <= 1


def test_a_month_without_units():
    found = consistency(rows({}), verdicts(), measure=SHARE, period=NOW)

    assert found.now.units == 0
    assert math.isnan(found.now.lowest)
    assert found.funnel is None


def test_months_in_which_units_are_compared_stay_with_those_between():
    months = pd.DataFrame({"units": [0, 2, 0, 1, 0]})
    assert compared_months(months)["units"].tolist() == [2, 0, 1]
    assert compared_months(months.head(1)).empty

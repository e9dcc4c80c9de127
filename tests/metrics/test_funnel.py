import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.funnel import dispersion, funnel

LIMITS = [f"{side}_{name}" for side in ("lower", "upper") for name in ("95", "998")]


def of(counts, **options):
    options = {"adjusted": True} | options
    part, whole = (pd.Series({u: c[k] for u, c in counts.items()}) for k in (0, 1))
    return funnel(part, whole, **options)


def test_limits_of_chance_are_those_of_a_share_of_its_denominator():
    # half of all: the angle is 45°, and sin² of 45° ± 1.959964 / (2 × sqrt(100))
    found = of({"A": (50, 100), "B": (50, 100)})

    away = 1.959964 / 20
    assert found.units["lower_95"].tolist() == pytest.approx([0.5 - math.sin(2 * away) / 2] * 2)
    assert found.units["upper_95"].tolist() == pytest.approx([0.5 + math.sin(2 * away) / 2] * 2)


def test_units_that_differ_by_chance_alone_are_not_adjusted_for():
    found = of({"A": (50, 100), "B": (52, 100), "C": (47, 100)})

    assert found.dispersion.tau2 == 0
    assert not found.adjusted
    assert set(found.units["place"]) == {"usual"}


def test_units_that_differ_widely_are_usual_once_that_is_allowed_for():
    counts = {f"U{i}": (p, 100) for i, p in enumerate([30, 40, 50, 60, 70, 35, 65, 45, 55, 50])}

    plain, adjusted = of(counts, adjusted=False), of(counts)

    assert plain.units["place"]["U0"] == "very low"
    assert plain.units["place"]["U1"] == "low"
    assert plain.units["place"]["U3"] == "high"
    assert plain.units["place"]["U4"] == "very high"
    assert adjusted.adjusted
    assert set(adjusted.units["place"]) == {"usual"}
    assert adjusted.units["lower_95"].equals(plain.units["lower_95"])


def test_the_spread_beyond_chance_is_about_the_one_that_was_put_in():
    random = np.random.default_rng(3)
    rates = np.clip(random.normal(0.6, 0.05, 2000), 0.01, 0.99)
    whole = random.integers(200, 900, 2000).astype(float)
    part = random.binomial(whole.astype(int), rates).astype(float)

    found = dispersion(part, whole, trim=0)

    assert found.between == pytest.approx(0.05, rel=0.05)


def test_tau2_is_the_moment_estimator():
    part, whole = np.array([20.0, 30, 45]), np.array([50.0, 50, 60])
    found = dispersion(part, whole, trim=0)

    angle = np.arcsin(np.sqrt(part / whole)) - np.arcsin(np.sqrt(95 / 160))
    weight = 4 * whole
    q = (weight * angle**2).sum()
    room = weight.sum() - (weight**2).sum() / weight.sum()
    assert found.phi == pytest.approx(q / 3)
    assert found.tau2 == pytest.approx((q - 2) / room)


def test_the_outer_units_are_moved_in():
    counts = {f"U{i}": (p, 100) for i, p in enumerate([50] * 9 + [95])}
    units = of(counts).units

    ends = np.quantile(units["z"], [0.1, 0.9])
    assert units["trimmed_z"].min() == ends[0]
    assert units["trimmed_z"].max() == ends[1]


def test_units_with_nothing_to_take_a_share_of_are_named():
    found = of({"A": (5, 10), "B": (0, 0), "C": (4, 10)})

    assert found.left_out == ["B"]
    assert found.units.index.tolist() == ["A", "C"]


def test_the_rows_of_a_unit_are_added_up_first():
    rows = funnel(
        pd.Series([1, 2, 3], ["A", "B", "A"]), pd.Series([4, 5, 6], ["A", "B", "A"]), adjusted=True
    )

    assert rows.units["part"].to_dict() == {"A": 4, "B": 2}
    assert rows.units["whole"].to_dict() == {"A": 10, "B": 5}


def test_one_unit_and_none():
    one = of({"A": (3, 10)})
    assert one.units["place"].tolist() == ["usual"]
    assert (one.dispersion.tau2, one.adjusted) == (0, False)

    none = of({"A": (0, 0)})
    assert none.units.empty
    assert math.isnan(none.dispersion.centre)
    assert none.curves(np.array([5.0])).drop(columns="whole").isna().all(axis=None)


def test_no_limit_turns_back_at_nought_or_at_a_hundred_per_cent():
    curves = of({"A": (1, 300), "B": (4, 100)}).curves(np.arange(1.0, 400))

    assert curves["lower_95"].iloc[0] == 0
    assert curves["lower_998"].is_monotonic_increasing
    assert curves["upper_998"].is_monotonic_decreasing
    assert of({"A": (0, 2), "B": (3, 900)}).units["place"]["A"] == "usual"


def test_all_at_a_hundred_per_cent_are_usual():
    found = of({"A": (3, 3), "B": (50, 50)})

    assert found.units["place"].tolist() == ["usual", "usual"]
    assert found.units["upper_998"].tolist() == [1, 1]


units = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(any), min_size=2, max_size=12
)


def named(rows):
    return {f"U{i:02d}": (a, a + b) for i, (a, b) in enumerate(rows)}


@given(rows=units, seed=st.randoms())
def test_the_order_of_units_does_not_matter(rows, seed):
    counts = named(rows)
    shuffled = list(counts.items())
    seed.shuffle(shuffled)

    pd.testing.assert_frame_equal(of(counts).units, of(dict(shuffled)).units, rtol=1e-9, atol=1e-12)


@given(rows=units)
def test_wider_limits_hold_the_narrower_ones(rows):
    found = of(named(rows)).units

    for kind in ("", "adjusted_"):
        assert (found[f"{kind}lower_998"] <= found[f"{kind}lower_95"]).all()
        assert (found[f"{kind}upper_998"] >= found[f"{kind}upper_95"]).all()
    assert (found["adjusted_lower_95"] <= found["lower_95"]).all()
    assert (found["adjusted_upper_95"] >= found["upper_95"]).all()


@given(rows=units)
def test_a_unit_does_not_touch_anothers_limits_given_the_centre(rows):
    counts = named(rows)
    part, whole = map(sum, zip(*counts.values(), strict=True))
    more = of(counts | {"like all of them": (part, whole)})

    found = of(counts).units
    kept = more.units.loc[found.index]

    assert found[LIMITS].to_numpy() == pytest.approx(kept[LIMITS].to_numpy(), abs=1e-12)


@given(rows=units, times=st.integers(2, 60))
def test_more_of_the_same_brings_chance_limits_closer(rows, times):
    counts = named(rows)
    once, often = of(counts), of({u: (a * times, n * times) for u, (a, n) in counts.items()})

    assert often.dispersion.centre == pytest.approx(once.dispersion.centre)
    assert (often.units["lower_95"] >= once.units["lower_95"] - 1e-12).all()
    assert (often.units["upper_95"] <= once.units["upper_95"] + 1e-12).all()
    assert often.dispersion.phi == pytest.approx(once.dispersion.phi * times)


def test_curves_run_from_the_fewest_cases_to_past_the_largest_unit():
    of_units = funnel(pd.Series({"A": 40, "B": 90}), pd.Series({"A": 60, "B": 120}), adjusted=False)
    along = of_units.curves_along()
    assert (along["whole"].iloc[0], along["whole"].iloc[-1]) == (2.0, 126.0)
    pd.testing.assert_frame_equal(along, of_units.curves(along["whole"].to_numpy()))

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from metrics.funnel import Dispersion, dispersion, funnel

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


def test_units_whose_variance_is_below_chance_are_not_adjusted_for():
    # Q is 4.7 of five units: more than its four degrees of freedom, less than one a unit
    counts = {f"U{i}": (p, 100) for i, p in enumerate([43, 47, 50, 53, 57])}

    found = of(counts, trim=0)

    assert 4 / 5 < found.dispersion.phi < 1
    assert found.dispersion.tau2 > 0
    assert not found.adjusted
    assert (
        found.units["place"].tolist() == of(counts, trim=0, adjusted=False).units["place"].tolist()
    )


def cochran(part, whole, centre):
    angle = np.arcsin(np.sqrt(part / whole)) - np.arcsin(np.sqrt(centre))
    return float((4 * whole * angle**2).sum())


@pytest.mark.parametrize("units", range(2, 80))
def test_units_differ_beyond_chance_where_chi_square_says_so(units):
    def at(q):
        return Dispersion(centre=0.5, phi=q / units, tau2=0.1, units=units).is_beyond_chance

    quantile = chi2.ppf(0.95, units - 1)
    out = 0.025 if units == 2 else 0.01  # what the quantile may be out by
    assert (at((1 - out) * quantile), at((1 + out) * quantile)) == (False, True)


def test_one_unit_or_none_differs_from_nothing():
    for units in (0, 1):
        assert not Dispersion(centre=0.5, phi=99.0, tau2=0.0, units=units).is_beyond_chance
    assert not dispersion(np.zeros(0), np.zeros(0)).is_beyond_chance
    assert dispersion(np.array([3.0]), np.array([10.0])).units == 1


many = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400)).filter(any), min_size=2, max_size=25
)


@given(rows=many)
def test_what_is_beyond_chance_is_cochrans_q(rows):
    part = np.array([a for a, _ in rows], float)
    whole = part + np.array([b for _, b in rows], float)
    found = dispersion(part, whole, trim=0)

    assert found.units == len(rows)
    by_chance = chi2.sf(cochran(part, whole, part.sum() / whole.sum()), len(rows) - 1)
    if not 0.046 < by_chance < 0.054:
        assert found.is_beyond_chance == (by_chance < 0.05)


def test_chance_alone_is_taken_for_more_once_in_twenty_times():
    random = np.random.default_rng(8)
    whole = random.integers(100, 400, (2000, 9))
    part = random.binomial(whole, 0.7).astype(float)
    said = [
        dispersion(p, n.astype(float), trim=0).is_beyond_chance
        for p, n in zip(part, whole, strict=True)
    ]
    assert np.mean(said) == pytest.approx(0.05, abs=0.015)


def test_units_may_be_held_against_a_share_that_is_not_theirs():
    found = of({"A": (50, 100), "B": (60, 100)}, centre=0.4, trim=0)

    assert found.dispersion.centre == 0.4
    z = [2 * 10 * (math.asin(math.sqrt(p)) - math.asin(math.sqrt(0.4))) for p in (0.5, 0.6)]
    assert found.units["z"].tolist() == pytest.approx(z)
    assert found.dispersion.phi == pytest.approx(sum(x * x for x in z) / 2)
    upper = math.sin(math.asin(math.sqrt(0.4)) + 1.959964 / 20) ** 2
    assert found.units["upper_95"].tolist() == pytest.approx([upper] * 2)
    assert of({"A": (50, 100), "B": (60, 100)}, trim=0).dispersion.centre == 0.55
    assert found.curves(np.array([100.0]))["upper_95"].tolist() == pytest.approx([upper])


def test_their_own_share_as_the_centre_changes_nothing():
    counts = {f"U{i}": (p, 100) for i, p in enumerate([30, 40, 50, 60, 70])}
    here, there = of(counts), of(counts, centre=0.5)
    pd.testing.assert_frame_equal(here.units, there.units)
    assert here.dispersion == there.dispersion


def test_one_unit_far_from_a_centre_of_others_is_not_adjusted_for():
    found = of({"A": (90, 100)}, centre=0.5)

    assert found.dispersion.phi > 1
    assert (found.dispersion.tau2, found.adjusted) == (0, False)
    assert found.units["place"].tolist() == ["very high"]


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

"""How often an action that does nothing is said to have worked, and one that does is found."""

from collections import Counter

import numpy as np
import pytest
from scipy.stats import binom

from metrics.effect import effect
from metrics.registry import MEASURES
from tests.metrics.actions_at_random import draw

MEASURE = MEASURES["charging_28_day"]
LEVEL = 1 / 40  # on either side: what is stated


def verdicts(n, seed, *, everywhere=False, **how):
    random = np.random.default_rng(seed)
    found = Counter()
    for _ in range(n):
        one = draw(random, **how)
        said = effect(
            MEASURE,
            one.points,
            units=() if everywhere else one.units,
            started=one.started,
            until=one.until,
            small_number=10,
        )
        found[said.verdict] += 1
    return found


def most(n):
    """So many wrong verdicts of n, at the stated level, that chance gives more once in 1,000."""
    return binom.ppf(0.999, n, LEVEL)


def test_of_1000_actions_that_do_nothing_no_more_than_1_in_40_are_said_to_have_worked():
    found = verdicts(1000, seed=1)
    assert found["worked"] <= 1000 * LEVEL
    assert found["made worse"] <= 1000 * LEVEL
    assert found["no difference seen"] + found["not clear"] > 900  # they were judged


@pytest.mark.parametrize("chosen", ["largest", "smallest"])
def test_the_level_holds_for_units_of_unlike_size(chosen):
    found = verdicts(150, seed=2, chosen=chosen, how_many=(1,))
    assert max(found["worked"], found["made worse"]) <= most(150)


@pytest.mark.parametrize("trend", [-0.01, 0.01])
def test_a_unit_that_was_on_its_way_already_is_not_said_to_owe_it_to_the_action(trend):
    found = verdicts(150, seed=3, own_trend=trend)
    assert max(found["worked"], found["made worse"]) <= most(150)


def test_where_every_unit_has_it_chance_passes_for_better_or_worse_as_seldom():
    found = verdicts(100, seed=4, everywhere=True)
    assert max(found["better since"], found["worse since"]) <= most(100)
    assert not found["worked"]
    assert found["no difference seen"] + found["not clear"] > 75


def test_an_effect_of_20_points_is_found_and_its_way_is_right():
    found = verdicts(150, seed=5, effect=0.2)
    assert found["worked"] >= binom.ppf(0.001, 150, 0.88)  # 90% of 2,000, measured once
    assert not found["made worse"]
    worse = verdicts(60, seed=6, effect=-0.2)
    assert worse["made worse"] > 30
    assert not worse["worked"]

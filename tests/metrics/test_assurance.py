"""Whether a target can be reached with things as they are, through spc.judge()."""

from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from metrics.spc import judge
from tests.metrics.monthly import EVEN, MDC, PTD, line


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


MOVED = [*EVEN, *[53, 55] * 4]  # a run of eight, of 54 and changes of 2: limits of 48.7 to 59.3


def test_a_line_that_has_left_its_baseline_is_asked_what_it_has_been_since():
    found = verdict(MOVED, replace(MDC, baseline=13), target=48)
    assert found["upper"] == pytest.approx(50 + 2.66 * 23 / 12), "the limits of the baseline stand"
    assert found["assurance"] == "will reach"
    assert found["assured_since"] == pd.Timestamp("2025-02-01")
    assert (
        verdict(MOVED, replace(MDC, baseline=13), target=49)["assurance"] == "may or may not reach"
    )
    assert verdict(MOVED, replace(MDC, baseline=13), target=60)["assurance"] == "will not reach"


def test_by_the_reference_the_limits_shown_are_asked():
    found = verdict(MOVED, replace(MDC, baseline=13, assures_by_run=False), target=48)
    assert found["assurance"] == "may or may not reach"
    assert pd.isna(found["assured_since"])
    assert pd.isna(verdict(MOVED, PTD, target=48)["assured_since"])


def test_a_run_that_has_ended_is_asked_nothing():
    found = verdict([*MOVED, 49], replace(MDC, baseline=13), target=48)
    assert found["assurance"] == "may or may not reach"
    assert pd.isna(found["assured_since"])


def test_small_months_are_not_of_the_run():
    values = [*MOVED[:-1], 0, 55]
    small = [v == 0 for v in values]
    found = verdict(values, replace(MDC, baseline=13), target=48, small=small)
    assert (found["assurance"], found["assured_since"]) == (
        "will reach",
        pd.Timestamp("2025-02-01"),
    )

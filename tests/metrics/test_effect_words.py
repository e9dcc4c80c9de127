"""What is said of an effect: figures with what they are out of, and no more than they bear."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from metrics.effect import Effect
from metrics.effect_figures import Figures
from metrics.effect_placebo import Placebo
from metrics.effect_words import SAID, amount, effect_sentence, effect_short, figures_words
from metrics.registry import MEASURES

SHARE = MEASURES["charging_28_day"]
DAYS = MEASURES["charging_end_to_end"]
COUNT = MEASURES["charging_waiting"]


def figures(figure, numerator=None, denominator=None, months=12):
    return Figures(figure=figure, numerator=numerator, denominator=denominator, months=months)


WORKED = Effect(
    verdict="worked",
    is_compared=True,
    started=date(2025, 9, 1),
    settled=date(2025, 11, 1),
    months_since=14,
    n_units=1,
    n_others=8,
    before=figures(0.6, 1203, 2004, 16),
    after=figures(0.829, 1416, 1708),
    others_before=figures(0.778, 8846, 11364, 16),
    others_after=figures(0.758, 6904, 9103),
    difference=0.29,
    low=0.203,
    high=0.378,
    placebo=Placebo(tried=5, as_clear=0),
)
ALONE = replace(
    WORKED, verdict="better since", is_compared=False, others_before=None, others_after=None
)


def test_one_that_worked_is_told_with_its_figures_and_their_denominators():
    assert effect_sentence(SHARE, WORKED, units="Lancashire Crown Court") == (
        "It seems to have worked. Lancashire Crown Court: 60% (1,203 of 2,004) in the 16 months "
        "before, 83% (1,416 of 1,708) in the 12 months from November 2025. 8 other units: 78% "
        "(8,846 of 11,364) and 76% (6,904 of 9,103). Beside the other units, and allowing for each "
        "unit's own trend, that is 29 percentage points better: anything between 20 and 38 "
        "percentage points better would fit the figures. Of 5 earlier dates tried, none gave as "
        "clear a difference."
    )


def test_where_every_unit_had_it_that_is_said():
    said = effect_sentence(SHARE, ALONE)
    assert said.startswith(
        "Better since it began, but every unit had it, so other causes cannot be told apart. All "
        "units together: 60% (1,203 of 2,004)"
    )
    assert "other units" not in said
    assert "By months of the same time of year, and allowing for the trend there was" in said
    unmoved = replace(ALONE, verdict="no difference seen")
    assert effect_short(unmoved).startswith("No difference seen; every unit had it")


def test_one_that_made_no_difference_says_what_would_have_fitted():
    found = replace(WORKED, verdict="no difference seen", difference=0.044, low=-0.064, high=0.151)
    assert (
        "that is 4 percentage points better, which chance alone may give: anything between "
        "6 percentage points worse and 15 percentage points better would fit the figures."
    ) in effect_sentence(SHARE, found)


def test_too_early_says_how_long_and_when_it_can_be_judged():
    found = replace(
        WORKED, verdict="too early", reason="3 months since the start", difference=np.nan
    )
    assert effect_sentence(SHARE, found) == (
        "Too early to tell: 3 months since the start. It can first be judged in March 2026."
    )


def test_one_that_cannot_be_told_says_why():
    found = replace(
        WORKED, verdict="cannot tell", reason="no figures", difference=np.nan, before=None
    )
    assert effect_sentence(SHARE, found) == "It cannot be told whether it worked: no figures."


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        (SHARE, 0.01, "1 percentage point"),
        (SHARE, -0.005, "1 percentage point"),
        (SHARE, 0.0049, "less than 1 percentage point"),
        (DAYS, -6.58, "6.6 days"),
        (DAYS, 1.0, "1 day"),
        (DAYS, 0.04, "less than 0.1 days"),
        (COUNT, 1234.4, "1,234 submissions"),
        (COUNT, 1.0, "1 submission"),
        (COUNT, 0.2, "less than 1 submission"),
    ],
)
def test_a_difference_is_told_in_the_unit_of_its_measure(measure, value, said):
    assert amount(measure, value) == said


@pytest.mark.parametrize(
    ("measure", "found", "said"),
    [
        (SHARE, figures(0.5, 1, 2), "50% (1 of 2)"),
        (MEASURES["review_score"], figures(0.719, None, 8365), "72% (8,365 answers)"),
        (DAYS, figures(27.31, None, 1046), "a median of 27.3 days (1,046 cases)"),
        (COUNT, figures(855.4), "855 submissions on average"),
        (COUNT, figures(1.0), "1 submission on average"),
    ],
)
def test_a_figure_is_told_with_what_it_is_out_of(measure, found, said):
    assert figures_words(measure, found) == said


def test_better_and_worse_follow_the_measure():
    slower = replace(WORKED, verdict="made worse", difference=3.0, low=1.0, high=5.0)
    assert "3 days worse: anything between 1 and 5 days worse" in effect_sentence(DAYS, slower)
    returned = MEASURES["charging_returned"]
    neither = replace(WORKED, verdict="cannot tell", reason="neither way is better")
    assert "29 percentage points more: anything between 20 and 38" in effect_sentence(
        returned, neither
    )


@pytest.mark.parametrize(
    ("placebo", "said"),
    [
        (Placebo(), "No earlier date could be tried, to see how often chance gives as much."),
        (Placebo(tried=1, as_clear=1), "Of 1 earlier date tried, 1 gave as clear a difference."),
        (Placebo(tried=11, as_clear=2), "Of 11 earlier dates tried, 2 gave as clear a difference."),
    ],
)
def test_the_other_dates_are_told(placebo, said):
    assert effect_sentence(SHARE, replace(WORKED, placebo=placebo)).endswith(said)


def test_nothing_is_said_to_be_caused_or_proved():
    for verdict in SAID:
        for one in (WORKED, ALONE):
            said = effect_sentence(SHARE, replace(one, verdict=verdict, reason="of a reason"))
            assert not re.search(r"\bcaused|\bprove|because|thanks to|due to", said)

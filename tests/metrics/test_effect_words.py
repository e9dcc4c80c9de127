"""What is said of an effect: figures with what they are out of, and no more than they bear."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from metrics.effect_amounts import amount, figures_words
from metrics.effect_figures import Figures
from metrics.effect_placebo import Placebo
from metrics.effect_verdict import Effect
from metrics.effect_words import SAID, effect_sentence, effect_short
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
        "It seems to have worked. Lancashire Crown Court: 60% (1,203 of 2,004) over 16 months "
        "before, 83% (1,416 of 1,708) over 12 months from November 2025; 8 other units: 78% "
        "(8,846 of 11,364) and 76% (6,904 of 9,103). Beside the others that is 25 percentage "
        "points better; allowing for each unit's own trend, 29 better (it may be 20 to 38). Not "
        "one of 5 earlier dates tried was as clear."
    )


def test_a_difference_that_a_reader_does_not_see_is_told_beside_the_plain_one():
    """74% and 74%, and 77% and 77%, "that is 4 points better": the figures do not add up to it."""
    found = replace(
        WORKED,
        verdict="not clear",
        before=figures(0.737, 2473, 3355, 22),
        after=figures(0.738, 721, 977, 6),
        others_before=figures(0.769, 12288, 15972, 22),
        others_after=figures(0.766, 3444, 4497, 6),
        difference=0.044,
        low=-0.064,
        high=0.151,
        placebo=Placebo(tried=11, as_clear=2),
    )
    said = effect_sentence(SHARE, found, units="GM Crown Court")
    assert said.endswith(
        "Beside the others that is about the same; allowing for each unit's own trend, 4 "
        "percentage points better (it may be 6 worse to 15 better: chance alone may give that)."
    )
    assert said.startswith("Not shown to have worked, not clear either way. GM Crown Court: 74%")
    assert len(said.split()) < 75
    assert effect_short(SHARE, found) == (
        "Not shown to have worked, not clear either way: between 6 percentage points worse and "
        "15 better"
    )


def test_no_difference_is_told_with_what_it_may_be_and_what_we_take_as_none():
    found = replace(WORKED, verdict="no difference seen", difference=0.005, low=-0.012, high=0.0204)
    assert effect_sentence(SHARE, found).endswith(
        "(it may be 1 worse to 2 better; we take up to 5 percentage points as no difference)."
    )
    assert effect_short(SHARE, found) == (
        "No difference seen: between 1 percentage point worse and 2 better"
    )
    slow = replace(found, before=figures(30.0, None, 50), low=-2.0, high=1.04)
    assert effect_short(DAYS, slow) == "No difference seen: between 1 day worse and 2 better"
    assert "we take up to 3 days as no difference" in effect_sentence(DAYS, slow)


def test_months_of_small_numbers_that_are_left_out_are_told_once():
    found = replace(WORKED, n_left_out=3, least=10)
    said = effect_sentence(SHARE, found)
    assert said.count("left out") == 1
    assert "and 76% (6,904 of 9,103); months under 10 submissions are left out. Bes" in said
    score = effect_sentence(MEASURES["review_score"], replace(ALONE, n_left_out=1, least=30))
    assert "; months under 30 reviews are left out." in score
    assert "left out" not in effect_sentence(SHARE, WORKED)


@pytest.mark.parametrize(
    ("after", "others_after", "said"),
    [
        # by hand: (after - 60%) less (others - 80%), beside an estimate of 10 points
        (0.70, 0.80, "Beside the others, allowing for each unit's own trend, that is 10 percent"),
        (0.71, 0.80, "Beside the others, allowing for each unit's own trend, that is 10 percent"),
        (0.72, 0.80, "Beside the others that is 12 percentage points better; allowing for each "
                     "unit's own trend, 10 better (it may be 5 to 15)."),
        (0.60, 0.90, "Beside the others that is 10 percentage points worse; allowing"),
        (0.60, 0.80, "about the same; allowing for each unit's own trend, 10 percentage points "),
    ],
)  # fmt: skip
def test_the_plain_difference_is_that_of_the_four_figures(after, others_after, said):
    found = replace(
        WORKED,
        before=figures(0.6, 60, 100),
        after=figures(after, 70, 100),
        others_before=figures(0.8, 80, 100),
        others_after=figures(others_after, 80, 100),
        difference=0.10,
        low=0.05,
        high=0.15,
    )
    assert said in effect_sentence(SHARE, found)


def test_of_all_units_the_plain_difference_is_that_of_before_and_after():
    found = replace(ALONE, difference=0.2, low=0.1, high=0.3)  # 60% and 83%
    assert (
        "As it stands that is 23 percentage points better; by the same months of the year, "
        "allowing for the trend, 20 better (it may be 10 to 30)."
    ) in effect_sentence(SHARE, found)
    slower = replace(
        ALONE, before=figures(20.0, None, 50), after=figures(30.0, None, 50), difference=7.04,
        low=2.0, high=12.0,
    )  # fmt: skip
    assert "As it stands that is 10 days worse; by the same" in effect_sentence(DAYS, slower)
    assert "trend, 7 worse (it may be 2 to 12)." in effect_sentence(DAYS, slower)


def test_days_and_counts_of_groups_that_differ_in_size_are_told_in_proportion():
    found = replace(
        WORKED, before=figures(100.0), after=figures(80.0), others_before=figures(900.0),
        others_after=figures(910.0), difference=-21.0, low=-30.0, high=-12.0,
    )  # fmt: skip
    assert (
        "Beside the others, each in proportion, allowing for each unit's own trend, that is 21 "
        "submissions better (it may be 12 to 30)."
    ) in effect_sentence(COUNT, found)


def test_where_every_unit_had_it_that_is_said():
    said = effect_sentence(SHARE, ALONE)
    assert said.startswith(
        "Better since it began, but every unit had it, so other causes cannot be told apart. All "
        "units: 60% (1,203 of 2,004)"
    )
    assert "other units" not in said
    assert "by the same months of the year, allowing for the trend" in said
    unmoved = replace(ALONE, verdict="not clear", low=-0.004, high=0.072)
    assert effect_short(SHARE, unmoved) == (
        "Not shown to have worked, not clear either way: between less than 1 percentage point "
        "worse and 7 better; every unit had it, so other causes cannot be told apart"
    )


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
    assert "3 days worse (it may be 1 to 5)" in effect_sentence(DAYS, slower)
    returned = MEASURES["charging_returned"]
    neither = replace(WORKED, verdict="cannot tell", reason="neither way is better")
    assert "trend, 29 more (it may be 20 to 38)" in effect_sentence(returned, neither)


@pytest.mark.parametrize(
    ("placebo", "said"),
    [
        (Placebo(), "No earlier date could be tried, to see how often chance gives as much."),
        (Placebo(tried=1, as_clear=1), "The 1 earlier date tried was as clear."),
        (Placebo(tried=1, as_clear=0), "The 1 earlier date tried was not as clear."),
        (Placebo(tried=11, as_clear=1), "1 of 11 earlier dates tried was as clear."),
        (Placebo(tried=11, as_clear=2), "2 of 11 earlier dates tried were as clear."),
    ],
)
def test_the_other_dates_are_told(placebo, said):
    assert effect_sentence(SHARE, replace(WORKED, placebo=placebo)).endswith(said)


def test_of_what_may_be_chance_no_earlier_dates_are_told():
    found = replace(WORKED, verdict="no difference seen", low=-0.1)
    assert "earlier date" not in effect_sentence(SHARE, found)


def test_nothing_is_said_to_be_caused_or_proved():
    for verdict in SAID:
        for one in (WORKED, ALONE):
            said = effect_sentence(SHARE, replace(one, verdict=verdict, reason="of a reason"))
            assert not re.search(r"\bcaused|\bprove|because|thanks to|due to", said)

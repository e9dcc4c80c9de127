"""Figures that read as their target, and how far figures are apart: worked by hand."""

import pytest

from packs.words.near import at_target, difference, just_missed, with_miss, with_small


@pytest.mark.parametrize(
    ("shown_as", "better", "value", "target", "said"),
    [
        ("share", "higher", 149 / 187, 0.8, "just short"),  # 79.7%
        ("share", "higher", 0.8, 0.8, ""),
        ("share", "higher", 0.804, 0.8, ""),
        ("share", "higher", 0.79, 0.8, ""),  # which nobody takes for 80%
        ("share", "higher", 249 / 250, 1.0, "just short"),
        ("share", "lower", 0.204, 0.2, "just over"),
        ("share", "neither", 0.797, 0.8, ""),
        ("days", "lower", 30.04, 30.0, "just over"),
        ("days", "lower", 30.5, 30.0, ""),
        ("share", "higher", None, 0.8, ""),
        ("share", "higher", 0.8, None, ""),
    ],
)
def test_what_reads_as_its_target_and_misses_it_says_so(shown_as, better, value, target, said):
    assert just_missed(shown_as, better, value, target) == said


def test_it_stands_between_the_figure_and_what_it_is_of():
    assert with_miss("80% (149 of 187)", "just short") == "80%, just short (149 of 187)"
    assert with_miss("80%", "just short") == "80%, just short"
    assert with_miss("80% (160 of 200)", "") == "80% (160 of 200)"


def test_a_small_number_is_marked_and_never_hidden():
    assert with_small("100% (2 of 2)", 1.0, small=True) == "100% (2 of 2) ○"
    assert with_small("– (no submissions)", float("nan"), small=True) == "– (no submissions)"
    assert with_small("50% (10 of 20)", 0.5, small=False) == "50% (10 of 20)"


@pytest.mark.parametrize(
    ("shown_as", "value", "before", "said"),
    [
        ("share", 0.745, 0.72, "+3 points"),  # 2.5, and a half goes away from nought
        ("share", 0.72, 0.745, "−3 points"),
        ("share", 0.35, 0.225, "+13 points"),  # 12.5, though a computer has a little less
        ("share", 0.744, 0.735, "+1 point"),  # 74% and 74% in whole per cent
        ("share", 0.7349, 0.7351, "under 1 point"),
        ("share", 0.5, 0.5, "0 points"),
        ("days", 21.0, 24.0, "−3 days"),
        ("days", 25.5, 24.0, "+1.5 days"),
        ("days", 25.0, 24.0, "+1 day"),
        ("count", 1904.0, 640.0, "+1,264"),
        ("count", 640.0, 640.0, "0"),
        ("share", None, 0.5, "–"),
        ("share", 0.5, None, "–"),
    ],
)
def test_a_difference_is_of_unrounded_figures(shown_as, value, before, said):
    assert difference(shown_as, value, before) == said


@pytest.mark.parametrize(
    ("better", "value", "target", "reached"),
    [
        ("higher", 0.8, 0.8, True),
        ("higher", 0.797, 0.8, False),
        ("lower", 30.0, 30.0, True),
        ("lower", 30.5, 30.0, False),
        ("neither", 0.8, 0.8, None),
        ("higher", None, 0.8, None),
        ("higher", 0.8, None, None),
    ],
)
def test_a_target_is_reached_at_it(better, value, target, reached):
    assert at_target(better, value, target) is reached

from dataclasses import replace

import pytest

from metrics.presets import PRESETS, RANGES, RULES, rules_in_words, words
from metrics.xmr import WIDTH

MONTH = {"noun": "month", "period": "October 2026"}
OF_LAST = [
    ("outside", 1, 1, "October 2026 is above the usual range"),
    ("outside", -1, 1, "October 2026 is below the usual range"),
    ("trend", 1, 7, "each of the last 6 months is higher than the one before"),
    ("trend", -1, 10, "each of the last 9 months is lower than the one before"),
    (
        "two_in_three",
        1,
        2,
        "two of the last three months are near the upper end of the usual range",
    ),
    (
        "two_in_three",
        -1,
        3,
        "all of the last three months are near the lower end of the usual range",
    ),
    ("shift", 1, 7, "the last 7 months are above the average"),
    ("shift", -1, 12, "the last 12 months are below the average"),
]
OF_POINT = [
    ("outside", 1, "above the usual range"),
    ("trend", -1, "part of 8 weeks in a row that fall"),
    ("trend", 1, "part of 8 weeks in a row that rise"),
    ("two_in_three", -1, "one of two in three weeks near the lower end of the usual range"),
    ("shift", 1, "part of 8 weeks in a row above the average"),
]


@pytest.mark.parametrize(("rule", "side", "n", "said"), OF_LAST)
def test_each_rule_of_the_newest_month_in_words(rule, side, n, said):
    assert words(RULES[rule].of_last, side=side, n=n, **MONTH) == said


@pytest.mark.parametrize(("rule", "side", "said"), OF_POINT)
def test_each_rule_of_any_week_in_words(rule, side, said):
    assert words(RULES[rule].of_point, side=side, n=8, noun="week") == said


def test_months_near_the_end_of_the_range_may_lie_beyond_it():
    said = words(RULES["two_in_three"].of_last, side=1, n=2, beyond=True, **MONTH)
    assert said == (
        "two of the last three months are near the upper end of the usual range or beyond it"
    )


def test_the_rules_of_a_preset_are_said_with_its_lengths_the_strongest_first():
    outside = "A point outside the usual range."
    two = "Three points in a row on one side of the average, two of them in the last third of the "
    assert rules_in_words(PRESETS["making_data_count"]) == [
        outside,
        "Points that all rise or all fall, 7 in a row.",
        two + "usual range or beyond it.",
        "Points on one side of the average, 7 in a row.",
    ]
    other = replace(PRESETS["plot_the_dots"], shift=8, trend=6)
    assert rules_in_words(other) == [
        outside,
        "Points that all rise or all fall, 6 in a row.",
        two + "usual range.",
        "Points on one side of the average, 8 in a row.",
    ]


def test_the_presets_are_what_the_method_says():
    names = ("shift", "trend", "screened", "counts_beyond", "improvement_first", "equality_decides")
    more = ("least_points", "assures_by_run", "needs_limits", "baseline", "stale_after")
    chosen = {key: [getattr(p, name) for name in (*names, *more)] for key, p in PRESETS.items()}
    assert chosen == {
        "making_data_count": [7, 7, False, True, True, True, 13, True, True, 24, 3],
        "plot_the_dots": [7, 7, True, False, False, False, 1, False, False, None, None],
    }
    assert all(key == preset.key for key, preset in PRESETS.items())
    assert all(key == rule.key for key, rule in RULES.items())


def test_the_usual_range_of_every_chart_that_is_chosen_is_told_with_its_width():
    assert set(RANGES) == {"XmR", "P′"}  # what chart_limits.suited() chooses from
    assert f" {WIDTH} times the average change from one point to the next." in RANGES["XmR"]
    assert "three standard deviations of a share of so many cases" in RANGES["P′"]
    assert RANGES["P′"].endswith("by how much points vary beyond that (Laney's P′).")
    assert all("2.66" not in said for said in rules_in_words(PRESETS["making_data_count"]))

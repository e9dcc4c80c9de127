import math
from itertools import groupby

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from metrics.runs import anhoej, fewest_crossings, longest_run, second_opinion


def runs_of(values, centre=0.0, stretch=None, kept=None):
    n = len(values)
    return anhoej(
        np.array(values, np.float64),
        np.full(n, centre),
        np.zeros(n, np.int64) if stretch is None else np.array(stretch, np.int64),
        np.ones(n, bool) if kept is None else np.array(kept),
    )


def test_points_on_the_centre_missing_or_left_out_are_passed_over():
    found = runs_of([1, 0, 1, math.nan, 1, -1, -1], kept=[True] * 5 + [False, True])

    assert found.useful.tolist() == [4]
    assert found.longest.tolist() == [3]
    assert found.crossings.tolist() == [1]


def test_eight_of_twelve_on_one_side_are_too_long_a_run():
    found = runs_of([-1, 1, -1, 1, *[1] * 7, -1])

    assert found.longest.tolist() == [8]
    assert found.longest_usual.tolist() == [7]  # round(log2(12)) + 3
    assert found.signal.tolist() == [True]
    assert found.says(0, "month") == (
        "8 months in a row are on the same side of the average, where chance would give 7 at most"
    )


def test_a_line_that_hardly_crosses_its_average():
    found = runs_of([*[1] * 6, *[-1] * 6])

    assert found.crossings.tolist() == [1]
    assert found.fewest_usual.tolist() == [3]
    assert found.says(0) == (
        "the line crosses its average once, where chance would cross it 3 times at least"
    )


@pytest.mark.parametrize(
    ("values", "clause"),
    [
        ([1] * 8, "the line never crosses its average, where chance would cross it once at least"),
        ([1] * 9, "the line never crosses its average, where chance would cross it twice at least"),
        (
            [1] * 8 + [-1] * 6 + [1] * 6,
            "the line crosses its average twice, where chance would cross it 6 times at least",
        ),
    ],
)
def test_times_are_in_words(values, clause):
    assert runs_of(values).says(0).endswith(clause)


def test_both_at_once():
    said = runs_of([1] * 12).says(0)

    assert said.startswith("12 points in a row")
    assert ", and the line never crosses its average" in said


def test_nothing_out_of_the_ordinary_says_nothing():
    assert runs_of([1, -1] * 6).says(0) == ""


def test_a_line_that_is_its_centre_throughout_has_no_signal():
    found = runs_of([0.0] * 12)

    assert found.useful.tolist() == found.longest.tolist() == found.crossings.tolist() == [0]
    assert found.signal.tolist() == [False]


def test_no_points_no_stretches():
    assert len(runs_of([]).signal) == 0


def test_the_fewest_crossings_are_the_quantile_of_scipy():
    for n in range(1, 400):
        assert fewest_crossings(n) == binom.ppf(0.05, n - 1, 0.5)
    assert fewest_crossings(0) == 0


def test_the_longest_run_is_the_rounded_binary_logarithm_and_three():
    assert [longest_run(n) for n in (0, 1, 2, 11, 12, 22, 23)] == [0, 3, 4, 6, 7, 7, 8]


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0, math.nan]), max_size=40), st.data())
def test_stretches_are_tested_by_themselves(values, data):
    cuts = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    stretch = np.cumsum([0, *cuts[1:]])[: len(values)] if values else []

    found = runs_of(values, stretch=stretch)

    for one in range(len(found.useful)):
        sides = [
            v
            for v, s in zip(values, stretch, strict=True)
            if s == one and v != 0 and not math.isnan(v)
        ]
        lengths = [len(list(run)) for _, run in groupby(sides)]
        assert found.useful[one] == len(sides)
        assert found.longest[one] == max(lengths, default=0)
        assert found.crossings[one] == max(len(lengths) - 1, 0)


def judged_line(values, steps=None, kept=None):
    n = len(values)
    return pd.DataFrame(
        {
            "value": values,
            "step": steps or [0] * n,
            "judged": kept or [True] * n,
        }
    )


def test_a_second_opinion_is_of_the_points_judged_since_the_last_step_change():
    moved = [1.0, 2.0] * 6 + [8.0, 9.0] * 6  # crosses its average once, in runs of 12
    said = (
        "12 months in a row are on the same side of the average, where chance would give 8 at "
        "most, and the line crosses its average once, where chance would cross it 8 times at least"
    )
    assert second_opinion(judged_line(moved)) == said
    assert second_opinion(judged_line(moved, steps=[0] * 12 + [1] * 12)) == ""
    assert second_opinion(judged_line([*moved, 5.0], kept=[True] * 24 + [False])) == said


def test_a_line_without_a_judged_point_has_no_second_opinion():
    assert second_opinion(judged_line([1.0], kept=[False])) == ""
    assert second_opinion(judged_line([])) == ""

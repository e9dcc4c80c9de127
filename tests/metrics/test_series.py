"""Lines of figures: where each begins, one after another, and a figure in words."""

from math import nan

import pandas as pd
import pytest

from metrics.registry import MEASURES
from metrics.series import begun, each, in_words, nearly

TIMELY, SCORE, DAYS, OPEN = (
    MEASURES[k]
    for k in ("charging_28_day", "review_score", "charging_end_to_end", "charging_waiting")
)


def series(**columns):
    return pd.DataFrame(columns)


def test_a_line_begins_with_the_first_period_that_has_anything():
    frame = series(unit=["A", "A", "A", "B", "B", "B"], whole=[0, 3, 0, 0, 0, 0])
    assert begun(frame, ("unit",))["whole"].tolist() == [3, 0]
    assert begun(frame)["whole"].tolist() == [3, 0, 0, 0, 0]


def test_each_value_comes_with_its_rows_in_the_order_of_the_frame():
    frame = series(theme=pd.Categorical(["Grip", "Care", "Grip"]), whole=[1, 2, 3])
    assert [(name, rows["whole"].tolist()) for name, rows in each(frame, "theme")] == [
        ("Grip", [1, 3]),
        ("Care", [2]),
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0%"),
        (1 / 400, "less than 1%"),
        (0.0049, "less than 1%"),
        (0.005, "1%"),
        (0.5, "50%"),
        (0.994, "99%"),
        (0.995, "more than 99%"),
        (400 / 401, "more than 99%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_not_said_to_be_none_or_all_unless_it_is(value, said):
    assert nearly(value) == said


@pytest.mark.parametrize(
    ("measure", "found", "said"),
    [
        (SCORE, {"value": 0.7, "whole": 51, "n_reviews": 6}, "70% (51 answers in 6 reviews)"),
        (SCORE, {"value": 0.7, "whole": 1, "n_reviews": 1}, "70% (1 answer in 1 review)"),
        (
            SCORE,
            {"value": 0.7, "whole": 4800, "n_reviews": 1200},
            "70% (4,800 answers in 1,200 reviews)",
        ),
        (SCORE, {"value": 0.7, "whole": 51}, "70% (51 answers)"),
        (SCORE, {"value": nan, "whole": 0, "n_reviews": 0}, "– (no answers)"),
        (TIMELY, {"value": 0.75, "whole": 1200, "part": 900}, "75% (900 of 1,200)"),
        (DAYS, {"value": 24.5, "whole": 1}, "24.5 days (median of 1 case)"),
        (OPEN, {"value": 12.0, "whole": 12}, "12 submissions"),
    ],
)
def test_a_figure_with_what_it_is_out_of(measure, found, said):
    assert in_words(measure, {"part": pd.NA} | found) == said

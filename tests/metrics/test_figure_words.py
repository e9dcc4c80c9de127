"""A figure beside its target, where both read alike; whole sentences are in test_sentences.py."""

from math import nan

import pandas as pd
import pytest

from metrics.figure_words import figure_words, shown
from metrics.registry import MEASURES

TIMELY, RETURNED, DAYS, OPEN = (
    MEASURES[k]
    for k in ("charging_28_day", "charging_returned", "charging_end_to_end", "charging_waiting")
)


def against(measure, value, target, **line):
    """What is said of the target, after the figure."""
    month = {"period": pd.Timestamp("2026-10-01"), "value": value, "whole": 1000, "part": 5}
    said = figure_words(measure, month | line, {"target": target})
    return said.removesuffix(".").rpartition(", ")[2]


@pytest.mark.parametrize(
    ("measure", "value", "target", "said"),
    [
        (TIMELY, 0.796, 0.8, "just short of a target of 80%"),
        (TIMELY, 0.8, 0.8, "against a target of 80%"),
        (TIMELY, 0.804, 0.8, "against a target of 80%"),  # it reads alike, and is at it
        (TIMELY, 0.79, 0.8, "against a target of 80%"),
        (TIMELY, 0.794, 0.8, "against a target of 80%"),  # 79%
        (TIMELY, 0.999, 1.0, "just short of a target of 100%"),
        (TIMELY, 0.795, 0.799, "just short of a target of 80%"),  # both read 80%
        (DAYS, 28.04, 28.0, "just over a target of 28 days"),
        (DAYS, 28.0, 28.0, "against a target of 28 days"),
        (DAYS, 27.96, 28.0, "against a target of 28 days"),
        (DAYS, 28.1, 28.0, "against a target of 28 days"),
        (RETURNED, 0.104, 0.1, "against a target of 10%"),  # neither way is better
        (RETURNED, 0.096, 0.1, "against a target of 10%"),
    ],
)
def test_where_figure_and_target_read_alike_a_miss_is_said(measure, value, target, said):
    assert against(measure, value, target) == said
    assert f" {shown(measure, target)}" in said


def test_a_count_is_just_over_a_target_that_is_no_whole_number():
    assert against(OPEN, 500.0, 499.6, whole=500) == "just over a target of 500"
    assert against(OPEN, 501.0, 500.0, whole=501) == "against a target of 500"


def test_without_a_target_nothing_is_said_of_it():
    said = figure_words(
        TIMELY,
        {"period": pd.Timestamp("2026-10-01"), "value": 0.796, "whole": 1000, "part": 796},
        {"target": nan},
    )
    assert said.endswith("were on time (796 of 1,000).")

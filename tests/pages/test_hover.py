"""What a point of a chart says when it is pointed at."""

import math

import pandas as pd
import pytest

from metrics.registry import MEASURES
from pages.hover import lines

POINT = {
    "period": pd.Timestamp("2026-10-01"),
    "value": 0.75,
    "part": 9,
    "whole": 12,
    "small": False,
    "left_out": False,
    "rule": "",
    "side": 0,
    "run_length": 0,
}
SAYS = "<b>A Unit</b><br>October 2026: 75% (9 of 12)"


def said(**point: object) -> str:
    (words,) = lines(MEASURES["charging_28_day"], pd.DataFrame([POINT | point]), "A Unit")
    return words


@pytest.mark.parametrize(
    ("point", "why"),
    [
        ({}, ""),
        ({"rule": "outside", "side": 1}, "above the usual range"),
        ({"rule": "outside", "side": -1}, "below the usual range"),
        ({"rule": "trend", "side": 1, "run_length": 7}, "part of 7 months in a row that rise"),
        ({"rule": "trend", "side": -1, "run_length": 9}, "part of 9 months in a row that fall"),
        (
            {"rule": "two_in_three", "side": 1, "run_length": 2},
            "one of two in three months near the upper end of the usual range",
        ),
        (
            {"rule": "two_in_three", "side": -1, "run_length": 3},
            "one of two in three months near the lower end of the usual range",
        ),
        (
            {"rule": "shift", "side": -1, "run_length": 8},
            "part of 8 months in a row below the average",
        ),
        ({"small": True}, "a small number: not judged"),
        ({"left_out": True}, "left out of the judgement"),
        ({"left_out": True, "small": True}, "left out of the judgement"),
    ],
)
def test_a_point_says_why_it_is_marked(point, why):
    assert said(**point) == SAYS + (f"<br>{why}" if why else "")


def test_a_month_without_a_figure_says_so():
    assert said(value=math.nan, part=0, whole=0) == (
        "<b>A Unit</b><br>October 2026: – (no submissions)"
    )


def test_points_that_nobody_judged_say_their_figure():
    table = pd.DataFrame([POINT, POINT])[["period", "value", "part", "whole"]]

    assert lines(MEASURES["charging_28_day"], table, "A Unit") == [SAYS, SAYS]


def test_a_name_is_shown_as_it_is_written():
    (words,) = lines(MEASURES["charging_28_day"], pd.DataFrame([POINT]), "<b>A</b> & 'B'")

    assert words.startswith("<b>&lt;b&gt;A&lt;/b&gt; &amp; 'B'</b><br>")

"""The first months of the data are drawn and not judged where what began before it is missing."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from extracts.area import Area
from metrics.filling import filling
from metrics.judged_months import judged_months
from metrics.measure import FILLS_UP
from metrics.registry import MEASURES

FILLS = [m for m in MEASURES.values() if m.fills_up]


def line(*wholes):
    periods = pd.date_range("2024-05-01", periods=len(wholes), freq="MS", unit="s")
    return pd.DataFrame({"period": periods, "whole": wholes})


def test_it_is_of_what_counts_by_the_day_it_ends_and_of_what_waits():
    by_its_end = {"median_days", "returned_share", "open"}
    assert [m for m in MEASURES.values() if m.headline in by_its_end] == FILLS
    assert all(FILLS_UP in m.caveats for m in FILLS)
    assert not any(FILLS_UP in m.caveats for m in MEASURES.values() if not m.fills_up)


def test_the_first_three_months_of_each_line_are_those():
    both = pd.concat(
        [line(0, 0, 4, 0, 5, 6).assign(unit="A"), line(7, 8, 9, 1, 1, 1).assign(unit="B")]
    )
    found = filling(FILLS[0], both, ("unit",))
    assert found.tolist() == [True] * 5 + [False] + [True] * 3 + [False] * 3
    assert filling(FILLS[0], line(0, 3, 3, 3, 3)).tolist() == [True] * 4 + [False]
    assert not filling(MEASURES["charging_28_day"], both, ("unit",)).any()
    assert filling(FILLS[0], line()).tolist() == []


def test_a_low_beginning_makes_no_later_month_worse():
    measure = MEASURES["charging_end_to_end"]
    days = [12.0, 13.0, 14.0, *[30.0, 24.0] * 11, *[26.5, 27.0] * 3, 27.0]
    frame = line(*[50] * len(days)).assign(
        value=days, part=pd.array([None] * len(days), "Int64"), small=False
    )

    def judged(measure):
        return judged_months(
            measure, frame, area=Area(name="A"), day=date(2027, 1, 20), is_sample=False
        )

    # of the first 24 months, the average is 25.2; of the 24 after the third, 27
    assert judged(replace(measure, fills_up=False)).verdicts["variation"].item() == "concern"
    found = judged(measure)
    assert found.verdicts["variation"].item() == "usual"
    assert found.verdicts["mean"].item() == pytest.approx((30 * 11 + 24 * 11 + 26.5 + 27) / 24)
    assert found.points["left_out"].tolist() == [True] * 3 + [False] * (len(days) - 3)

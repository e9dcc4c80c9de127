"""Whole months judged: those that are over, up to the month that is asked for."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from extracts.area import Area
from extracts.judgement import Target
from metrics.judged_months import judged_months
from metrics.presets import PRESETS
from metrics.registry import MEASURES
from metrics.spc import judge

MEASURE = MEASURES["charging_28_day"]
AREA = Area(name="Any Area")
DAY = date(2026, 11, 20)


def monthly(*shares, first="2024-05-01", **more):
    """A month a share, each of 100 cases; the last is the month so far."""
    value = np.array(shares, float)
    return pd.DataFrame(
        {
            "period": pd.date_range(first, periods=len(shares), freq="MS", unit="s"),
            "value": value,
            "part": pd.array(np.nan_to_num(value * 100).round().astype(int), "Int64"),
            "whole": np.where(np.isnan(value), 0, 100),
            "small": False,
        }
    ).assign(**more)


FALLING = monthly(*[0.80, 0.82] * 12, 0.81, 0.80, 0.70, 0.60, 0.50, 0.40, 0.10)  # to November 2026


def judged(frame=FALLING, **given):
    return judged_months(MEASURE, frame, **{"area": AREA, "day": DAY, "is_sample": False} | given)


def test_the_month_that_is_not_over_takes_no_part():
    points = judged().points
    assert points["period"].max() == pd.Timestamp("2026-10-01")
    assert 0.10 not in points["value"].tolist()


def test_a_verdict_as_at_a_month_is_that_of_the_months_before_alone():
    for until in (date(2026, 5, 1), date(2026, 8, 1)):
        cut = FALLING[FALLING["period"] <= pd.Timestamp(until)]
        by_hand = judge(
            cut.assign(target=np.nan, starts_step=False, left_out=False),
            preset=PRESETS[AREA.rules],
            better="higher",
            chosen=True,
        )
        pd.testing.assert_frame_equal(judged(until=until).verdicts, by_hand.verdicts)
    assert judged(until=date(2026, 5, 1)).verdicts["variation"].item() == "usual"
    assert judged().verdicts["variation"].item() == "concern"


def test_a_line_begins_with_its_first_case():
    late = monthly(*[np.nan] * 3, *[0.8] * 4, first="2026-05-01")
    assert judged(late).points["period"].min() == pd.Timestamp("2026-08-01")


def test_each_unit_is_judged_by_its_own_target():
    both = pd.concat([FALLING.assign(unit=u) for u in ("A", "B")], ignore_index=True)
    area = Area(
        name="Any Area",
        targets=(
            Target(
                measure=MEASURE.key, value=0.9, starts_on=date(2024, 1, 1), source="x", unit="B"
            ),
        ),
    )
    verdicts = judged(both, area=area, by=("unit",)).verdicts.set_index("unit")
    assert np.isnan(verdicts.loc["A", "target"])
    assert verdicts.loc["B", "target"] == pytest.approx(0.9)


def test_nothing_is_judged_where_nothing_is_over():
    assert judged(monthly(0.8, first="2026-11-01")).points.empty

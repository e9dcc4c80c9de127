"""Figures as a spreadsheet holds them."""

from math import nan

import pandas as pd

from metrics.files import as_file, formats, judgement
from metrics.registry import MEASURES
from metrics.spc import judge
from tests.metrics.monthly import MDC, line

TIMELY, DAYS, OPEN = (
    MEASURES[k] for k in ("charging_28_day", "charging_end_to_end", "charging_waiting")
)


def series(**columns):
    return pd.DataFrame(columns)


def test_shares_are_shown_as_per_cent_and_days_to_a_tenth():
    columns = {"On time share": [0.5], "Median, days": [3.0], "Finished": [2], "Average": [0.7]}
    file = series(Unit=["A"], **columns)
    shown = {"On time share": "0.0%", "Median, days": "0.0", "Average": "0.0%"}
    assert formats(MEASURES["charging_28_day"], file) == shown
    assert formats(MEASURES["charging_end_to_end"], file)["Average"] == "0.0"
    assert formats(MEASURES["charging_waiting"], file)["Average"] == "#,##0"


def test_headings_of_a_file_say_which_days_are_meant():
    frame = series(
        unit=["A"], value=[3.25], part=[1], whole=[2], finished=[2], on_time_share=[2 / 3]
    ).assign(median_days=3.25, p90_days=2 / 3, mean_days=4.0)
    found = as_file(frame, "working day")
    assert found.to_dict("list") == {
        "Unit": ["A"],
        "Finished": [2],
        "On time share": [0.6667],
        "Median, working days": [3.2],  # halfway: to the even one, as Python rounds
        "90th percentile, working days": [0.7],
        "Mean working days": [4.0],
    }
    days = ["Median, days", "90th percentile, days", "Mean days"]
    assert as_file(frame).columns[-3:].tolist() == days
    # all three are still written as days, whatever they are
    for day in ("day", "working day"):
        shown = formats(TIMELY, as_file(frame, day))
        assert [shown[name] for name in as_file(frame, day).columns[-3:]] == ["0.0"] * 3


def test_what_points_were_judged_by_goes_no_further_than_figures_can():
    limits = {"mean": [0.9, 0.5], "lower": [-0.2, 0.3], "upper": [1.3, 0.7]}
    points = series(**limits, target=[0.8, nan], meaning=["usual", "concern"], value=[1.0, 0.2])
    found = judgement(TIMELY, points)
    assert found.columns.tolist() == [
        "average",
        "usual_range_from",
        "usual_range_to",
        "target",
        "judged",
    ]
    assert found["average"].tolist() == [0.9, 0.5]
    assert found["usual_range_from"].tolist() == [0, 0.3]
    assert found["usual_range_to"].tolist() == [1, 0.7]
    assert found["target"].tolist()[0] == 0.8
    assert found["judged"].tolist() == ["usual", "concern"]
    for measure in (DAYS, OPEN):
        assert judgement(measure, points)["usual_range_from"].tolist() == [0, 0.3]
        assert judgement(measure, points)["usual_range_to"].tolist() == [1.3, 0.7]


def test_a_point_that_is_not_judged_has_no_range():
    points = judge(line([0.5] * 3, target=0.8), preset=MDC, better="higher").points
    found = judgement(TIMELY, points)
    assert found[["average", "usual_range_from", "usual_range_to"]].isna().all(axis=None)
    assert found["judged"].tolist() == ["not judged"] * 3
    assert found.index.equals(points.index)

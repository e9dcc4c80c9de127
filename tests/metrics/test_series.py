"""Lines of figures: where each begins, one after another, and how a spreadsheet shows them."""

import pandas as pd

from metrics.registry import MEASURES
from metrics.series import begun, each, formats


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


def test_shares_are_shown_as_per_cent_and_days_to_a_tenth():
    columns = {"On time share": [0.5], "Median, days": [3.0], "Finished": [2], "Average": [0.7]}
    file = series(Unit=["A"], **columns)
    shown = {"On time share": "0.0%", "Median, days": "0.0", "Average": "0.0%"}
    assert formats(MEASURES["charging_28_day"], file) == shown
    assert formats(MEASURES["charging_end_to_end"], file)["Average"] == "0.0"
    assert formats(MEASURES["charging_waiting"], file)["Average"] == "#,##0"

"""The heat table: rows and columns in their order, shades of what is short, marks of signals."""

import pandas as pd
import pytest

from charts.heat import heat_table
from charts.theme import SHADES, colour
from tests.charts.made import drawn, judged, nothing_without_hover

NAN = float("nan")


def cells(**units: list[float]) -> pd.DataFrame:
    frames = [
        judged(*values).assign(unit=unit, against=0.8, figure=[f"{v:.0%}" for v in values])
        for unit, values in units.items()
    ]
    return pd.concat(frames, ignore_index=True)


def spec(frame, **options):
    return drawn(heat_table(frame, **{"theme": "light", "better": "higher"} | options))


def test_units_keep_their_order_and_months_go_along():
    figure = spec(cells(Zoo=[0.7, 0.8], Alpha=[0.6, 0.5]))

    (table,) = figure["data"]
    assert table["text"] == [["70%", "80%"], ["60%", "50%"]]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Zoo", "Alpha"]
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high  # the first unit is at the top
    assert figure["layout"]["xaxis"]["ticktext"] == ["Jan<br>2026", "Feb<br> "]
    assert nothing_without_hover(figure)


@pytest.mark.parametrize(
    ("better", "expected"),
    [("higher", [4, 2, 0, 0]), ("lower", [0, 0, 0, 4]), ("neither", [4, 2, 0, 2])],
)
def test_a_cell_is_the_darker_the_further_it_is_on_the_wrong_side(better, expected):
    frame = cells(A=[0.4, 0.6, 0.8, 1.0])

    (table,) = spec(frame, better=better)["data"]

    assert table["z"] == [expected]


def test_the_darkest_can_be_the_same_in_every_table():
    (table,) = spec(cells(A=[0.7, 0.6, 0.2]), most=0.4)["data"]

    assert table["z"] == [[1, 2, 4]]


def test_a_cell_without_a_figure_is_empty_and_one_without_a_target_is_not_shaded():
    frame = cells(A=[NAN, 0.2, 0.3])
    frame.loc[1, "against"] = NAN

    (table,) = spec(frame)["data"]

    assert (table["z"], table["text"]) == ([[None, 0, 4]], [["", "20%", "30%"]])
    assert table["hoverongaps"] is False


def test_signals_have_their_mark_and_small_numbers_are_hollow_and_in_italics():
    frame = cells(A=[0.7, 0.6, 0.5, 0.4])
    frame["meaning"] = ["usual", "concern", "not judged", "improvement"]
    frame["small"] = [False, False, True, False]

    (table,) = spec(frame)["data"]

    usual, concern, small, improvement = table["text"][0]
    assert usual == "70%"
    assert "■" in concern
    assert colour("concern", "light") in concern
    assert "○" in small
    assert "<i>50%</i>" in small
    assert "◆" in improvement


def test_where_there_are_many_months_marks_stand_over_figures():
    frame = cells(A=[0.5] * 20)
    frame["meaning"] = "concern"

    few, many = (spec(frame, months=n) for n in (6, 20))

    assert "<br>" not in few["data"][0]["text"][0][0]
    assert "<br>" in many["data"][0]["text"][0][0]
    assert many["layout"]["height"] > few["layout"]["height"]


def test_the_newest_months_are_shown():
    (table,) = spec(cells(A=[0.1, 0.2, 0.3]), months=2)["data"]

    assert table["text"] == [["20%", "30%"]]


def test_a_month_that_a_unit_lacks_is_empty():
    frame = cells(A=[0.1, 0.2], B=[0.3, 0.4]).drop(index=1)

    (table,) = spec(frame)["data"]

    assert table["text"] == [["10%", None], ["30%", "40%"]]


def test_every_shade_is_one_of_the_themes():
    (table,) = spec(cells(A=[0.1]), theme="dark")["data"]

    assert list(dict.fromkeys(c for _, c in table["colorscale"])) == list(SHADES["dark"])
    assert table["textfont"]["color"] == colour("text", "dark")


def test_on_a_phone_names_stand_over_their_rows():
    figure = spec(cells(A=[0.1], **{"<B>": [0.2]}), narrow=True)

    assert [a["text"] for a in figure["layout"]["annotations"]] == [
        "<b>A</b>",
        "<b>&lt;B&gt;</b>",
    ]
    assert figure["layout"]["yaxis"]["showticklabels"] is False
    assert figure["layout"]["margin"]["l"] < 10


@pytest.mark.parametrize("narrow", [False, True])
def test_no_cells_make_an_empty_figure(narrow):
    figure = spec(cells(A=[0.1]).head(0), narrow=narrow)

    assert figure["data"][0].get("z", []) == []

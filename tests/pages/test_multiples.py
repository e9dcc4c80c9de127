"""Small multiples, and the look and colours that charts share."""

import json
import math

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.multiples import Panel, small_multiples
from charts.theme import CONFIG, FONT, MEANINGS, colour, look
from tests.pages.screen import panels


def points(*values: float, small: tuple[bool, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": pd.date_range("2026-01-01", periods=len(values), freq="MS"),
            "value": [float(v) for v in values],
            "hover": [f"hover {i}" for i in range(len(values))],
            "small": list(small) or [False] * len(values),
        }
    )


def panel(name: str = "A Unit", *values: float, small: tuple[bool, ...] = ()) -> Panel:
    return Panel(name=name, figure="50%", points=points(*(values or (0.5, 0.6)), small=small))


def spec(*args, **options) -> dict:
    usual = {"theme": "light", "columns": 2}
    return json.loads(small_multiples(*args, **usual | options).to_json())


def test_each_panel_has_its_line_its_name_and_its_figure():
    found = panels(spec([panel("First", 0.1, 0.2), panel("Second", 0.3, 0.4)]))

    assert [(p.name, p.figure, p.values) for p in found] == [
        ("<b>First</b>", "50%", [0.1, 0.2]),
        ("<b>Second</b>", "50%", [0.3, 0.4]),
    ]
    assert found[0].months == ["2026-01-01", "2026-02-01"]
    assert found[0].hover == ["hover 0", "hover 1"]


def test_points_of_small_numbers_are_hollow():
    (found,) = panels(spec([panel("A", 0.1, 0.2, 0.3, small=(False, True, False))]))

    assert found.hollow == [False, True, False]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_hollow_point_has_the_colour_of_the_ground(theme):
    figure = spec([panel("A", 0.1, 0.2, small=(True, False))], theme=theme)

    assert figure["data"][0]["marker"]["color"] == [
        colour("ground", theme),
        colour("accent", theme),
    ]
    assert figure["data"][0]["marker"]["line"]["color"] == colour("accent", theme)


def test_a_month_without_a_value_is_a_gap():
    figure = spec([panel("A", 0.1, math.nan, 0.3)])
    (found,) = panels(figure)

    assert math.isnan(found.values[1])
    assert figure["data"][0]["connectgaps"] is False


def test_the_same_dotted_line_is_in_every_panel():
    found = panels(spec([panel("A"), panel("B"), panel("C")], beside=points(0.7, 0.8)))

    assert [p.dotted for p in found] == [[0.7, 0.8]] * 3


def test_there_is_no_dotted_line_unless_one_is_given():
    assert [p.dotted for p in panels(spec([panel("A")]))] == [None]


@pytest.mark.parametrize(
    ("values", "top", "highest"),
    [
        ([0.2, 0.4], 1.0, 1.0),
        ([20, 40], None, 40),
        ([0, 0], None, 1),  # all noughts: an axis must have some height
        ([math.nan, math.nan], None, 1),
        ([math.nan, 5], None, 5),
    ],
)
def test_the_scale_begins_at_nought_and_is_one_for_all(values, top, highest):
    figure = spec([panel("A", *values), panel("B", *values[::-1])], top=top)

    axes = [v for k, v in figure["layout"].items() if k.startswith("yaxis")]
    assert axes[0]["range"] == [0, pytest.approx(highest * 1.04)]
    assert all(axis["range"] == axes[0]["range"] for axis in axes)
    assert [axis.get("matches") for axis in axes] == [None, "y"]


def test_names_are_shown_as_they_are_written():
    (found,) = panels(spec([panel("<b>A</b> & \"B\" 'C'")]))

    assert found.name == "<b>&lt;b&gt;A&lt;/b&gt; &amp; \"B\" 'C'</b>"


@pytest.mark.parametrize("n", range(8))
@pytest.mark.parametrize("columns", [1, 2, 4])
def test_dates_stand_under_the_lowest_panel_of_each_column(n, columns):
    figure = small_multiples([panel(f"Unit {i}") for i in range(n)], theme="light", columns=columns)

    rows = max(1, math.ceil(n / columns))
    for i in range(rows * columns):
        suffix = "" if i == 0 else str(i + 1)
        x, y = figure.layout[f"xaxis{suffix}"], figure.layout[f"yaxis{suffix}"]
        assert (bool(x.visible), bool(y.visible)) == (i < n, i < n)
        assert bool(x.showticklabels) == (i < n <= i + columns)
        assert bool(y.showticklabels) == (i % columns == 0)


def test_more_rows_make_a_taller_figure_and_panels_of_the_same_height():
    def heights(n: int) -> tuple[float, float]:
        layout = small_multiples([panel()] * n, theme="light", columns=4).layout
        low, high = layout.yaxis.domain
        return layout.height, (high - low) * (layout.height - layout.margin.t - layout.margin.b)

    (one, first), (three, third) = heights(4), heights(12)

    assert three > 2 * one
    assert third == pytest.approx(first, rel=0.15)


def test_no_panels_make_an_empty_figure():
    figure = spec([])

    assert figure["data"] == []
    assert "annotations" not in figure["layout"] or not figure["layout"]["annotations"]


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_meaning_has_a_colour_on_either_ground(meaning):
    light, dark = colour(meaning, "light"), colour(meaning, "dark")

    assert light != dark
    assert all(len(c) == 7 and c.startswith("#") for c in (light, dark))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_looks_alike(theme):
    figure = look(go.Figure(go.Scatter(x=[1], y=[1])), theme, height=300)
    layout = figure.layout

    assert (layout.height, layout.showlegend, layout.dragmode) == (300, False, False)
    assert layout.font.family == FONT
    assert layout.font.color == colour("secondary", theme)  # Streamlit's own is too faint
    assert layout.xaxis.tickfont.color == layout.yaxis.tickfont.color == colour("secondary", theme)
    assert (layout.xaxis.fixedrange, layout.yaxis.fixedrange) == (True, True)
    assert layout.yaxis.nticks <= 4  # at most four gridlines
    assert layout.title.text is None  # the sentence above is the title
    assert not CONFIG["displayModeBar"]

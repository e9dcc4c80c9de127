"""Small multiples: what each panel has, and the one scale that all have."""

import json
import math

import pandas as pd
import pytest

from charts.multiples import Panel, small_multiples
from charts.theme import colour
from tests.pages.screen_charts import Line, read


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


def panels(figure: dict) -> list[Line]:
    return read(figure).lines


def texts(figure: dict, at: str) -> list[str]:
    """What is written above panels, at the left or the right, with what makes it bold."""
    return [t["text"] for t in figure["layout"]["annotations"] if t["xanchor"] == at]


def test_each_panel_has_its_line_its_name_and_its_figure():
    found = panels(spec([panel("First", 0.1, 0.2), panel("Second", 0.3, 0.4)]))

    assert [(p.name, p.figure, p.values) for p in found] == [
        ("First", "50%", [0.1, 0.2]),
        ("Second", "50%", [0.3, 0.4]),
    ]
    assert found[0].months == ["2026-01-01", "2026-02-01"]
    assert found[0].hover == ["hover 0", "hover 1"]


def test_points_of_small_numbers_are_hollow():
    (found,) = panels(spec([panel("A", 0.1, 0.2, 0.3, small=(False, True, False))]))

    assert found.marks == ["circle", "hollow circle", "circle"]


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

    assert [p.beside for p in found] == [[0.7, 0.8]] * 3


def test_there_is_no_dotted_line_unless_one_is_given():
    assert [p.beside for p in panels(spec([panel("A")]))] == [None]


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
    figure = spec([panel("<b>A</b> & \"B\" 'C'")])

    assert texts(figure, "left") == ["<b>&lt;b&gt;A&lt;/b&gt; &amp; \"B\" 'C'</b>"]


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


def judged(*values: float, **columns: object) -> pd.DataFrame:
    limits = {"mean": 0.5, "lower": 0.3, "upper": 0.7, "target": 0.8, "meaning": "usual"}
    return points(*values).assign(**limits | columns)


def test_a_panel_that_was_judged_has_one_trace_and_its_limits_behind_it():
    figure = spec([Panel(name="A", figure="50%", points=judged(0.4, 0.6)), panel("B", 0.1, 0.2)])

    assert len(figure["data"]) == 2
    shapes = figure["layout"]["shapes"]
    assert {(s["xref"], s["yref"]) for s in shapes} == {("x", "y")}
    assert [s["line"].get("dash") for s in shapes] == [None, "dot", "solid", "dash"]
    assert all(s["layer"] in ("below", "between") for s in shapes)  # never over a mark


def test_the_axis_has_room_for_the_limits_of_every_panel():
    early, late = judged(0.4, 0.6), judged(0.4, 0.6, 0.5)
    late["period"] += pd.DateOffset(months=1)
    figure = spec([Panel(name=n, figure="", points=p) for n, p in (("A", early), ("B", late))])

    axes = [v for k, v in figure["layout"].items() if k.startswith("xaxis")]
    assert [axis["range"] for axis in axes] == [["2025-12-16", "2026-04-16"]] * 2


def test_the_strip_has_the_mark_of_the_last_figure():
    figure = spec(
        [Panel(name="A", figure="50%", points=points(0.5), meaning="concern")], theme="dark"
    )

    assert texts(figure, "right") == [
        f'<span style="color:{colour("concern", "dark")};font-size:15px">■</span> 50%'
    ]


def test_a_long_name_leaves_room_for_figure_and_mark():
    name = "A Unit With a Very Long Name Indeed"
    (plain,), (marked,) = (
        texts(spec([Panel(name=name, figure="50%", points=points(0.5), meaning=m)]), "left")
        for m in (None, "usual")
    )

    assert plain.endswith("…</b>")
    assert len(marked) == len(plain) - 2


def test_marks_are_by_meaning_and_smaller_than_in_a_chart_of_their_own():
    frame = judged(0.4, 0.6, meaning=["usual", "improvement"])
    (trace,) = spec([Panel(name="A", figure="", points=frame)])["data"]

    assert trace["marker"]["symbol"] == ["circle", "diamond"]
    assert trace["marker"]["size"] == [4.8, 8.0]
    assert trace["line"]["color"] == colour("usual", "light")


def test_a_scale_that_is_found_has_room_for_limits_and_targets():
    frame = judged(2, 4, mean=3, lower=1, upper=9, target=12)
    figure = spec([Panel(name="A", figure="", points=frame)], top=None)

    assert figure["layout"]["yaxis"]["range"] == [0, pytest.approx(12 * 1.04)]


def test_a_figure_of_many_panels_has_a_trace_for_each():
    figure = spec([Panel(name="A", figure="", points=judged(0.4, 0.6))] * 11, columns=4)

    assert len(figure["data"]) == 11
    assert len(figure["layout"]["shapes"]) == 11 * 4

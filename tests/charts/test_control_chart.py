"""A control chart: its line and marks, what it is judged by, and the words at its end."""

from datetime import date

import pytest

from charts.control_chart import control_chart
from charts.events import Event
from charts.theme import colour
from tests.charts.made import drawn, judged, nothing_without_hover, overlapping

NAN = float("nan")


def spec(points, **options):
    return drawn(control_chart(points, **{"theme": "light"} | options))


def words(figure: dict) -> list[str]:
    return [a["text"] for a in figure["layout"].get("annotations", ()) if a["x"] == 1]


def test_it_has_one_line_with_a_mark_a_point():
    figure = spec(judged(0.4, 0.6, 0.9, meaning=["usual", "usual", "improvement"]))

    (line,) = figure["data"]
    assert line["mode"] == "lines+markers"
    assert line["marker"]["symbol"] == ["circle", "circle", "diamond"]
    assert line["text"] == ["hover 0", "hover 1", "hover 2"]
    assert nothing_without_hover(figure)


def test_a_point_without_a_value_is_a_gap():
    (line,) = control_chart(judged(0.4, NAN, 0.6), theme="light").data

    assert line.connectgaps is False


def test_everything_is_named_at_its_end():
    assert words(spec(judged(0.4, 0.58), label="Area & all")) == [
        "<b>Area &amp; all 58%</b>",
        "Average 50%",
        "Target 80%",
        "Usual range 30% to 70%",
    ]


def test_nothing_is_named_that_is_not_there():
    plain = judged(0.4)[["period", "value", "small", "hover"]]

    assert words(spec(plain)) == ["<b>40%</b>"]
    assert words(spec(plain.head(0))) == []


def test_the_words_are_of_the_last_step_and_its_last_figures():
    points = judged(
        0.4,
        0.5,
        0.6,
        NAN,
        step=[0, 0, 1, 1],
        mean=[0.5, 0.5, 0.6, 0.6],
        target=[0.7, 0.7, 0.7, 0.9],
    )

    assert words(spec(points))[:3] == ["<b>60%</b>", "Average 60%", "Target 90%"]


def test_a_last_step_too_short_for_limits_has_no_words_of_an_earlier_one():
    points = judged(0.4, 0.5, 0.6, step=[0, 0, 1], mean=[0.5, 0.5, NAN], lower=[0.3, 0.3, NAN])

    assert words(spec(points)) == ["<b>60%</b>", "Target 80%"]


def test_the_words_of_the_range_are_no_wider_than_figures_can_be():
    found = words(spec(judged(0.9, lower=-0.2, upper=1.2)))

    assert found[-1] == "Usual range 0% to 100%"


def test_counts_and_days_have_their_unit():
    points = judged(20, 24.5, mean=22, lower=10, upper=34, target=NAN)

    figure = spec(points, top=None, value_format=",.0f", unit=" days")
    assert words(figure) == ["<b>25 days</b>", "Average 22 days", "Usual range 10 to 34 days"]
    assert figure["layout"]["yaxis"]["range"] == [0, pytest.approx(34 * 1.04)]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("at", [0.0, 0.01, 0.5, 0.99, 1.0])
def test_words_do_not_cover_each_other(at, narrow):
    points = judged(at, at, mean=at, target=at, lower=at - 0.01, upper=at + 0.01)
    figure = spec(points, label="Area", narrow=narrow)

    assert len(words(figure)) == 4
    assert overlapping(figure) == []


@pytest.mark.parametrize("points", [judged(0.4, 0.6), judged(0.4), judged()])
def test_a_share_is_drawn_from_nought_to_all(points):
    assert spec(points)["layout"]["yaxis"]["range"] == [0, 1.04]


def test_a_scale_of_noughts_has_some_height():
    points = judged(0, 0)[["period", "value", "small", "hover"]]

    assert spec(points, top=None)["layout"]["yaxis"]["range"] == [0, 1.04]


def test_a_phone_has_shorter_words_in_two_lines():
    found = words(spec(judged(0.4, 0.6), label="Area", narrow=True))

    assert found == ["<b>Area 60%</b>", "Average<br>50%", "Target<br>80%", "Usual<br>30% to 70%"]


def test_events_make_room_above_the_plot():
    points = judged(*[0.5] * 6)
    events = [
        Event(date(2026, 3, 1), "Limits begin again", "step"),
        Event(date(2026, 3, 20), "Templates", "action"),
    ]
    bare, full = spec(points), spec(points, events=events)

    hairlines = [s for s in full["layout"]["shapes"] if s["type"] == "line"]
    assert len(hairlines) == 2
    assert len(full["layout"]["shapes"]) == len(bare["layout"]["shapes"]) + 2
    assert full["layout"]["margin"]["t"] > bare["layout"]["margin"]["t"]
    assert {a["text"] for a in full["layout"]["annotations"]} > {"Limits begin again", "Templates"}


def test_no_title_no_legend_and_the_dates_of_the_last_month():
    layout = spec(judged(*[0.5] * 30))["layout"]

    assert "title" not in layout
    assert layout["showlegend"] is False
    assert layout["xaxis"]["ticktext"][-1] == "Jun 2028"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_small_numbers_are_hollow(theme):
    figure = spec(judged(0.4, 0.6, small=[True, False]), theme=theme)

    assert figure["data"][0]["marker"]["color"] == [colour("ground", theme), colour("usual", theme)]

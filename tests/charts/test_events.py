"""Step changes and actions over a chart: where each stands, and that none covers another."""

from datetime import date

import pandas as pd
import pytest

from charts.events import Event, event_marks, upright
from charts.labels import LINE
from charts.limit_lines import edges

MONTHS = pd.Series(pd.date_range("2026-01-01", periods=6, freq="MS"))


def marks(*events: tuple[str, str, str], plot_width: float = 600):
    made = [Event(date.fromisoformat(day), label, kind) for day, label, kind in events]
    return event_marks(made, MONTHS, "light", plot_width=plot_width)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        ("2026-03-01", "2026-02-15"),  # between February's point and March's: where limits break
        ("2026-03-16", "2026-03-01"),  # the middle of March: on its point
        ("2026-03-31", "2026-03-15"),
        ("2026-06-30", "2026-06-14"),
    ],
)
def test_a_hairline_is_as_far_into_its_months_place_as_its_day_is_into_the_month(day, stands):
    (line,), (text,), _ = marks((day, "Started", "action"))

    assert line["x0"] == line["x1"] == text["x"] == stands


def test_a_step_on_the_first_of_a_month_is_where_the_limits_break():
    (line,), _, _ = marks(("2026-04-01", "Limits begin again", "step"))

    assert line["x0"] == edges(MONTHS)[3]


@pytest.mark.parametrize("day", ["2025-12-31", "2026-07-01"])
def test_what_happened_outside_the_months_shown_is_not_shown(day):
    assert marks((day, "Started", "action")) == ([], [], 0)


def test_without_points_there_is_nowhere_to_stand():
    event = Event(date(2026, 1, 1), "Started", "action")

    assert event_marks([event], MONTHS.head(0), "light", plot_width=600) == ([], [], 0)


def test_kinds_differ_in_their_line():
    lines, _, _ = marks(("2026-02-01", "Limits", "step"), ("2026-05-01", "Team", "action"))

    assert [line["line"]["dash"] for line in lines] == ["solid", "dot"]


def test_labels_that_would_meet_stand_in_rows_of_their_own():
    lines, texts, above = marks(
        ("2026-02-01", "A new team for triage", "action"),
        ("2026-02-20", "Limits begin again", "step"),
        ("2026-05-01", "Templates", "action"),
    )

    assert [text["yshift"] for text in texts] == [LINE, 0, 0]
    assert above == 2 * LINE
    assert lines[0]["y1"] > LINE > lines[1]["y1"]  # the second ends below the first's text


def test_a_label_near_the_right_end_stands_to_the_left_of_its_line():
    _, (first, last), _ = marks(
        ("2026-01-05", "A new team", "action"), ("2026-06-20", "A second reviewer", "action")
    )

    assert (first["xanchor"], last["xanchor"]) == ("left", "right")


def test_a_label_too_long_for_its_side_is_cut_and_hover_has_it_whole():
    label = "A new team for triage in the west & <north>"
    _, (text,), _ = marks(("2026-04-03", label, "action"), plot_width=140)

    assert text["text"].endswith("…")
    assert len(text["text"]) < 20
    assert text["hovertext"] == (
        "3 April 2026: A new team for triage in the west &amp; &lt;north&gt;"
    )


def test_hairlines_reach_from_the_axis_to_their_label():
    lines, _, _ = marks(("2026-02-01", "Limits", "step"))
    (line,) = upright(lines, plot=200)

    assert line["y0"] == 0
    assert 1 < line["y1"] < 1 + LINE / 200


def test_hover_says_what_came_of_an_action_in_lines_that_fit():
    found = "No difference seen; every unit had it, so other causes cannot be told apart & so on."
    event = Event(date(2026, 3, 3), "Prompt", "action", found)
    _, (text,), _ = event_marks([event], MONTHS, "light", plot_width=600)

    first, *lines = text["hovertext"].split("<br>")
    assert (first, text["text"]) == ("3 March 2026: Prompt", "Prompt")
    assert " ".join(lines) == found.replace("&", "&amp;")
    assert max(map(len, lines)) <= 64

"""Where texts stand: none over another, each as near to its place as there is room."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.labels import apart, at_the_end, dates, room, rows, width, written

PLACES = st.lists(st.floats(0, 300), min_size=1, max_size=6)


@given(PLACES)
def test_labels_that_fit_stay_within_and_apart_in_their_order(wanted):
    found = apart(wanted, [20] * len(wanted), 0, 300)

    assert all(10 - 1e-6 <= at <= 290 + 1e-6 for at in found)
    for (a, x), (b, y) in combinations(zip(wanted, found, strict=True), 2):
        assert abs(x - y) >= 20 - 1e-6
        assert a == b or (a < b) == (x < y)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9, unique=True))
def test_labels_with_room_are_where_they_were_wanted(at):
    wanted = [15.0 + 30 * i for i in at]

    assert apart(wanted, [30] * len(wanted), 0, 300) == pytest.approx(wanted)


def test_labels_that_do_not_fit_run_over_the_top():
    assert apart([5, 5, 5], [20] * 3, 0, 40) == [10, 30, 50]


SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(5, 150), st.booleans()), max_size=5)


@given(SPANS)
def test_no_text_covers_another(events):
    spans = [(x, x + long) if to_right else (x - long, x) for x, long, to_right in sorted(events)]
    lines = [x for x, _, _ in sorted(events)]

    found = rows(spans, lines)

    for i, j in combinations(range(len(spans)), 2):
        if spans[i][0] < spans[j][1] and spans[j][0] < spans[i][1]:
            assert found[i] != found[j]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(5, 150)), max_size=5))
def test_no_line_runs_through_a_text_to_the_right_of_its_own(events):
    events = sorted(events)
    found = rows([(x, x + long) for x, long in events], [x for x, _ in events])

    for (row, (x, long)), (other, (line, _)) in combinations(zip(found, events, strict=True), 2):
        assert not x < line < x + long or row > other  # the line ends below the text


def test_texts_with_room_are_in_one_row():
    assert rows([(0, 50), (60, 90), (100, 140)], [0, 60, 100]) == [0, 0, 0]


@pytest.mark.parametrize(
    ("value", "value_format", "words"),
    [
        (0.625, ".0%", "63%"),  # a half goes up
        (0.285, ".0%", "29%"),
        (0.1234, ".1%", "12.3%"),
        (24.5, ",.0f", "25"),
        (1234.0, ",.0f", "1,234"),
        (2.25, ",.1f", "2.3"),
        (0.0, ".0%", "0%"),
    ],
)
def test_figures_are_written_as_in_the_pages(value, value_format, words):
    assert written(value, value_format) == words


def test_the_margin_has_room_for_the_longest_line():
    short, long = [("Average<br>74%", 0.7, "text")], [("Average 74%", 0.7, "text")]

    assert room([]) < room(short) < room(long)
    assert room(long) > width("Average 74%")
    assert room([("<b>Average</b>", 1, "text")]) < room([("Average  <", 1, "text")]) + 10


def test_labels_stand_beside_what_they_name():
    (found,) = at_the_end([("Average", 0.5, "average")], "light", plot=200, top=1.0)

    assert (found["y"], found["x"], found["xanchor"]) == (0.5, 1, "left")


@pytest.mark.parametrize(
    ("n", "plot_width", "named"),
    [(1, 500, 1), (3, 500, 3), (12, 800, 12), (24, 700, 8), (24, 140, 2), (24, 60, 1), (0, 500, 0)],
)
def test_as_many_dates_as_there_is_room_for_and_always_the_last(n, plot_width, named):
    periods = pd.Series(pd.date_range("2025-01-01", periods=n, freq="MS"))

    found = dates(periods, plot_width, "%b %Y")

    assert len(found["tickvals"]) == len(found["ticktext"]) == named
    if n:
        assert found["tickvals"][-1] == f"{periods.iloc[-1]:%Y-%m-%d}"

from datetime import date

import duckdb
import narwhals as nw
import numpy as np
import pyarrow as pa
import pytest

from extracts.days import BLANK, day_of, number, numbers
from metrics.clocks import ByValue, CalendarDays, Clock, DueOn, Limit, NoLimit, Where, WorkingDays

STARTS = np.array([number(date(2026, 11, 20)), number(date(2026, 11, 21))])  # Friday, Saturday
COLUMNS = {
    "due_on": pa.chunked_array([pa.array([date(2026, 12, 1), None])]),
    "in_custody": pa.chunked_array([pa.array([True, False])]),
    "enhanced": pa.chunked_array([pa.array(["Yes", None])]),
}
CUSTODY = ByValue("in_custody", {True: CalendarDays(50), False: CalendarDays(70)})


def days(limit: Limit) -> list[date | None]:
    return [None if d == BLANK else day_of(d) for d in limit.due(STARTS, COLUMNS)]


@pytest.mark.parametrize(
    ("limit", "friday", "saturday"),
    [
        (CalendarDays(28), date(2026, 12, 18), date(2026, 12, 19)),
        (WorkingDays(1), date(2026, 11, 23), date(2026, 11, 23)),
        (WorkingDays(1, start="next working day"), date(2026, 11, 23), date(2026, 11, 24)),
        (NoLimit(), None, None),
        (DueOn("due_on"), date(2026, 12, 1), None),
        (DueOn("due_on", otherwise=CalendarDays(1)), date(2026, 12, 1), date(2026, 11, 22)),
        (DueOn("due_on", otherwise=CUSTODY), date(2026, 12, 1), date(2027, 1, 30)),
        (CUSTODY, date(2027, 1, 9), date(2027, 1, 30)),
        (ByValue("enhanced", {"Yes": WorkingDays(1)}), date(2026, 11, 23), None),
    ],
)
def test_due_day_of_each_limit(limit, friday, saturday):
    assert days(limit) == [friday, saturday]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (CalendarDays(28), "28 calendar days"),
        (CalendarDays(1), "1 calendar day"),
        (WorkingDays(1), "1 working day"),
        (WorkingDays(5), "5 working days"),
        (NoLimit(), "no limit"),
        (DueOn("due_on"), "the day in due_on; where that is blank, no limit"),
        (
            CUSTODY,
            "50 calendar days where in_custody is True; 70 calendar days where in_custody is False",
        ),
    ],
)
def test_a_limit_says_what_it_is(limit, words):
    assert limit.says() == words


def test_a_limit_names_the_columns_it_needs_once():
    both = DueOn("due_on", otherwise=CUSTODY)
    twice = ByValue("stage", {"Initial": both, "Continuing": DueOn("due_on")})

    assert both.fields() == ("due_on", "in_custody")
    assert twice.fields() == ("stage", "due_on", "in_custody")
    assert CalendarDays(1).fields() == ()


def test_limits_that_count_days_in_different_ways_do_not_mix():
    with pytest.raises(AssertionError, match="in different ways"):
        ByValue("enhanced", {"Yes": WorkingDays(1), "No": CalendarDays(5)})
    with pytest.raises(AssertionError, match="in different ways"):
        ByValue("enhanced", {"Yes": WorkingDays(1), "No": WorkingDays(5, "next working day")})


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        (Where("track", one_of=("a",)), [1]),
        (Where("track", one_of=("a", "b")), [1, 2]),
        (Where("track", blank=True), [3]),
        (Where("track", blank=False), [1, 2]),
        (Where("custody", one_of=(False,)), [2]),
        (Where("custody", one_of=(True, False)), [1, 2]),
    ],
)
def test_where_keeps_the_same_rows_in_every_engine(where, kept):
    rows = pa.table({"id": [1, 2, 3], "track": ["a", "b", None], "custody": [True, False, None]})

    for native in (rows, rows.to_pandas(), duckdb.from_arrow(rows)):
        found = nw.from_native(native).lazy().filter(where.expression()).collect()
        assert sorted(found["id"].to_list()) == kept


def test_where_asks_one_thing():
    for wrong in ({}, {"one_of": ("a",), "blank": True}):
        with pytest.raises(AssertionError, match="one_of or blank"):
            Where("track", **wrong)


def test_a_clock_knows_its_columns_and_the_unit_of_its_days():
    letters = Clock(
        extract="victim_letters",
        where=(Where("enhanced", one_of=("Yes", "No")),),
        starts="decided_on",
        stops="sent_on",
        limit=ByValue("enhanced", {"Yes": WorkingDays(1), "No": WorkingDays(5)}),
    )

    assert letters.columns() == ["unit", "casework_type", "decided_on", "sent_on", "enhanced"]
    assert letters.day_type == "working"
    assert letters.holder == "CPS"
    ends = STARTS + 3  # the Monday and the Tuesday
    assert letters.elapsed(STARTS, ends).tolist() == [1, 2]


def disclosure(**changes) -> Clock:
    usual = {"extract": "disclosure", "starts": "triggered_on", "stops": "served_on"}
    return Clock(**usual | {"limit": DueOn("due_on", otherwise=CUSTODY)} | changes)


def test_a_clock_of_calendar_days_counts_calendar_days():
    assert disclosure().day_type == "calendar"
    assert disclosure().elapsed(STARTS, STARTS + 3).tolist() == [3, 3]
    assert disclosure(where=(Where("defendant", one_of=("1",)),))  # any text may be asked for


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts": "begun_on"}, "disclosure has no \\['begun_on'\\]"),
        ({"stops": "unit"}, "unit is not a date"),
        ({"limit": DueOn("urn")}, "urn is not a date"),
        ({"limit": DueOn("due_on", otherwise=DueOn("stage"))}, "stage is not a date"),
        ({"where": (Where("stage", one_of=("Third",)),)}, "stage is never \\['Third'\\]"),
        ({"where": (Where("in_custody", one_of=("Yes",)),)}, "in_custody is never \\['Yes'\\]"),
        ({"where": (Where("sequence", one_of=("1",)),)}, "sequence is never \\['1'\\]"),
        ({"limit": ByValue("stage", {"Third": NoLimit()})}, "stage is never \\['Third'\\]"),
    ],
)
def test_a_clock_that_its_extract_cannot_serve_is_refused(changes, message):
    with pytest.raises(AssertionError, match=message):
        disclosure(**changes)


def test_a_clock_of_a_frame_that_is_no_extract_is_taken_as_it_stands():
    assert Clock(extract="tickets", starts="a", stops="b", limit=NoLimit()).columns()[2:] == [
        "a",
        "b",
    ]


def test_blank_dates_and_times_become_numbers():
    column = pa.chunked_array([pa.array([date(1970, 1, 3), None])])

    assert numbers(column).tolist() == [2, BLANK]
    assert numbers(column.cast(pa.timestamp("us"))).tolist() == [2, BLANK]
    assert numbers(pa.chunked_array([pa.nulls(1)])).tolist() == [BLANK]

import json
import os
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.days import number
from extracts.errors import OutsideCalendar
from extracts.working_days import (
    add_working_days,
    bank_holidays,
    calendar,
    is_working_day,
    next_working_day,
    previous_working_day,
    table,
    working_days_between,
)

OURS = Path(__file__).parent.parent / "real_data"
GIVEN = Path(os.environ.get("REAL_DATA_DIR", OURS))  # which may hold other data sets alone
REAL = GIVEN if (GIVEN / "govuk_bank_holidays").is_dir() else OURS
DAYS = st.dates(date(2000, 2, 1), date(2039, 12, 31))
STARTS = ("day 0", "next working day")
ONE_DAY = timedelta(days=1)


def govuk() -> list[date]:
    published = json.loads((REAL / "govuk_bank_holidays" / "bank-holidays.json").read_text("utf-8"))
    return [date.fromisoformat(e["date"]) for e in published["england-and-wales"]["events"]]


def test_bank_holidays_are_those_that_govuk_publishes_for_2012_to_2028():
    ours = [day for day in bank_holidays() if 2012 <= day.year <= 2028]

    assert ours == sorted(govuk())
    assert len(ours) == 140


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 22), False),  # a Sunday
        (date(2022, 9, 19), False),  # the funeral of Queen Elizabeth II
        (date(2023, 5, 8), False),  # the coronation
        (date(2026, 4, 6), False),  # Easter Monday, which Scotland does not keep
        (date(2026, 1, 2), True),  # a bank holiday in Scotland alone
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(day, working):
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("start", "n", "day_0", "next_day"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23), date(2026, 11, 23)),  # Friday -> Monday
        (date(2026, 11, 20), 5, date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 21), 1, date(2026, 11, 23), date(2026, 11, 24)),  # Saturday
        (date(2026, 11, 22), 5, date(2026, 11, 27), date(2026, 11, 30)),  # Sunday
        (date(2026, 4, 2), 1, date(2026, 4, 7), date(2026, 4, 7)),  # Thursday before Easter
        (date(2026, 4, 3), 1, date(2026, 4, 7), date(2026, 4, 8)),  # Good Friday
        (date(2026, 11, 21), 0, date(2026, 11, 21), date(2026, 11, 23)),
    ],
)
def test_due_day_of_both_conventions(start, n, day_0, next_day):
    assert add_working_days(start, n, "day 0") == day_0
    assert add_working_days(start, n, "next working day") == next_day


@pytest.mark.parametrize(
    ("a", "b", "day_0", "next_day"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0, 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1, 1),
        (date(2026, 11, 20), date(2026, 11, 21), 0, 1),  # to a Saturday
        (date(2026, 11, 21), date(2026, 11, 23), 1, 0),  # from a Saturday
        (date(2026, 4, 2), date(2026, 4, 9), 3, 3),  # over Easter: 7, 8 and 9 April
        (date(2026, 11, 23), date(2026, 11, 20), -1, -1),
    ],
)
def test_working_days_between_by_both_conventions(a, b, day_0, next_day):
    assert working_days_between(a, b, "day 0") == day_0
    assert working_days_between(a, b, "next working day") == next_day


def slow_is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def slow_due(day: date, n: int, start: str) -> date:
    while start == "next working day" and not slow_is_working(day):
        day += ONE_DAY
    while n:
        day += ONE_DAY
        n -= slow_is_working(day)
    return day


def slow_between(a: date, b: date, start: str) -> int:
    counted = 0
    day = a
    while day < b:
        counted += slow_is_working(day if start == "next working day" else day + ONE_DAY)
        day += ONE_DAY
    return counted


@settings(max_examples=60)
@given(day=DAYS, n=st.integers(0, 40), start=st.sampled_from(STARTS))
def test_due_day_is_that_of_a_walk_day_by_day(day, n, start):
    assert add_working_days(day, n, start) == slow_due(day, n, start)


@settings(max_examples=60)
@given(day=DAYS, more=st.integers(0, 90), start=st.sampled_from(STARTS))
def test_elapsed_days_are_those_of_a_walk_day_by_day(day, more, start):
    later = day + timedelta(days=more)

    assert working_days_between(day, later, start) == slow_between(day, later, start)


@settings(max_examples=60)
@given(day=DAYS, n=st.integers(1, 40))
def test_a_start_on_a_working_day_has_one_due_day_by_both_conventions(day, n):
    both = {add_working_days(day, n, start) for start in STARTS}

    assert len(both) == 1 if is_working_day(day) else len(both) == 2


@settings(max_examples=60)
@given(days=st.lists(DAYS, min_size=1), n=st.integers(0, 300))
def test_numpy_counts_the_same(days, n):
    starts = np.array([number(day) for day in days])
    ends = starts + n
    dates, till = starts.astype("datetime64[D]"), ends.astype("datetime64[D]")
    this = calendar()

    theirs = np.busday_count(dates, till, holidays=bank_holidays())
    assert this.elapsed(starts, ends, "next working day").tolist() == theirs.tolist()
    theirs = np.busday_count(dates + 1, till + 1, holidays=bank_holidays())
    assert this.elapsed(starts, ends, "day 0").tolist() == theirs.tolist()

    for start, roll in (("next working day", "forward"), ("day 0", "backward")):
        theirs = np.busday_offset(dates, n % 50 + 1, roll, holidays=bank_holidays())
        assert this.due(starts, n % 50 + 1, start).tolist() == theirs.astype(np.int64).tolist()


@settings(max_examples=60)
@given(day=DAYS)
def test_the_working_days_before_and_after_a_day(day):
    before, after = previous_working_day(day), next_working_day(day)

    assert before < day < after
    assert is_working_day(before)
    assert is_working_day(after)
    assert working_days_between(before, after) == 1 + is_working_day(day)


def test_the_table_for_joins_has_the_same_numbers():
    rows = table().slice(1000, 400).to_pylist()
    this = calendar()
    days = np.array([number(row["day"]) for row in rows])

    assert [row["working"] for row in rows] == [slow_is_working(row["day"]) for row in rows]
    assert [row["upto"] for row in rows] == this.upto(days).tolist()
    assert [row["before"] for row in rows] == this.before(days).tolist()
    assert table().schema.names == ["day", "working", "upto", "before"]


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2041, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_by_name(day):
    with pytest.raises(OutsideCalendar, match=f"2000 to 2040; {day:%d/%m/%Y} is outside"):
        is_working_day(day)


def test_a_due_day_beyond_the_calendar_is_refused():
    with pytest.raises(OutsideCalendar, match="a due day is outside"):
        add_working_days(date(2040, 12, 31), 5)
    with pytest.raises(OutsideCalendar, match="the working day before it is outside"):
        previous_working_day(date(2000, 1, 1))


def test_no_days_have_no_due_days():
    none = np.array([], np.int64)

    assert calendar().due(none, 5, "day 0").tolist() == []


def test_nobody_can_change_the_calendar():
    with pytest.raises(ValueError, match="read-only"):
        calendar().working[0] = True

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.errors import OutsideCalendar
from metrics.clocks import CalendarDays, NoLimit, WorkingDays
from metrics.counts import counts
from tests.metrics import slow
from tests.metrics.engines import ENGINES, as_counter
from tests.metrics.example import AS_OF, row


def test_each_case_is_counted_where_it_stands():
    rows = [
        row(date(2026, 5, 1), date(2026, 5, 4)),  # in 3 days
        row(date(2026, 5, 1), date(2026, 5, 4)),  # and another
        row(date(2026, 5, 1), date(2026, 5, 9)),  # in 8 days: a day late
        row(date(2026, 5, 2)),  # open, due on the 9th: overdue
        row(date(2026, 5, 12), date(2026, 5, 16)),  # stopped after as_of: still open
        row(date(2026, 5, 9), date(2026, 5, 8)),  # stopped before it started
        # not counted: started after as_of, and not started at all
        row(date(2026, 5, 16), date(2026, 5, 17)),
        row(None, None),
    ]

    found = counts(slow.table(rows), slow.clock(CalendarDays(7)), as_of=AS_OF)

    who = ("A Unit", "RASSO")
    assert as_counter(found) == {
        (*who, "started", date(2026, 5, 1), None, None): 3,
        (*who, "started", date(2026, 5, 2), None, None): 1,
        (*who, "started", date(2026, 5, 12), None, None): 1,
        (*who, "stopped", date(2026, 5, 4), 3, "on time"): 2,
        (*who, "stopped", date(2026, 5, 9), 8, "late"): 1,
        (*who, "due", date(2026, 5, 8), None, "on time"): 2,
        (*who, "due", date(2026, 5, 8), None, "late"): 1,
        (*who, "due", date(2026, 5, 9), None, "open"): 1,
        (*who, "due", date(2026, 5, 19), None, "open"): 1,
        (*who, "open", date(2026, 5, 2), None, "open"): 1,
        (*who, "open", date(2026, 5, 12), None, "open"): 1,
        (*who, "backwards", date(2026, 5, 9), None, None): 1,
    }


def test_without_a_due_day_nothing_is_on_time_or_late():
    rows = [row(date(2026, 5, 1), date(2026, 5, 4)), row(date(2026, 5, 2))]

    found = counts(slow.table(rows), slow.clock(NoLimit()), as_of=AS_OF)

    who = ("A Unit", "RASSO")
    assert as_counter(found) == {
        (*who, "started", date(2026, 5, 1), None, None): 1,
        (*who, "started", date(2026, 5, 2), None, None): 1,
        (*who, "stopped", date(2026, 5, 4), 3, "no limit"): 1,
        (*who, "no due", date(2026, 5, 1), None, "no limit"): 1,
        (*who, "no due", date(2026, 5, 2), None, "no limit"): 1,
        (*who, "open", date(2026, 5, 2), None, "no limit"): 1,
    }


def test_a_letter_sent_on_the_saturday_after_its_due_day_is_late():
    # decided on Thursday 7 May 2026, due on Friday 8 May; no working day passes until Saturday
    found = counts(
        slow.table([row(date(2026, 5, 7), date(2026, 5, 9))]),
        slow.clock(WorkingDays(1)),
        as_of=AS_OF,
    )

    (stopped,) = found[found["event"] == "stopped"].itertuples()
    assert (stopped.days, stopped.state) == (1, "late")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("limit", slow.LIMITS)
@settings(max_examples=12)
@given(rows=slow.rows(), as_of=st.dates(slow.FIRST, slow.LAST))
def test_every_engine_counts_as_a_walk_row_by_row_does(engine, limit, rows, as_of):
    clock = slow.clock(slow.LIMITS[limit])

    found = counts(ENGINES[engine](slow.table(rows)), clock, as_of=as_of)

    assert as_counter(found) == slow.counts(rows, clock, as_of)


@settings(max_examples=25)
@given(rows=slow.rows())
def test_every_row_that_has_begun_is_counted_once(rows):
    found = counts(slow.table(rows), slow.clock(slow.LIMITS["date or none"]), as_of=AS_OF)
    n = found.groupby("event", observed=False)["n"].sum()

    begun = sum(bool(r["start"]) and r["start"] <= AS_OF for r in rows)
    assert n["started"] + n["backwards"] == begun
    assert n["stopped"] + n["open"] == n["started"]
    assert n["due"] + n["no due"] == n["started"]


def test_units_are_in_alphabetical_order_and_casework_types_in_their_own():
    types = ["Other", "Complex", "RASSO", "Magistrates'", "Crown Court"]
    rows = [row(AS_OF, casework_type=t, unit=u) for t, u in zip(types, "EDCBA", strict=True)]

    found = counts(slow.table(rows), slow.clock(CalendarDays(7)), as_of=AS_OF)

    order = ["Magistrates'", "Crown Court", "RASSO", "Complex", "Other"]
    assert list(found["casework_type"].cat.categories) == order
    assert list(found["unit"].cat.categories) == list("ABCDE")


def test_a_case_without_a_unit_is_shown_as_such():
    rows = [row(date(2026, 5, 1), unit=None), row(date(2026, 5, 1))]

    found = counts(slow.table(rows), slow.clock(NoLimit()), as_of=AS_OF)

    assert found.groupby(["event", "unit"], observed=True)["n"].sum()["started"].to_dict() == {
        "A Unit": 1,
        "Not recorded": 1,
    }


def test_a_day_that_the_calendar_lacks_is_refused():
    with pytest.raises(OutsideCalendar, match="01/05/1999"):
        counts(slow.table([row(date(1999, 5, 1))]), slow.clock(WorkingDays(1)), as_of=AS_OF)

from collections import Counter
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.clocks import CalendarDays, NoLimit, Where, WorkingDays
from metrics.counts import counts
from metrics.errors import OutsideCalendar
from metrics.events import COLUMNS, EVENTS, STATES
from tests.metrics import slow

ENGINES = {
    "arrow": lambda table: table,
    "duckdb": lambda table: duckdb.from_arrow(table),
    "pandas of arrow dates": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas of its own dates": lambda table: table.to_pandas(date_as_object=False),
}
AS_OF = date(2026, 5, 15)


def row(start: date, stop: date | None = None, **more) -> dict:
    usual = {"unit": "A Unit", "casework_type": "RASSO", "in_custody": False, "track": "1 day"}
    return usual | {"start": start, "stop": stop, "due_on": None} | more


def as_counter(frame: pd.DataFrame) -> Counter:
    plain = frame.astype({"days": "object", "state": "object"})
    plain["day"] = plain["day"].dt.date
    records = plain.where(plain.notna(), None).itertuples(index=False)
    return Counter({tuple(r)[:-1]: r.n for r in records})


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
@given(data=st.data(), rows=slow.rows())
def test_neither_the_order_of_rows_nor_the_engine_changes_the_frame(data, rows):
    clock = slow.clock(slow.LIMITS["date or by value"], Where("track", blank=False))
    expected = counts(slow.table(rows), clock, as_of=AS_OF)

    other = slow.table(data.draw(st.permutations(rows)))

    for engine in ENGINES.values():
        pd.testing.assert_frame_equal(counts(engine(other), clock, as_of=AS_OF), expected)


@settings(max_examples=25)
@given(rows=slow.rows())
def test_every_row_that_has_begun_is_counted_once(rows):
    found = counts(slow.table(rows), slow.clock(slow.LIMITS["date or none"]), as_of=AS_OF)
    n = found.groupby("event", observed=False)["n"].sum()

    begun = sum(bool(r["start"]) and r["start"] <= AS_OF for r in rows)
    assert n["started"] + n["backwards"] == begun
    assert n["stopped"] + n["open"] == n["started"]
    assert n["due"] + n["no due"] == n["started"]


@settings(max_examples=25)
@given(
    rows=slow.rows(),
    where=st.sampled_from(
        [
            (Where("in_custody", one_of=(False,)),),
            (Where("track", one_of=("1 day", "5 days")), Where("in_custody", one_of=(True,))),
            (Where("due_on", blank=True),),
        ]
    ),
)
def test_only_the_rows_asked_for_are_counted(rows, where):
    clock = slow.clock(CalendarDays(7), *where)

    for engine in ENGINES.values():
        found = counts(engine(slow.table(rows)), clock, as_of=AS_OF)
        assert as_counter(found) == slow.counts(rows, clock, AS_OF)


def test_the_frame_has_the_same_form_with_and_without_rows():
    clock = slow.clock(CalendarDays(7))
    for rows in ([], [row(date(2026, 5, 1))]):
        for engine in ENGINES.values():
            found = counts(engine(slow.table(rows)), clock, as_of=AS_OF)

            assert tuple(found.columns) == COLUMNS
            assert [str(t) for t in found.dtypes] == [
                *["category"] * 3,
                "datetime64[s]",
                "Int32",
                "category",
                "int64",
            ]
            assert tuple(found["event"].cat.categories) == EVENTS
            assert tuple(found["state"].cat.categories) == STATES


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


@pytest.mark.parametrize(
    "kind", [pa.string_view(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
)
def test_text_of_every_kind_is_counted_alike(kind):
    table = slow.table([row(date(2026, 5, 1)), row(date(2026, 5, 2), track=None)])
    clock = slow.clock(slow.LIMITS["by value"], Where("track", one_of=("1 day",)))
    other = table
    for name in ("unit", "casework_type", "track"):
        at = table.schema.get_field_index(name)
        if pa.types.is_dictionary(kind):
            column = table[name].dictionary_encode()
        else:
            column = table[name].cast(kind)
        other = other.set_column(at, name, column)

    expected = counts(table, clock, as_of=AS_OF)
    pd.testing.assert_frame_equal(counts(other, clock, as_of=AS_OF), expected)


def test_a_day_that_the_calendar_lacks_is_refused():
    with pytest.raises(OutsideCalendar, match="01/05/1999"):
        counts(slow.table([row(date(1999, 5, 1))]), slow.clock(WorkingDays(1)), as_of=AS_OF)

from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.errors import OutsideCalendar
from metrics.clocks import CalendarDays, NoLimit, WorkingDays
from metrics.counts import counts
from metrics.lifetimes import lifetimes
from tests.metrics import slow
from tests.metrics.engines import ENGINES
from tests.metrics.example import AS_OF, EXAMPLE, SEVEN, may, row

LAST_DAY = st.dates(slow.FIRST, slow.LAST)


def as_counter(frame: pd.DataFrame) -> Counter:
    who = zip(frame["unit"], frame["casework_type"], frame["started"].dt.date, strict=True)
    how = zip(frame["days"], frame["stopped"], frame["n"], strict=True)
    return Counter({(*w, d, s): n for w, (d, s, n) in zip(who, how, strict=True)})


def followed(clock, start: date, as_of: date) -> date:
    """Until when an open case is followed: the newest working day, where a clock counts those."""
    until = as_of
    while clock.day_type == "working" and not slow.is_working(until):
        until -= timedelta(days=1)
    return max(until, start)


def walk(rows: list[dict], clock, as_of: date) -> Counter:
    found = Counter()
    for case in slow.cases(rows, clock, as_of):
        if not case.backwards:
            days = slow.elapsed(clock, case.start, case.stop or followed(clock, case.start, as_of))
            month = case.start.replace(day=1)
            found[case.unit, case.casework_type, month, days, bool(case.stop)] += 1
    return found


def test_each_case_is_followed_from_its_start():
    rows = [
        *EXAMPLE,
        row(date(2026, 4, 26), may(2)),  # in 6 days, as another of April
        row(may(10), may(16)),  # stopped after as_of: still open
        # not counted: stopped before it started, started after as_of, and not started at all
        row(may(9), may(8)),
        row(may(16), may(17)),
        row(None, None),
    ]

    april, of_may = ("A Unit", "RASSO", date(2026, 4, 1)), ("A Unit", "RASSO", may(1))
    assert as_counter(lifetimes(slow.table(rows), SEVEN, as_of=AS_OF)) == {
        (*april, 6, True): 2,
        (*april, 7, True): 1,
        (*april, 11, True): 1,
        (*of_may, 0, True): 1,
        (*of_may, 4, False): 1,
        (*of_may, 5, False): 1,
        (*of_may, 7, False): 1,
        (*of_may, 14, False): 1,
    }


def test_an_open_case_has_run_for_working_days_where_the_clock_counts_them():
    rows = [
        row(date(2026, 4, 30)),  # Thursday, before the bank holiday of Monday 4 May
        row(date(2026, 4, 30), may(5)),
    ]

    found = lifetimes(slow.table(rows), slow.clock(WorkingDays(5)), as_of=may(9))  # a Saturday

    assert found[["days", "stopped", "n"]].to_numpy().tolist() == [[2, True, 1], [5, False, 1]]


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        (may(1), 1),  # a Friday
        (may(2), 1),  # on Saturday, on Sunday and on the bank holiday it is not Tuesday yet
        (may(3), 1),
        (may(4), 1),
        (may(5), 2),
        (may(8), 5),
        (may(9), 5),
        (may(11), 6),
    ],
)
def test_a_day_that_is_no_working_day_makes_an_open_case_no_older(as_of, days):
    clock = slow.clock(WorkingDays(5, start="next working day"))
    rows = slow.table([row(date(2026, 4, 30))])  # a Thursday

    found = lifetimes(rows, clock, as_of=as_of)

    assert found[["days", "stopped"]].to_numpy().tolist() == [[days, False]]
    by_calendar = lifetimes(rows, slow.clock(CalendarDays(5)), as_of=as_of)
    assert by_calendar["days"].tolist() == [(as_of - date(2026, 4, 30)).days]


def test_a_case_that_began_at_the_weekend_is_followed_from_its_start():
    clock = slow.clock(WorkingDays(5, start="next working day"))
    began = [row(may(9)), row(may(10)), row(may(8), may(9))]  # the last stopped on the Saturday

    found = lifetimes(slow.table(began), clock, as_of=may(10)).sort_values("stopped")

    assert found[["days", "stopped", "n"]].to_numpy().tolist() == [[0, False, 2], [1, True, 1]]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("limit", slow.LIMITS)
@settings(max_examples=8)
@given(rows=slow.rows(), as_of=LAST_DAY)
def test_every_engine_follows_as_a_walk_row_by_row_does(engine, limit, rows, as_of):
    clock = slow.clock(slow.LIMITS[limit])

    found = lifetimes(ENGINES[engine](slow.table(rows)), clock, as_of=as_of)

    assert as_counter(found) == walk(rows, clock, as_of)


@pytest.mark.parametrize("limit", slow.LIMITS)
@settings(max_examples=25)
@given(rows=slow.rows(), as_of=LAST_DAY)
def test_its_cases_are_those_that_are_counted(limit, rows, as_of):
    clock, table = slow.clock(slow.LIMITS[limit]), slow.table(rows)
    found, counted = lifetimes(table, clock, as_of=as_of), counts(table, clock, as_of=as_of)

    def of(event: str) -> dict:
        some = counted[counted["event"] == event].assign(days=counted["days"].fillna(0))
        return sums(some, "unit", "casework_type")

    def sums(some: pd.DataFrame, *keys: str) -> dict:
        return some.groupby(list(keys), observed=True)["n"].sum().to_dict()

    assert sums(found, "unit", "casework_type") == of("started")
    assert sums(found[found["stopped"]], "unit", "casework_type") == of("stopped")
    assert sums(found[~found["stopped"]], "unit", "casework_type") == of("open")
    finished = counted[counted["event"] == "stopped"]
    assert sums(found[found["stopped"]], "unit", "days") == sums(finished, "unit", "days")


@given(rows=slow.rows())
def test_its_columns_are_of_the_same_types_with_rows_and_without(rows):
    found = lifetimes(slow.table(rows), SEVEN, as_of=AS_OF)

    assert {name: str(kind) for name, kind in found.dtypes.items()} == {
        "unit": "category",
        "casework_type": "category",
        "started": "datetime64[s]",
        "days": "int64",
        "stopped": "bool",
        "n": "int64",
    }
    assert not found.duplicated(list(found.columns[:-1])).any()


def test_a_case_without_a_unit_is_shown_as_such():
    rows = [row(may(1), unit=None)]

    assert list(lifetimes(slow.table(rows), SEVEN, as_of=AS_OF)["unit"]) == ["Not recorded"]


def test_only_what_the_elapsed_time_needs_is_read():
    table = slow.table(EXAMPLE).select(["unit", "casework_type", "start", "stop"])
    clock = slow.clock(slow.LIMITS["date or by value"])

    assert lifetimes(table, clock, as_of=AS_OF)["n"].sum() == len(EXAMPLE)


def test_a_day_that_the_calendar_lacks_is_refused():
    rows = slow.table([row(date(1999, 5, 1))])

    with pytest.raises(OutsideCalendar, match="01/05/1999"):
        lifetimes(rows, slow.clock(WorkingDays(1)), as_of=AS_OF)
    assert len(lifetimes(rows, slow.clock(NoLimit()), as_of=AS_OF)) == 1
    assert len(lifetimes(rows, slow.clock(CalendarDays(1)), as_of=AS_OF)) == 1

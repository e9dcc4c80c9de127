from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.working_days import add_working_days
from metrics.backlog import backlog
from metrics.caselist import LISTS, RECENT_DAYS, caselist
from metrics.clocks import CalendarDays, Where
from metrics.counts import counts
from metrics.timeliness import timeliness
from tests.metrics import slow

AS_OF = date(2026, 5, 15)
SEVEN = slow.clock(CalendarDays(7))


def row(unit: str, start: date, stop: date | None = None) -> dict:
    usual = {"casework_type": "RASSO", "in_custody": False, "track": "1 day", "due_on": None}
    return usual | {"unit": unit, "start": start, "stop": stop}


def may(day: int) -> date:
    return date(2026, 5, day)


EXAMPLE = slow.table(  # seven days to decide, as at Friday 15 May
    [
        row("finished in time", may(1), may(8)),
        row("finished late", may(1), may(9)),
        row("a week over", may(1)),
        row("a day over", may(7)),
        row("due today", may(8)),
        row("due in the week", may(15)),
        row("not yet received", may(16)),
        row("decided tomorrow", may(6), may(16)),  # as at 15 May it is open, two days over
    ]
)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("overdue", ["a week over", "decided tomorrow", "a day over"]),
        ("today", ["due today"]),
        ("soon", ["due in the week"]),
        ("open", ["a week over", "decided tomorrow", "a day over", "due today", "due in the week"]),
        ("late", ["a week over", "decided tomorrow", "finished late", "a day over"]),
        ("on_time", ["finished in time"]),
    ],
)
def test_each_list_as_read_by_eye(which, expected):
    found = caselist(EXAMPLE, SEVEN, which=which, as_of=AS_OF)

    assert found["unit"].tolist() == expected


def test_a_case_says_when_it_is_due_how_much_over_and_how_old():
    first = caselist(EXAMPLE, SEVEN, which="overdue", as_of=AS_OF).iloc[0]

    assert (first["due_on"], first["days_past_due"], first["days_open"]) == (may(8), 15 - 8, 15 - 1)


def test_time_left_is_less_than_nothing_over():
    (case,) = caselist(EXAMPLE, SEVEN, which="soon", as_of=AS_OF).to_dict("records")

    assert (case["due_on"], case["days_past_due"]) == (may(22), -7)


def test_only_the_clocks_own_cases_are_listed():
    clock = slow.clock(CalendarDays(7), Where("unit", one_of=("a day over",)))

    assert caselist(EXAMPLE, clock, which="open", as_of=AS_OF)["unit"].tolist() == ["a day over"]


@settings(max_examples=80)
@given(
    rows=slow.rows(),
    as_of=st.dates(slow.FIRST, slow.LAST),
    limit=st.sampled_from(sorted(slow.LIMITS)),
)
def test_every_list_is_as_long_as_the_number_it_stands_behind(rows, as_of, limit):
    table, clock = slow.table(rows), slow.clock(slow.LIMITS[limit])
    counted = counts(table, clock, as_of=as_of)
    left = backlog(counted, as_of=as_of)
    recent = timeliness(
        counted,
        period="all",
        first=as_of - timedelta(days=RECENT_DAYS),
        last=as_of - timedelta(days=1),
        as_of=as_of,
        small_number=0,
    )

    def length(which: str) -> int:
        return len(caselist(table, clock, which=which, as_of=as_of))

    assert length("open") == left["open"].sum()
    assert length("overdue") == left["overdue"].sum()
    assert length("today") == left["due_today"].sum()
    assert length("soon") == left["due_soon"].sum()
    assert length("on_time") == recent["fell_due_on_time"].sum()
    assert length("late") == (recent["fell_due"] - recent["fell_due_on_time"]).sum()
    assert set(LISTS) == {"open", "overdue", "today", "soon", "on_time", "late"}


def test_the_next_five_working_days_leave_out_the_weekend():
    assert add_working_days(AS_OF, 5) == may(22)

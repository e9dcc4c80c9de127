import math
from datetime import date, timedelta

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.working_days import previous_working_day
from metrics.clocks import CalendarDays
from metrics.counts import counts
from metrics.standing import Standing, recent_scores, standings, units_overdue
from tests.metrics import slow

SEVEN, NINE = slow.clock(CalendarDays(7)), slow.clock(CalendarDays(9))
DAYS = st.dates(slow.FIRST + timedelta(days=40), slow.LAST)
MONDAY = date(2026, 5, 18)


def row(start: date, stop: date | None = None, unit: str = "A Unit") -> dict:
    usual = {"casework_type": "RASSO", "in_custody": False, "track": "1 day", "due_on": None}
    return usual | {"unit": unit, "start": start, "stop": stop}


def may(day: int) -> date:
    return date(2026, 5, day)


EXAMPLE = [  # seven days to decide, as at Monday 18 May
    row(may(8), may(15)),  # due and decided on Friday 15 May
    row(may(9)),  # due on Saturday 16 May: overdue
    row(may(11)),  # due today
    row(may(12)),  # due tomorrow
    row(date(2026, 4, 1), may(16)),  # due on 8 April, decided late, over the weekend
]


def test_the_standings_as_counted_by_eye():
    found = standings(counts(slow.table(EXAMPLE), SEVEN, as_of=MONDAY), as_of=MONDAY)

    # in the 28 days before 18 May, from 20 April: two fell due, one on time
    assert found.now == Standing(day=MONDAY, open=3, overdue=1, fell_due=2, on_time=1)
    # at the end of Friday 15 May the late one was still overdue; 9, 11 and 12 May were open
    assert found.day_before == Standing(day=may(15), open=4, overdue=1, fell_due=0, on_time=0)
    # in the 28 days before 20 April: the one due on 8 April
    before = found.four_weeks_before
    assert before == Standing(day=date(2026, 4, 20), open=1, overdue=1, fell_due=1, on_time=0)
    assert (found.due_today, found.due_soon) == (1, 1)
    assert (found.just_due, found.just_on_time) == (2, 1)  # from Friday to Sunday


@settings(max_examples=60)
@given(rows=slow.rows(), as_of=DAYS)
def test_the_standings_are_those_of_a_walk_case_by_case(rows, as_of):
    found = standings(counts(slow.table(rows), SEVEN, as_of=as_of), as_of=as_of)

    cases = [c for c in slow.cases(rows, SEVEN, as_of) if not c.backwards]
    days = [as_of, previous_working_day(as_of), as_of - timedelta(days=28)]
    for standing, day in zip(
        (found.now, found.day_before, found.four_weeks_before), days, strict=True
    ):
        recent = [c for c in cases if day - timedelta(days=28) <= c.due < day]
        assert standing == Standing(
            day=day,
            open=sum(c.is_open(day) for c in cases),
            overdue=sum(c.is_overdue(day) for c in cases),
            fell_due=len(recent),
            on_time=sum(c.state == "on time" for c in recent),
        )
    just = [c for c in cases if days[1] <= c.due < as_of]
    assert (found.just_due, found.just_on_time) == (
        len(just),
        sum(c.state == "on time" for c in just),
    )


@settings(max_examples=30)
@given(rows=slow.rows(), as_of=DAYS)
def test_the_standings_of_two_measures_add_up(rows, as_of):
    one = standings(counts(slow.table(rows), SEVEN, as_of=as_of), as_of=as_of)
    other = standings(counts(slow.table(rows), NINE, as_of=as_of), as_of=as_of)

    both = one + other

    assert both.now.open == one.now.open + other.now.open
    assert both.day_before.overdue == one.day_before.overdue + other.day_before.overdue
    assert both.four_weeks_before.fell_due == (
        one.four_weeks_before.fell_due + other.four_weeks_before.fell_due
    )
    assert (both.due_today, both.due_soon) == (
        one.due_today + other.due_today,
        one.due_soon + other.due_soon,
    )


@settings(max_examples=60)
@given(rows=slow.rows(), as_of=DAYS)
def test_the_units_are_those_of_a_walk_case_by_case(rows, as_of):
    table = slow.table(rows)
    groups = {
        "Seven": [(counts(table, SEVEN, as_of=as_of), as_of)],
        "Nine": [(counts(table, NINE, as_of=as_of), as_of)],
    }

    found = units_overdue(groups).set_index("unit")

    for unit in ("A Unit", "B Unit", "C Unit"):
        both = [
            [c for c in slow.cases(rows, clock, as_of) if c.unit == unit and not c.backwards]
            for clock in (SEVEN, NINE)
        ]
        overdue = [[c for c in cases if c.is_overdue(as_of)] for cases in both]
        every = [c for cases in both for c in cases]
        recent = [c for c in every if as_of - timedelta(days=28) <= c.due < as_of]
        soon = [c for c in every if c.is_open(as_of) and c.due == as_of]
        if unit not in found.index:
            assert not recent
            assert not any(overdue)
            assert not soon
            continue
        line = found.loc[unit]
        assert [line["Seven"], line["Nine"]] == [len(o) for o in overdue]
        assert line["overdue"] == sum(len(o) for o in overdue)
        oldest = max((as_of - c.due for o in overdue for c in o), default=None)
        assert (line["oldest"] == oldest.days) if oldest else line["oldest"] is not None
        assert line["due_today"] == len(soon)
        assert line["fell_due"] == len(recent)
        assert line["fell_due_on_time"] == sum(c.state == "on time" for c in recent)


def test_the_unit_with_the_most_overdue_stands_first_and_one_with_nothing_is_left_out():
    rows = [
        row(may(9), unit="B Unit"),  # due on 16 May
        row(may(8), unit="B Unit"),
        row(may(1), unit="A Unit"),  # due on 8 May
        row(may(2), unit="D Unit"),  # as many as A, and not as old
        row(date(2025, 5, 1), date(2025, 5, 2), unit="C Unit"),
    ]

    found = units_overdue({"Seven": [(counts(slow.table(rows), SEVEN, as_of=MONDAY), MONDAY)]})

    lines = [["B Unit", 2, 3], ["A Unit", 1, 10], ["D Unit", 1, 9]]
    assert found[["unit", "overdue", "oldest"]].values.tolist() == lines


def test_what_has_no_data_is_blank_and_not_nought():
    charging = [
        (counts(slow.table([row(may(8)), row(may(8), unit="B Unit")]), SEVEN, as_of=MONDAY), MONDAY)
    ]
    letters = [(counts(slow.table([row(may(7), unit="B Unit")]), SEVEN, as_of=MONDAY), MONDAY)]

    found = units_overdue({"Charging": charging, "Disclosure": [], "Letters": letters})

    assert found["unit"].tolist() == ["B Unit", "A Unit"]
    assert found["Charging"].tolist() == [1, 1]
    assert found["Disclosure"].isna().all()
    assert found["Letters"].tolist() == [1, 0]  # there is data, and A has none overdue
    assert found["overdue"].tolist() == [2, 1]


def test_no_measures_have_no_units():
    assert units_overdue({}).empty


def answer(review: str, day: date, rating: str, kind: str = "IQA") -> dict:
    return {"review": review, "kind": kind, "reviewed_on": day, "rating": rating}


def test_recent_scores_as_counted_by_eye():
    rows = pa.Table.from_pylist(
        [
            answer("R1", may(18), "Fully met"),
            answer("R1", may(18), "Not met"),
            answer("R2", date(2026, 4, 21), "Partially met"),  # the first of the 28 days to 18 May
            answer("R3", date(2026, 4, 20), "Fully met"),  # the last of the 28 days before
            answer("R4", may(18), "Fully met", kind="Letter sample"),  # not asked for
            answer("R5", may(11), "Not applicable"),
        ]
    )

    now, day_before, four_weeks_before = recent_scores(rows, kinds=("IQA",), as_of=MONDAY)

    assert (now.score, now.reviews, now.answers) == ((2 + 0 + 1) / (2 * 3), 2, 3)
    assert (day_before.day, day_before.score) == (may(15), (1 + 2) / (2 * 2))  # 18 April to 15 May
    assert (four_weeks_before.day, four_weeks_before.score) == (date(2026, 4, 20), 2 / 2)


def test_there_is_no_recent_score_without_reviews():
    rows = pa.Table.from_pylist([answer("R1", date(2025, 1, 1), "Fully met")])

    now, _, _ = recent_scores(rows, kinds=("IQA",), as_of=MONDAY)

    assert (math.isnan(now.score), now.reviews, now.answers) == (True, 0, 0)

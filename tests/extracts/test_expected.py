from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from extracts.expected import days_of_month, expected_days, gaps, months
from extracts.freshness import freshness
from extracts.publications import Publication


def november(n: int) -> date:
    return date(2026, 11, n)


def publication(number: int, of: date, came: datetime | None = None, **more: object) -> Publication:
    at = came or datetime(of.year, of.month, of.day, 18, tzinfo=UTC)
    return Publication(
        **{"number": number, "extract": "charging", "at": at, "extract_day": of, "n_accepted": 1}
        | more
    )


def states(history, days, today, *, allowed=1, is_daily=True):
    found = expected_days(history, days, today=today, allowed=allowed, is_daily=is_daily)
    return [d.state for d in found]


WEEK = [november(d) for d in range(16, 23)]  # Monday to Sunday


def test_a_week_as_people_would_mark_it():
    history = [
        publication(1, november(13)),
        publication(2, november(16)),
        publication(3, november(18), datetime(2026, 11, 20, 7, tzinfo=UTC)),  # two days later
    ]

    found = expected_days(history, WEEK, today=november(20), allowed=1, is_daily=True)

    # Thursday's is due on Friday; Friday's own is due on Monday; no extract is due of a weekend.
    assert [d.state for d in found] == [
        *("received", "missing", "late", "missing", "awaited"),
        *("", ""),
    ]
    assert [d.numbers for d in found] == [(2,), (), (3,), (), (), (), ()]
    assert [d.came for d in found] == [november(16), None, november(20), None, None, None, None]
    assert [d.is_working for d in found] == [True] * 5 + [False] * 2


def test_before_the_first_extract_nothing_is_expected():
    history = [publication(1, november(18))]

    assert states(history, WEEK, november(18))[:4] == ["", "", "received", "awaited"]
    assert states([], WEEK, november(20)) == [""] * 7
    assert gaps([], today=november(20), allowed=1, is_daily=True) == []


def test_a_bank_holiday_is_no_working_day():
    christmas = [date(2026, 12, d) for d in (24, 25, 28, 29)]
    history = [publication(1, november(13)), publication(2, date(2026, 12, 29))]

    # 25 December is a Friday, so that 28 December is the substitute of Boxing Day.
    assert states(history, christmas, date(2026, 12, 29)) == ["missing", "", "", "received"]


def test_an_extract_of_a_day_without_work_is_received_all_the_same():
    history = [publication(1, november(13)), publication(2, november(21))]

    assert states(history, [november(21), november(22)], november(23)) == ["received", ""]


def test_what_was_undone_does_not_count_and_what_came_again_counts_by_its_own_day():
    undone = publication(2, november(16), is_undone=True)
    undo = Publication(number=3, extract="charging", at=undone.at, mode="undo", undoes=(2,))
    again = publication(4, november(16), datetime(2026, 11, 20, 9, tzinfo=UTC))

    assert states([publication(1, november(13)), undone, undo], WEEK, november(17))[0] == "missing"
    (first, *_) = expected_days(
        [publication(1, november(13)), undone, undo, again],
        WEEK,
        today=november(20),
        allowed=1,
        is_daily=True,
    )
    assert (first.state, first.numbers, first.came) == ("late", (4,), november(20))


def test_the_first_of_several_of_a_day_says_when_it_came():
    history = [
        publication(1, november(16)),
        publication(2, november(16), datetime(2026, 11, 30, 9, tzinfo=UTC)),
    ]

    (first, *_) = expected_days(history, WEEK, today=november(30), allowed=1, is_daily=True)

    assert (first.state, first.numbers, first.came) == ("received", (1, 2), november(16))


def test_a_moment_counts_by_its_day_in_london():
    late_evening = datetime(2026, 6, 3, 23, 30, tzinfo=UTC)  # half past midnight of Thursday 4 June
    (found,) = expected_days(
        [publication(1, date(2026, 6, 2), late_evening)],
        [date(2026, 6, 2)],
        today=date(2026, 6, 5),
        allowed=1,
        is_daily=True,
    )
    assert (found.came, found.state) == (date(2026, 6, 4), "late")


def test_sample_data_is_never_late():
    sample = publication(1, november(16), datetime(2027, 3, 1, tzinfo=UTC), sample_rows=1)
    some = publication(
        2, november(17), datetime(2027, 3, 1, tzinfo=UTC), sample_rows=1, n_accepted=2
    )

    found = expected_days([sample, some], WEEK, today=november(20), allowed=1, is_daily=True)

    assert [(d.state, d.came) for d in found[:2]] == [
        ("received", None),
        ("late", date(2027, 3, 1)),
    ]


def test_of_an_extract_that_is_not_daily_no_day_is_expected_and_none_is_late():
    history = [publication(1, november(16), datetime(2026, 12, 24, tzinfo=UTC))]

    assert states(history, WEEK, november(30), is_daily=False) == ["received", *[""] * 6]
    assert gaps(history, today=november(30), allowed=1, is_daily=False) == []


def test_a_publication_without_a_day_is_on_no_day_of_the_calendar():
    history = [publication(1, november(16)), publication(2, november(17), extract_day=None)]

    assert states(history, WEEK, november(17))[:2] == ["received", "awaited"]


def test_gaps_are_all_that_is_missing_since_the_first():
    history = [publication(n, november(d)) for n, d in enumerate((2, 4, 5, 10), 1)]

    found = gaps(history, today=november(12), allowed=1, is_daily=True)

    assert found == [november(3), november(6), november(9), november(11)]


def test_an_extract_of_a_day_to_come_leaves_gaps_before_it():
    history = [publication(1, november(16)), publication(2, november(19))]

    assert gaps(history, today=november(16), allowed=1, is_daily=True) == [
        november(17),
        november(18),
    ]


def test_the_months_of_a_history_are_the_newest_first():
    history = [publication(1, date(2025, 12, 31)), publication(2, date(2026, 1, 5))]

    assert months(history, today=date(2026, 2, 3)) == [
        *(date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1))
    ]
    assert months([], today=november(20)) == [november(1)]
    assert months([publication(1, date(2026, 12, 24))], today=november(20)) == [
        *(date(2026, 12, 1), november(1))
    ]


def test_the_days_of_a_month():
    assert days_of_month(date(2024, 2, 15)) == [date(2024, 2, d) for d in range(1, 30)]
    assert days_of_month(date(2026, 12, 1))[-1] == date(2026, 12, 31)


@given(
    offsets=st.sets(st.integers(0, 25), min_size=1, max_size=20),
    delays=st.lists(st.integers(0, 6), min_size=20, max_size=20),
    seen=st.integers(0, 30),
    allowed=st.integers(0, 3),
)
def test_every_day_is_as_a_clerk_with_a_list_would_mark_it(offsets, delays, seen, allowed):
    first = date(2026, 6, 1)  # a Monday; June has no bank holiday
    today = first + timedelta(days=seen)
    came = {
        first + timedelta(days=o): first + timedelta(days=o + wait)
        for o, wait in zip(sorted(offsets), delays, strict=False)
    }
    history = [
        publication(n, d, datetime(c.year, c.month, c.day, 12, tzinfo=UTC))
        for n, (d, c) in enumerate(came.items(), 1)
    ]
    june = days_of_month(first)

    found = expected_days(history, june, today=today, allowed=allowed, is_daily=True)

    def working_days_after(start: date, end: date) -> int:
        n = 0
        while start < end:
            start += timedelta(days=1)
            n += start.weekday() < 5
        return n

    for day, seen_as in zip(june, found, strict=True):
        if day in came:
            mark = "late" if working_days_after(day, came[day]) > allowed else "received"
        elif day.weekday() > 4 or day < min(came):
            mark = ""
        elif any(other > day for other in came):
            mark = "missing"
        else:
            is_due = day <= today and working_days_after(day, today) >= allowed
            mark = "missing" if is_due else "awaited"
        assert seen_as.state == mark, day
    # What the pages call late is what the calendar has a gap for at its end.
    days = [d for d in came if d <= today]
    if days and max(came) <= today:
        late = freshness(days, today=today, allowed=allowed, is_daily=True).is_late
        after = [d for d in found if d.day > max(came) and d.state == "missing"]
        assert late == bool(after)

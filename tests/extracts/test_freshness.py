from datetime import date

from extracts.freshness import freshness


def november(day: int) -> date:
    return date(2026, 11, day)


ALL_WEEK = [november(d) for d in (16, 17, 18, 19, 20)]  # Monday to Friday


def test_an_extract_of_today_or_the_working_day_before_is_in_time():
    on_friday = freshness(ALL_WEEK, today=november(20), allowed=1, is_daily=True)
    on_monday = freshness(ALL_WEEK, today=november(23), allowed=1, is_daily=True)

    assert (on_friday.newest, on_friday.behind, on_friday.is_late) == (november(20), 0, False)
    assert (on_monday.behind, on_monday.is_late) == (1, False)  # the weekend does not count


def test_an_extract_is_late_once_it_is_further_behind_than_allowed():
    found = freshness([november(17), november(18)], today=november(20), allowed=1, is_daily=True)

    assert (found.behind, found.is_late) == (2, True)  # Thursday and Friday
    assert not freshness([november(18)], today=november(20), allowed=2, is_daily=True).is_late


def test_the_working_days_that_never_came_are_named_the_latest_first():
    days = [november(d) for d in (11, 12, 16, 18, 19)]  # without Fri 13 and Tue 17

    found = freshness(days, today=november(20), allowed=1, is_daily=True)

    assert found.missing == (november(17), november(13))


def test_a_gap_of_long_ago_is_no_news():
    days = [date(2026, 6, 1), november(5), *ALL_WEEK]

    found = freshness(days, today=november(20), allowed=1, is_daily=True)

    # ten working days before 20 November is 6 November: 9, 10, 11, 12 and 13 are looked at
    assert found.missing == tuple(november(d) for d in (13, 12, 11, 10, 9))


def test_an_extract_that_is_not_daily_is_never_late():
    found = freshness(
        [november(2), november(20)], today=date(2026, 12, 31), allowed=1, is_daily=False
    )

    assert (found.is_late, found.missing) == (False, ())


def test_an_extract_that_never_came_is_late_if_it_is_daily():
    assert freshness([], today=november(20), allowed=1, is_daily=True).is_late
    assert not freshness([], today=november(20), allowed=1, is_daily=False).is_late


def test_an_extract_of_tomorrow_is_not_behind():
    assert freshness([november(21)], today=november(20), allowed=1, is_daily=True).behind == 0

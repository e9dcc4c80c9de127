"""Which months a pack can be made of."""

from datetime import date
from math import nan

import pytest

from packs.errors import PackError
from packs.making.months import check_month, last_day, months, next_month
from tests.packs.sources import KNOWN, Made

CHARGING = [KNOWN["charging_28_day"]]


def test_they_run_from_the_first_case_to_the_last_month_that_is_over():
    source = Made(series={"charging_28_day": {"": [nan, 0.8, 0.8]}})  # August has no case
    assert months(source, CHARGING) == [date(2026, 10, 1), date(2026, 9, 1)]


def test_without_data_there_is_none():
    assert months(Made(day=None), CHARGING) == []
    assert months(Made(), CHARGING) == []
    assert months(Made(series={"charging_28_day": {"": [nan]}}), CHARGING) == []


@pytest.mark.parametrize(
    ("month", "there_are", "newest", "why"),
    [
        (date(2026, 10, 1), [], None, "There is no data yet"),
        (date(2026, 10, 1), [], date(2026, 10, 20), "No month is over yet .* to Tue 20 Oct 2026"),
        (date(2026, 11, 1), [date(2026, 10, 1)], date(2026, 11, 20), "The last .* October 2026"),
        (date(2026, 8, 1), [date(2026, 9, 1)], date(2026, 11, 20), "begin in September 2026"),
    ],
)
def test_why_none_can_be_made_is_said(month, there_are, newest, why):
    with pytest.raises(PackError, match=why):
        check_month(month, there_are, newest)


def test_a_month_that_is_there_is_right():
    check_month(date(2026, 10, 1), [date(2026, 10, 1)], date(2026, 11, 20))


def test_the_ends_of_months():
    assert [last_day(date(2026, m, 1)).day for m in (1, 2, 4, 12)] == [31, 28, 30, 31]
    assert next_month(date(2026, 1, 31)) == date(2026, 2, 1)

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.days import day_of, number
from metrics.periods import PERIODS, spans
from tests.metrics import slow_periods

DAYS = st.dates(date(1965, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("day", date(2026, 11, 20), date(2026, 11, 20)),
        ("week", date(2026, 11, 16), date(2026, 11, 22)),  # from Monday
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("financial_year", date(2026, 4, 1), date(2027, 3, 31)),
        ("all", date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_the_period_of_a_day(period, first, last):
    found = spans(period, date(2026, 11, 20), date(2026, 11, 20))

    assert [day_of(d) for d in (*found.starts, *found.ends)] == [first, last]


def test_the_financial_year_begins_on_the_first_of_april():
    found = spans("financial_year", date(2026, 3, 31), date(2026, 4, 1))

    assert [day_of(d) for d in found.starts] == [date(2025, 4, 1), date(2026, 4, 1)]


@settings(max_examples=50)
@given(first=DAYS, length=st.integers(-3, 500), period=st.sampled_from(PERIODS))
def test_periods_are_those_found_day_by_day(first, length, period):
    last = first + timedelta(days=length)

    found = spans(period, first, last)

    ours = [(day_of(a), day_of(b)) for a, b in zip(found.starts, found.ends, strict=True)]
    assert ours == slow_periods.periods(period, first, last)
    if ours:
        days = np.arange(found.starts[0] - 2, found.ends[-1] + 3)
        place = found.place(days)
        assert place[[0, 1, -2, -1]].tolist() == [-1] * 4
        assert [ours[p] for p in place[2:-2]] == [
            next(s for s in ours if s[0] <= day_of(d) <= s[1]) for d in days[2:-2]
        ]


def test_a_day_between_two_spans_is_in_neither():
    found = spans("day", date(2026, 11, 20), date(2026, 11, 20))

    assert found.place(np.array([number(date(2026, 11, d)) for d in (19, 20, 21)])).tolist() == [
        *(-1, 0, -1)
    ]
    nothing = spans("month", date(2026, 11, 20), date(2026, 11, 19))
    assert nothing.place(found.starts).tolist() == [-1]

"""Is the extract's own day found, and where it cannot be told, not guessed?"""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.reading.extract_day import days_in, own_day
from extracts.registry import EXTRACTS

CHARGING = EXTRACTS["charging"]
TODAY = date(2026, 11, 20)
NAMED = [
    "charging_2026-11-18.csv",
    "charging 2026.11.18.csv",
    "20261118_charging.csv",
    "charging_20261118T0915.csv",
    "charging_202611180915.csv",
    "charging_20261118091500.csv",
    "18-11-2026 charging.xlsx",
    "charging (18.11.2026).csv.gz",
    "18 Nov 2026.csv",
    "18nov2026.csv",
    "Extract of 18th November 2026.csv",
    "2026-11-18 and 18-11-2026.csv",
]
NAMELESS = [
    "charging.csv",
    "charging_2026-02-31.csv",
    "charging_2026-13-01.csv",
    "charging_1999-11-18.csv",
    "charging_18-11-26.csv",
    "charging_120261118.csv",
    "00SA0261118.csv",
    "11-18-2026.csv",
    "18 Nonsense 2026.csv",
]


@pytest.mark.parametrize("name", NAMED)
def test_a_name_tells_its_day(name):
    assert days_in(name) == {date(2026, 11, 18)}


@pytest.mark.parametrize("name", NAMELESS)
def test_a_name_without_a_day_tells_none(name):
    assert days_in(name) == set()


WAYS = ["%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d %b %Y", "%d%B%Y"]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(WAYS))
def test_any_day_in_a_name_is_found(day, how):
    assert days_in(f"charging_{day:{how}}.csv") == {day}


def rows(*received):
    n = len(received)
    none = {f.name: pa.nulls(n, f.dtype) for f in CHARGING.fields}
    due = pa.array([date(2026, 11, 19)] * n, pa.date32())
    days = {"received_on": pa.array(received, pa.date32()), "police_due_on": due}
    return pa.table(none | days, CHARGING.schema())


NEWEST = "the newest date in the file"


@pytest.mark.parametrize(
    ("given_day", "name", "received", "day", "how"),
    [
        (date(2026, 1, 1), "2026-11-18.csv", [date(2026, 11, 1)], date(2026, 1, 1), "as given"),
        (None, "2026-11-18.csv", [date(2026, 11, 1)], date(2026, 11, 18), "from the file's name"),
        # two days in the name tell none; a due date is no event
        (None, "2026-11-17 18.11.2026.csv", [date(2026, 11, 1), None], date(2026, 11, 1), NEWEST),
        # a day after today is a slip
        (None, "c.csv", [date(2026, 11, 2), date(2062, 1, 1)], date(2026, 11, 2), NEWEST),
        (None, "c.csv", [TODAY], TODAY, NEWEST),
        (None, "c.csv", [None], TODAY, "today, as the file has no date"),
        (None, "c.csv", [], TODAY, "today, as the file has no date"),
    ],
)  # fmt: skip
def test_the_own_day_is_given_named_or_the_newest_event(given_day, name, received, day, how):
    assert own_day(given_day, name, rows(*received), CHARGING, TODAY) == (day, how)

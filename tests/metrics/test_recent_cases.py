"""Are only cases left out that can move no figure any more?"""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from extracts.registry import EXTRACTS
from metrics.clocks import CalendarDays
from metrics.recent_cases import recent_cases
from metrics.registry import MEASURES

CHARGING, REVIEWS = EXTRACTS["charging"], EXTRACTS["reviews"]
FIRST = date(2026, 10, 1)
EDGE = date(2025, 8, 27)  # 400 days before


def kept(*lines, measures=("charging_28_day",)):
    """The URNs that are kept of (urn, received, decided, police due)."""
    names = ("urn", "received_on", "decided_on", "police_due_on")
    schema = pa.schema([CHARGING.schema().field(n) for n in names])
    rows = pa.Table.from_pylist([dict(zip(names, line, strict=True)) for line in lines], schema)
    of = [MEASURES[m] for m in measures]
    return recent_cases(rows, CHARGING, of, first=FIRST)["urn"].to_pylist()


def test_what_was_closed_long_before_is_left_out():
    old = date(2020, 1, 1)

    assert kept(("A", old, old, None), ("B", old, EDGE, None), ("C", old, old, EDGE)) == ["B", "C"]
    assert kept(("A", old, date(2025, 8, 26), date(2025, 8, 26))) == []


def test_what_is_open_stays_however_old():
    assert kept(("A", date(2001, 1, 1), None, None)) == ["A"]


def test_all_of_a_case_stays_where_any_of_it_matters():
    old = date(2020, 1, 1)

    assert kept(("A", old, old, None), ("B", old, old, None), ("A", EDGE, None, None)) == ["A", "A"]


def test_a_longer_standard_keeps_what_is_older(monkeypatch):
    measure = MEASURES["charging_28_day"]
    assert measure.clock
    clock = replace(measure.clock, limit=CalendarDays(1000))
    monkeypatch.setitem(MEASURES, "long", replace(measure, key="long", clock=clock))
    line = ("A", date(2022, 1, 1), date(2022, 1, 1), None)

    assert kept(line) == []
    assert kept(line, measures=("charging_28_day", "long")) == ["A"]


def test_an_extract_that_is_never_open_goes_by_its_days_alone():
    rows = pa.table(
        {
            "review": ["A", "B"],
            "reviewed_on": pa.array([date(2020, 1, 1), EDGE], pa.date32()),
        }
    )

    found = recent_cases(rows, REVIEWS, [], first=FIRST)

    assert found["review"].to_pylist() == ["B"]


@pytest.mark.parametrize("extract", EXTRACTS.values(), ids=str)
def test_nothing_of_no_rows(extract):
    assert recent_cases(extract.schema().empty_table(), extract, [], first=FIRST).num_rows == 0

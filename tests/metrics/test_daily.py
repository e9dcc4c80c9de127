from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.backlog import backlog
from metrics.clocks import DueOn
from metrics.counts import counts
from metrics.timeliness import daily, timeliness
from tests.metrics import slow
from tests.metrics.example import AS_OF, BYS, DAYS, EXAMPLE, SEVEN, may, row


def test_a_due_day_before_the_start_is_late_from_the_start_and_no_sooner():
    rows = [row(may(10), due_on=may(4)), row(may(10), may(12), due_on=may(4))]
    found = counts(slow.table(rows), slow.clock(DueOn("due_on")), as_of=AS_OF)

    days = daily(found, days=[may(day) for day in (5, 9, 10, 12)], as_of=AS_OF)

    assert days["overdue"].tolist() == [0, 0, 2, 1]
    assert days["fell_due"].tolist() == [0, 2, 0, 0]  # the day before they started
    assert days["fell_due_on_time"].tolist() == [0, 0, 0, 0]


@settings(max_examples=40)
@given(rows=slow.rows(), by=BYS, days=st.lists(DAYS, min_size=1, max_size=4))
def test_each_day_is_that_of_a_walk_row_by_row(rows, by, days):
    as_of = max(days)
    found = daily(counts(slow.table(rows), SEVEN, as_of=as_of), days=days, by=by, as_of=as_of)

    some = slow.cases(rows, SEVEN, as_of)
    expected = []
    for group in sorted({tuple(getattr(c, b) for b in by) for c in some}):
        mine = [c for c in some if tuple(getattr(c, b) for b in by) == group and not c.backwards]
        for day in sorted(set(days)):
            figure = slow.figures(mine, day, day, as_of)
            expected.append(
                dict(zip(by, group, strict=True))
                | {"day": pd.Timestamp(day)}
                | {k: figure[k] for k in found.columns if k in figure}
            )
    ours = [{k: None if pd.isna(v) else v for k, v in r.items()} for r in found.to_dict("records")]
    assert ours == expected


def test_yesterday_beside_the_same_weekday_four_weeks_before():
    yesterday, before = may(14), may(14) - timedelta(days=28)

    found = daily(
        counts(slow.table(EXAMPLE), SEVEN, as_of=AS_OF), days=[yesterday, before], as_of=AS_OF
    )

    assert found["day"].tolist() == [pd.Timestamp(before), pd.Timestamp(yesterday)]
    assert found["open"].tolist() == [0, 3]
    assert found["overdue"].tolist() == [0, 1]


def test_there_is_no_day_after_the_data():
    with pytest.raises(AssertionError, match="after as_of"):
        daily(counts(slow.table([]), SEVEN, as_of=AS_OF), days=[may(16)], as_of=AS_OF)


@settings(max_examples=30)
@given(rows=slow.rows(), as_of=DAYS)
def test_the_end_of_the_last_period_is_the_backlog(rows, as_of):
    found = counts(slow.table(rows), SEVEN, as_of=as_of)

    for by in ((), ("unit",)):
        months = timeliness(found, period="month", by=by, as_of=as_of, small_number=1)
        standing = backlog(found, as_of=as_of, by=by)
        last = months[months["period"] == months["period"].max()]
        assert last["open"].tolist() == standing["open"].tolist()
        assert last["overdue"].tolist() == standing["overdue"].tolist()

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.backlog import backlog
from metrics.clocks import NoLimit
from metrics.counts import counts
from metrics.periods import PERIODS
from metrics.timeliness import daily, timeliness
from tests.metrics import slow, slow_periods
from tests.metrics.example import AS_OF, BYS, DAYS, EXAMPLE, SEVEN, may, row


def figures(rows: list[dict], clock=SEVEN, as_of: date = AS_OF, **more) -> pd.DataFrame:
    found = counts(slow.table(rows), clock, as_of=as_of)
    return timeliness(found, as_of=as_of, **{"period": "month", "small_number": 3} | more)


def test_a_month_as_counted_by_eye():
    april, so_far = figures(EXAMPLE).to_dict("records")

    assert math.isnan(april.pop("on_time_share"))
    assert april == {
        "period": pd.Timestamp(2026, 4, 1),
        "is_final": True,
        "fell_due": 0,
        "fell_due_on_time": 0,
        "started": 3,
        "finished": 1,
        "finished_with_limit": 1,
        "finished_on_time": 1,
        "finished_on_time_share": 1 / 1,
        "median_days": 6,
        "p90_days": 6,
        "mean_days": 6,
        "open": 2,
        "overdue": 0,
        "small": True,
        "finished_small": True,
    }
    assert so_far == {
        "period": pd.Timestamp(2026, 5, 1),
        "is_final": False,
        "fell_due": 4,  # on 1 (twice), 2 and 8 May; not on 15 May, which is not over
        "fell_due_on_time": 2,
        "on_time_share": 2 / 4,
        "started": 4,
        "finished": 3,
        "finished_with_limit": 3,
        "finished_on_time": 2,
        "finished_on_time_share": 2 / 3,
        "median_days": 7,  # of 0, 7 and 11
        "p90_days": pytest.approx(7 + 0.8 * (11 - 7)),  # 0.9 x 2 = 1.8
        "mean_days": pytest.approx((0 + 7 + 11) / 3),
        "open": 3,
        "overdue": 1,
        "small": False,
        "finished_small": False,
    }


def test_a_case_due_on_the_day_of_the_data_is_judged_a_day_later():
    due_today = [row(may(8)), row(may(8), may(12))]

    today = figures(due_today, period="all").iloc[0]
    assert (today["fell_due"], today["overdue"]) == (0, 0)
    tomorrow = figures(due_today, period="all", as_of=may(16)).iloc[0]
    assert (tomorrow["fell_due"], tomorrow["fell_due_on_time"], tomorrow["overdue"]) == (2, 1, 1)


@settings(max_examples=60)
@given(rows=slow.rows(), as_of=DAYS, limit=st.sampled_from(sorted(slow.LIMITS)))
def test_what_fell_due_and_was_not_on_time_is_finished_late_or_overdue(rows, as_of, limit):
    clock = slow.clock(slow.LIMITS[limit])
    found = counts(slow.table(rows), clock, as_of=as_of)
    whole = timeliness(found, period="all", as_of=as_of, small_number=1)

    late = whole["finished_with_limit"] - whole["finished_on_time"]
    missed = whole["fell_due"] - whole["fell_due_on_time"]
    assert (missed == late + whole["overdue"]).all()


@settings(max_examples=60)
@given(
    rows=slow.rows(),
    limit=st.sampled_from(sorted(slow.LIMITS)),
    period=st.sampled_from(PERIODS),
    by=BYS,
    as_of=DAYS,
    between=st.none() | st.tuples(DAYS, DAYS),
)
def test_every_figure_is_that_of_a_walk_row_by_row(rows, limit, period, by, as_of, between):
    clock = slow.clock(slow.LIMITS[limit])
    first, last = sorted(between) if between else (None, None)

    found = figures(rows, clock, as_of, period=period, by=by, first=first, last=last)

    some = slow.cases(rows, clock, as_of)
    right = [c for c in some if not c.backwards]
    seen = [day for c in right for day in (c.start, c.due) if day]
    first = first or min(seen, default=as_of)
    expected = []
    for group in sorted({tuple(getattr(c, b) for b in by) for c in some}):
        mine = [c for c in right if tuple(getattr(c, b) for b in by) == group]
        for a, b in slow_periods.periods(period, first, min(last or as_of, as_of)):
            figure = slow.figures(mine, a, b, as_of)
            marks = {"small": figure["fell_due"] < 3, "finished_small": figure["finished"] < 3}
            expected.append(
                dict(zip(by, group, strict=True)) | {"period": pd.Timestamp(a)} | figure | marks
            )
    assert len(found) == len(expected)
    for ours, theirs in zip(found.to_dict("records"), expected, strict=True):
        assert ours.pop("period") == theirs.pop("period")
        assert {k: None if pd.isna(v) else v for k, v in ours.items()} == pytest.approx(theirs)
        assert list(ours) == list(theirs)


@settings(max_examples=30)
@given(rows=slow.rows(), period=st.sampled_from(["week", "month", "quarter"]))
def test_periods_and_groups_add_up_to_the_whole(rows, period):
    found = counts(slow.table(rows), SEVEN, as_of=AS_OF)
    whole = timeliness(found, period="all", as_of=AS_OF, small_number=1)
    parts = timeliness(found, period=period, by=("unit",), as_of=AS_OF, small_number=1)

    for name in ("fell_due", "fell_due_on_time", "started", "finished", "finished_on_time"):
        assert parts[name].sum() == whole[name].sum()


def test_a_unit_without_cases_in_a_month_has_noughts_there():
    rows = [row(may(1), may(2)), row(date(2026, 4, 1), date(2026, 4, 2), unit="B Unit")]

    found = figures(rows, by=("unit",))

    assert found[["unit", "started"]].to_numpy().tolist() == [
        ["A Unit", 0],
        ["A Unit", 1],
        ["B Unit", 1],
        ["B Unit", 0],
    ]


def test_figures_of_some_units_are_figures_of_those_alone():
    rows = [row(may(1), may(2)), row(may(1), unit="B Unit"), row(may(1), unit="C Unit")]
    found = counts(slow.table(rows), SEVEN, as_of=AS_OF)
    chosen = found[found["unit"].isin(["B Unit", "C Unit"])]

    assert backlog(chosen, as_of=AS_OF, by=("unit",))["unit"].tolist() == ["B Unit", "C Unit"]
    assert backlog(chosen, as_of=AS_OF)["open"].tolist() == [2]


def test_a_measure_without_a_limit_has_days_and_no_share():
    (only,) = figures([row(may(1), may(4)), row(may(2))], slow.clock(NoLimit())).to_dict("records")

    assert (only["finished"], only["finished_with_limit"], only["fell_due"]) == (1, 0, 0)
    assert (only["median_days"], only["open"], only["overdue"]) == (3, 1, 0)
    assert math.isnan(only["finished_on_time_share"])


@pytest.mark.parametrize("by", [(), ("unit",), ("unit", "casework_type")])
def test_without_cases_the_frames_are_empty_and_have_their_columns(by):
    nothing = counts(slow.table([]), SEVEN, as_of=AS_OF)
    one = counts(slow.table([row(may(1))]), SEVEN, as_of=AS_OF)

    for figure in (
        lambda c: timeliness(c, period="month", by=by, as_of=AS_OF, small_number=1),
        lambda c: timeliness(c, period="week", by=by, first=may(1), as_of=AS_OF, small_number=1),
        lambda c: backlog(c, by=by, as_of=AS_OF),
        lambda c: daily(c, days=[AS_OF], by=by, as_of=AS_OF),
    ):
        empty, full = figure(nothing), figure(one)
        assert len(empty) == 0
        assert len(full) > 0
        assert list(empty.columns) == list(full.columns)
        assert list(empty.dtypes.astype(str)) == list(full.dtypes.astype(str))


def test_categories_keep_their_order():
    rows = [row(may(1), casework_type=t) for t in ("RASSO", "Magistrates'")]

    found = figures(rows, by=("casework_type",))

    assert found["casework_type"].tolist() == ["Magistrates'", "RASSO"]
    assert found["casework_type"].dtype == "category"

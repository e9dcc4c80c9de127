from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.ages import ages, total, working_days_to
from metrics.backlog import AGE_BANDS, backlog
from metrics.clocks import Clock, NoLimit
from metrics.counts import counts
from metrics.timeliness import daily

CLOCK = Clock(extract="charging", starts="received_on", stops="decided_on", limit=NoLimit())
AS_OF = date(2026, 11, 20)
SOME_DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 15))
ROWS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from("XY"), SOME_DAYS, st.none() | SOME_DAYS),
    max_size=30,
)


def table(rows):
    import pyarrow as pa

    unit, kind, received, decided = zip(*rows, strict=True) if rows else ([], [], [], [])
    return pa.table(
        {
            "unit": pa.array(unit, pa.string()),
            "casework_type": pa.array(kind, pa.string()),
            "received_on": pa.array(received, pa.date32()),
            "decided_on": pa.array(decided, pa.date32()),
        }
    )


def test_a_case_moves_through_the_bands_and_out():
    rows = table([("A", "X", date(2026, 11, 1), date(2026, 11, 17))])
    days = [date(2026, 11, d) for d in (1, 6, 7, 15, 16, 17)]
    found = ages(rows, CLOCK, days=days, as_of=AS_OF)
    assert found["age_0_5"].tolist() == [1, 1, 0, 0, 0, 0]
    assert found["age_6_14"].tolist() == [0, 0, 1, 1, 0, 0]
    assert found["age_15_21"].tolist() == [0, 0, 0, 0, 1, 0]  # decided on the 17th


@given(ROWS)
def test_it_is_the_backlog_and_the_open_of_each_day(rows):
    found = ages(table(rows), CLOCK, days=[AS_OF - timedelta(days=9), AS_OF], as_of=AS_OF)
    counted = counts(table(rows), CLOCK, as_of=AS_OF)
    now = found[found["day"] == pd.Timestamp(AS_OF)][list(AGE_BANDS)].sum()
    assert now.tolist() == backlog(counted, as_of=AS_OF)[list(AGE_BANDS)].sum().tolist()
    each = daily(counted, days=[AS_OF - timedelta(days=9), AS_OF], as_of=AS_OF)
    total = found.groupby("day")[list(AGE_BANDS)].sum().sum(axis=1)
    expected = each.set_index("day")["open"]
    assert total.reindex(expected.index, fill_value=0).tolist() == expected.tolist()


@given(ROWS)
def test_a_unit_does_not_touch_another(rows):
    whole = ages(table(rows), CLOCK, days=[AS_OF], as_of=AS_OF)
    alone = ages(table([r for r in rows if r[0] == "A"]), CLOCK, days=[AS_OF], as_of=AS_OF)
    of_a = whole[whole["unit"] == "A"].reset_index(drop=True)
    columns = [*AGE_BANDS, "day"]
    pd.testing.assert_frame_equal(of_a[columns], alone[columns])


def test_a_day_after_the_data_is_refused():
    with pytest.raises(AssertionError, match="after as_of"):
        ages(table([]), CLOCK, days=[AS_OF + timedelta(days=1)], as_of=AS_OF)


def test_the_last_working_days_leave_out_a_weekend_and_a_bank_holiday():
    assert working_days_to(date(2026, 1, 2), 2) == [date(2025, 12, 31), date(2026, 1, 2)]


def test_the_total_adds_up_units_and_types_day_by_day():
    rows = table([("A", "X", date(2026, 11, 1), None), ("B", "Y", date(2026, 11, 5), None)])
    found = total(ages(rows, CLOCK, days=[date(2026, 11, 4), date(2026, 11, 8)], as_of=AS_OF))
    assert found["day"].dt.day.tolist() == [4, 8]
    assert found["age_0_5"].tolist() == [1, 1]
    assert found["age_6_14"].tolist() == [0, 1]

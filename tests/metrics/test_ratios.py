import math
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.ratios import returned

AS_OF = date(2026, 5, 15)
BOTH = ("unit", "casework_type")
DECIDED = pa.schema(
    [
        ("unit", pa.string()),
        ("casework_type", pa.string()),
        ("decided_on", pa.date32()),
        ("outcome", pa.string()),
    ]
)


def may(day: int) -> date:
    return date(2026, 5, day)


def decided(day: date | None, outcome: str | None, unit: str = "A Unit") -> dict:
    return {"unit": unit, "casework_type": "RASSO", "decided_on": day, "outcome": outcome}


def test_what_went_back_to_the_police_of_what_was_decided():
    rows = [
        decided(may(1), "Charge"),
        decided(may(1), "Returned at triage"),
        decided(may(4), "Action plan"),
        decided(may(5), "Action plan"),
        decided(may(5), None),  # decided, but not what
        decided(date(2026, 4, 30), "Charge"),
        # not counted: after the data's day, and not decided
        decided(may(16), "Action plan"),
        decided(None, None),
    ]

    found = returned(
        pa.Table.from_pylist(rows, DECIDED), period="month", as_of=AS_OF, small_number=5
    )

    assert found.to_dict("records") == [
        {
            "period": pd.Timestamp(2026, 4, 1),
            "decided": 1,
            "returned": 0,
            "action_plan": 0,
            "not_recorded": 0,
            "returned_share": 0 / 1,
            "action_plan_share": 0 / 1,
            "small": True,
        },
        {
            "period": pd.Timestamp(2026, 5, 1),
            "decided": 5,
            "returned": 1,
            "action_plan": 2,
            "not_recorded": 1,
            "returned_share": 1 / 5,
            "action_plan_share": 2 / 5,
            "small": False,
        },
    ]


DAYS = st.dates(date(2026, 3, 1), may(20))
OUTCOMES = st.sampled_from(["Charge", "Returned at triage", "Action plan", None])


@settings(max_examples=40)
@given(
    rows=st.lists(
        st.builds(decided, st.none() | DAYS, OUTCOMES, st.sampled_from(["A Unit", "B Unit"]))
    ),
    by=st.sampled_from([(), ("unit",), BOTH]),
)
def test_shares_are_those_of_a_walk_row_by_row(rows, by):
    table = pa.Table.from_pylist(rows, DECIDED)
    of = {"period": "month", "by": by, "first": date(2026, 4, 10), "as_of": AS_OF}

    found = returned(table, small_number=1, **of)

    pd.testing.assert_frame_equal(returned(duckdb.from_arrow(table), small_number=1, **of), found)
    for row in found.to_dict("records"):
        mine = [
            r["outcome"]
            for r in rows
            if r["decided_on"]
            and r["decided_on"] <= AS_OF
            and r["decided_on"].replace(day=1) == row["period"].date()
            and all(r[b] == row[b] for b in by)
        ]
        assert row["decided"] == len(mine)
        assert row["returned"] == mine.count("Returned at triage")
        assert row["action_plan"] == mine.count("Action plan")
        assert row["not_recorded"] == mine.count(None)
        if mine:
            assert row["returned_share"] == mine.count("Returned at triage") / len(mine)
        else:
            assert math.isnan(row["returned_share"])


def test_without_rows_there_are_no_periods():
    none = pa.Table.from_pylist([], DECIDED)
    assert returned(none, period="week", by=("unit",), as_of=AS_OF, small_number=1).shape == (0, 9)

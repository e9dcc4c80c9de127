import math
from datetime import date, timedelta

import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.counts import counts
from metrics.ratios import UNKNOWN_ENTITLEMENT, letters_sent, unknown_entitlement
from metrics.registry import MEASURES

AS_OF = date(2026, 5, 15)


BOTH = ("unit", "casework_type")


LETTERS = pa.schema(
    [
        ("unit", pa.string()),
        ("casework_type", pa.string()),
        ("decided_on", pa.date32()),
        ("sent_on", pa.date32()),
        ("enhanced", pa.string()),
    ]
)


def may(day: int) -> date:
    return date(2026, 5, day)


def letter(day: date, sent: date | None, enhanced: str = "No", unit: str = "A Unit") -> dict:
    return {
        "unit": unit,
        "casework_type": "RASSO",
        "decided_on": day,
        "sent_on": sent,
        "enhanced": enhanced,
    }


DAYS = st.dates(date(2026, 3, 1), may(20))


SENT = [
    letter(date(2026, 4, 27), may(1)),  # due on 5 May (the 4th is a bank holiday)
    letter(date(2026, 4, 27), may(12)),  # late, but sent
    letter(may(5), None),  # due on 12 May, never sent
    letter(may(5), None, "Yes"),  # due on 6 May, never sent
    letter(may(8), None),  # due on 15 May, the data's own day: not yet
    letter(may(8), may(8)),  # nor this, although it is sent
    letter(may(1), None, "Unknown"),  # no standard: counted apart
    letter(may(2), may(3), "Unknown"),
    letter(date(2026, 4, 2), None, "Unknown"),
]


def test_letters_owed_and_due_that_were_sent_at_all():
    measure = MEASURES["letters_sent"]
    found = counts(pa.Table.from_pylist(SENT, LETTERS), measure.clock, as_of=AS_OF)

    april, so_far = letters_sent(found, period="month", as_of=AS_OF, small_number=5).to_dict(
        "records"
    )

    assert math.isnan(april.pop("sent_share"))
    assert april == {
        "period": pd.Timestamp(2026, 4, 1),
        "fell_due": 0,
        "sent": 0,
        "not_sent": 0,
        "small": True,
    }
    assert so_far == {
        "period": pd.Timestamp(2026, 5, 1),
        "fell_due": 4,
        "sent": 2,
        "not_sent": 2,
        "sent_share": 2 / 4,
        "small": True,
    }


def test_letters_whose_entitlement_is_not_recorded_are_counted_apart():
    table = pa.Table.from_pylist(SENT, LETTERS)

    months = unknown_entitlement(table, period="month", as_of=AS_OF)

    assert months[["owed", "sent", "not_sent"]].to_numpy().tolist() == [[1, 0, 1], [2, 1, 1]]
    # every letter is in one of the two, and none in both
    clocks = (UNKNOWN_ENTITLEMENT, MEASURES["letters_on_time"].clock)
    both = [counts(table, clock, as_of=AS_OF) for clock in clocks]
    started = [f[f["event"] == "started"]["n"].sum() for f in both]
    assert started == [3, len(SENT) - 3]


@settings(max_examples=40)
@given(
    rows=st.lists(
        st.builds(
            lambda day, more, enhanced, unit: letter(
                day, None if more is None else day + timedelta(days=more), enhanced, unit
            ),
            DAYS,
            st.none() | st.integers(0, 20),
            st.sampled_from(["Yes", "No", "Unknown"]),
            st.sampled_from(["A Unit", "B Unit"]),
        )
    )
)
def test_letters_not_sent_are_those_that_are_overdue(rows):
    table = pa.Table.from_pylist(rows, LETTERS)
    found = counts(table, MEASURES["letters_sent"].clock, as_of=AS_OF)

    sent = letters_sent(found, period="all", by=BOTH, as_of=AS_OF, small_number=1)

    overdue = found[
        (found["event"] == "due") & (found["state"] == "open") & (found["day"] < str(AS_OF))
    ]
    assert sent["not_sent"].sum() == overdue["n"].sum()
    assert (sent["sent"] + sent["not_sent"] == sent["fell_due"]).all()


def test_without_rows_there_are_no_periods():
    nothing = pa.Table.from_pylist([], LETTERS)
    for clock in (UNKNOWN_ENTITLEMENT, MEASURES["letters_sent"].clock):
        found = counts(nothing, clock, as_of=AS_OF)
        assert letters_sent(found, period="week", as_of=AS_OF, small_number=1).shape == (0, 6)
    assert unknown_entitlement(nothing, period="week", as_of=AS_OF).shape == (0, 4)

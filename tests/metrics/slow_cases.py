"""Cases put together from their submissions a second time, day by day."""

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import strategies as st

from metrics.cases import ENDS, WITH_POLICE

AS_OF = date(2026, 5, 31)
SCHEMA = pa.schema(
    [
        ("urn", pa.string()),
        ("submission", pa.int32()),
        ("unit", pa.string()),
        ("casework_type", pa.string()),
        ("received_on", pa.date32()),
        ("decided_on", pa.date32()),
        ("outcome", pa.string()),
        ("police_due_on", pa.date32()),
    ]
)
OUTCOMES = ("Charge", *WITH_POLICE, *ENDS, None)


def may(day: int) -> date:
    return date(2026, 5, day)


def submission(
    urn: str,
    number: int,
    received: date,
    decided: date | None = None,
    outcome: str | None = None,
    **more,
) -> dict:
    usual = {"unit": "A Unit", "casework_type": "RASSO", "police_due_on": None}
    row = {"urn": urn, "submission": number, "received_on": received, "decided_on": decided}
    return usual | row | {"outcome": outcome} | more


def table(rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(rows, SCHEMA)


EXAMPLE = [
    # out with the police from 4 to 14 May: 3 + 5 days with the CPS
    submission("CHARGED", 1, may(1), may(4), "Action plan"),
    submission("CHARGED", 2, may(14), may(19), "Charge"),
    # after the charge: another suspect, no part of the time, but it says where the case is now
    submission("CHARGED", 3, may(25), unit="B Unit"),
    # ended, and came again a week later
    submission("ENDED", 1, may(1), may(2), "No further action"),
    submission("ENDED", 2, may(9), may(12), "No further action"),
    submission("POLICE", 1, may(1), may(6), "Returned at triage"),
    submission("CPS", 1, may(1), may(6), "Action plan"),
    submission("CPS", 2, may(16), date(2026, 6, 1), "Charge"),  # decided after as_of
    submission("LATER", 1, date(2026, 6, 1)),  # not counted: received after as_of
]


@st.composite
def submissions(draw) -> list[dict]:
    rows = []
    for urn in draw(st.lists(st.sampled_from("ABCD"), unique=True)):
        day = draw(st.dates(date(2026, 4, 1), may(20)))
        first = draw(st.sampled_from([1, 1, 2]))
        for number in range(first, first + draw(st.integers(1, 4))):
            took = draw(st.none() | st.integers(0, 20))
            decided = None if took is None else day + timedelta(days=took)
            outcome = draw(st.sampled_from(OUTCOMES)) if decided else None
            unit = draw(st.sampled_from(["A Unit", "B Unit"]))
            rows.append(submission(urn, number, day, decided, outcome, unit=unit))
            day += timedelta(days=draw(st.integers(0, 25)))
    return rows


def slow_case(rows: list[dict]) -> dict:
    """The same for the submissions of one case, day by day."""
    mine = sorted(
        (r for r in rows if r["received_on"] <= AS_OF),
        key=lambda r: (r["received_on"], r["submission"]),
    )
    decided = {
        id(r): r["decided_on"] if r["decided_on"] and r["decided_on"] <= AS_OF else None
        for r in mine
    }
    charges = [decided[id(r)] for r in mine if decided[id(r)] and r["outcome"] == "Charge"]
    all_decided = all(decided.values())
    last = mine[-1]
    state, end = "Live", AS_OF
    if charges:
        state, end = "Charged", min(charges)
    elif all_decided and last["outcome"] in ENDS:
        state, end = "Ended without charge", max(decided.values())
    live, holder = state == "Live", None
    if live and not all_decided:
        holder = "CPS"
    elif live and last["outcome"] in WITH_POLICE:
        holder = "police"
    if 1 not in [r["submission"] for r in mine]:
        state = "First submission not in the data"
    days = {"cps_days": 0, "police_days": 0, "other_days": 0}
    day = mine[0]["received_on"]
    while day < end:
        here = [r for r in mine if r["received_on"] <= day]
        if any(decided[id(r)] is None or decided[id(r)] > day for r in here):
            days["cps_days"] += 1
        elif here[-1]["outcome"] in WITH_POLICE:
            days["police_days"] += 1
        else:
            days["other_days"] += 1
        day += timedelta(days=1)
    return {
        "urn": last["urn"],
        "unit": last["unit"],
        "casework_type": last["casework_type"],
        "submissions": len(mine),
        "received_on": mine[0]["received_on"],
        "charged_on": min(charges, default=None),
        "state": state,
        "holder": holder,
    } | days

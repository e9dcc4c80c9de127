from datetime import date, timedelta
from statistics import mean

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases import (
    CASE_NEEDS,
    ENDS,
    POLICE_NEEDS,
    WITH_POLICE,
    end_to_end,
    held,
    police_response,
)
from metrics.counts import counts
from metrics.registry import MEASURES

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


def test_each_case_and_who_had_it():
    found = end_to_end(table(EXAMPLE), as_of=AS_OF)

    columns = ["urn", "unit", "submissions", "charged_on", "state", "holder"]
    days = ["cps_days", "police_days", "other_days"]
    assert [tuple(row.values()) for row in found.select([*columns, *days]).to_pylist()] == [
        ("CHARGED", "B Unit", 3, may(19), "Charged", None, 3 + 5, 10, 0),
        ("CPS", "A Unit", 2, None, "Live", "CPS", 5 + 15, 10, 0),
        ("ENDED", "A Unit", 2, None, "Ended without charge", None, 1 + 3, 0, 7),
        ("POLICE", "A Unit", 1, None, "Live", "police", 5, 25, 0),
    ]


def test_a_case_whose_last_outcome_is_not_recorded_is_live_with_nobody():
    (case,) = end_to_end(table([submission("X", 1, may(1), may(3))]), as_of=AS_OF).to_pylist()

    assert (case["state"], case["holder"]) == ("Live", None)
    assert (case["cps_days"], case["police_days"], case["other_days"]) == (2, 0, 28)


@st.composite
def submissions(draw) -> list[dict]:
    rows = []
    for urn in draw(st.lists(st.sampled_from("ABCD"), unique=True)):
        day = draw(st.dates(date(2026, 4, 1), may(20)))
        for number in range(1, draw(st.integers(1, 4)) + 1):
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
    holder = None
    if state == "Live" and not all_decided:
        holder = "CPS"
    elif state == "Live" and last["outcome"] in WITH_POLICE:
        holder = "police"
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


@settings(max_examples=150)
@given(data=st.data(), rows=submissions())
def test_cases_are_those_of_a_walk_day_by_day(data, rows):
    begun = sorted({r["urn"] for r in rows if r["received_on"] <= AS_OF})
    expected = [slow_case([r for r in rows if r["urn"] == urn]) for urn in begun]

    mixed = table(data.draw(st.permutations(rows)))

    assert end_to_end(mixed, as_of=AS_OF).to_pylist() == expected
    assert end_to_end(duckdb.from_arrow(mixed), as_of=AS_OF).to_pylist() == expected


def test_the_time_of_a_case_is_split_without_rest():
    for case in end_to_end(table(EXAMPLE), as_of=AS_OF).to_pylist():
        if case["charged_on"]:
            whole = (case["charged_on"] - case["received_on"]).days
            assert case["cps_days"] + case["police_days"] + case["other_days"] == whole


def test_end_to_end_counts_charged_and_live_cases():
    measure = MEASURES["charging_end_to_end"]
    found = counts(measure.prepare(table(EXAMPLE), as_of=AS_OF), measure.clock, as_of=AS_OF)

    assert found[found["event"] == "stopped"][["day", "days", "n"]].to_numpy().tolist() == [
        [pd.Timestamp(may(19)), 18, 1]
    ]
    assert found[found["event"] == "open"]["n"].sum() == 2  # "CPS" and "POLICE"; "ENDED" is out


def test_what_the_police_are_asked_and_when_they_answer():
    rows = [
        submission("A", 1, may(1), may(4), "Action plan", police_due_on=may(18)),
        submission("A", 2, may(14), may(19), "Returned at triage"),
        submission("A", 3, may(25)),
        submission("B", 1, may(2), may(3), "Action plan", police_due_on=may(17)),  # no answer yet
        submission("C", 1, may(2), may(3), "Charge"),  # not counted: nothing is asked
        submission("D", 1, may(2), date(2026, 6, 1), "Action plan"),  # nor this: not yet decided
    ]

    found = police_response(table(rows), as_of=AS_OF)

    wanted = ["urn", "submission", "sent_back_on", "police_due_on", "resubmitted_on"]
    assert [tuple(row.values()) for row in found.select(wanted).to_pylist()] == [
        ("A", 1, may(4), may(18), may(14)),
        ("A", 2, may(19), None, may(25)),
        ("B", 1, may(3), may(17), None),
    ]
    measure = MEASURES["police_response"]
    assert measure.clock.holder == "police"
    events = counts(measure.prepare(table(rows), as_of=AS_OF), measure.clock, as_of=AS_OF)
    due = events[events["event"] == "due"]
    assert due[["day", "state"]].to_numpy().tolist() == [
        [pd.Timestamp(may(18)), "on time"],
        [pd.Timestamp(may(17)), "open"],
    ]
    assert events[events["event"] == "no due"]["n"].sum() == 1


@settings(max_examples=60)
@given(data=st.data(), rows=submissions())
def test_answers_are_the_next_submissions(data, rows):
    known = [r for r in rows if r["received_on"] <= AS_OF]
    expected = []
    for row in sorted(known, key=lambda r: (r["urn"], r["received_on"], r["submission"])):
        if row["outcome"] in WITH_POLICE and row["decided_on"] <= AS_OF:
            later = [
                r["received_on"]
                for r in known
                if r["urn"] == row["urn"] and r["submission"] > row["submission"]
            ]
            expected.append((row["urn"], row["submission"], min(later, default=None)))

    found = police_response(table(data.draw(st.permutations(rows))), as_of=AS_OF)

    wanted = ["urn", "submission", "resubmitted_on"]
    assert [tuple(row.values()) for row in found.select(wanted).to_pylist()] == expected


@settings(max_examples=60)
@given(rows=submissions(), by=st.sampled_from([(), ("unit",)]))
def test_the_mean_time_of_the_charged_by_who_had_them(rows, by):
    cases = end_to_end(table(rows), as_of=AS_OF)

    found = held(cases, period="month", by=by, as_of=AS_OF)

    charged = [c for c in cases.to_pylist() if c["charged_on"]]
    for row in found.to_dict("records"):
        mine = [
            c
            for c in charged
            if c["charged_on"].replace(day=1) == row["period"].date()
            and all(c[b] == row[b] for b in by)
        ]
        assert row["charged"] == len(mine)
        for name in ("cps_days", "police_days", "other_days"):
            if mine:
                assert row[name] == pytest.approx(mean(c[name] for c in mine))
            else:
                assert pd.isna(row[name])
    assert found["charged"].sum() == len(charged)


def test_without_submissions_the_frames_are_empty():
    cases = end_to_end(table([]), as_of=AS_OF)

    assert cases.num_rows == 0
    assert cases.column_names == end_to_end(table(EXAMPLE), as_of=AS_OF).column_names
    assert police_response(table([]), as_of=AS_OF).num_rows == 0
    assert held(cases, period="month", as_of=AS_OF).shape == (0, 5)


def test_only_the_columns_that_are_needed_are_needed():
    assert end_to_end(table(EXAMPLE).select(list(CASE_NEEDS)), as_of=AS_OF).num_rows == 4
    assert police_response(table(EXAMPLE).select(list(POLICE_NEEDS)), as_of=AS_OF).num_rows == 3

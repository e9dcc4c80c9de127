from datetime import date
from statistics import mean

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases import (
    CASE_NEEDS,
    POLICE_NEEDS,
    WITH_POLICE,
    end_to_end,
    held,
    police_response,
)
from metrics.counts import counts
from metrics.registry import MEASURES
from tests.metrics.slow_cases import AS_OF, EXAMPLE, may, submission, submissions, table


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

    charged = [c for c in cases.to_pylist() if c["state"] == "Charged"]
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


def test_only_the_columns_that_are_needed_are_needed():
    assert end_to_end(table(EXAMPLE).select(list(CASE_NEEDS)), as_of=AS_OF).num_rows == 4
    assert police_response(table(EXAMPLE).select(list(POLICE_NEEDS)), as_of=AS_OF).num_rows == 3

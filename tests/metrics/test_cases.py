import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases import (
    UNKNOWN_FIRST,
    end_to_end,
    held,
    police_response,
)
from tests.metrics.slow_cases import AS_OF, EXAMPLE, may, slow_case, submission, submissions, table


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


def test_a_case_whose_first_submission_is_not_in_the_data_is_told_apart():
    rows = [
        submission("LATE", 2, may(2), may(4), "Charge"),
        submission("OPEN", 3, may(2)),
        submission("WHOLE", 1, may(1), may(3), "Action plan"),
        submission("WHOLE", 2, may(5), may(9), "Charge"),
    ]
    cases = end_to_end(table(rows), as_of=AS_OF)
    assert cases["state"].to_pylist() == [UNKNOWN_FIRST, UNKNOWN_FIRST, "Charged"]
    (month,) = held(cases, period="month", as_of=AS_OF).to_dict("records")
    assert (month["charged"], month["cps_days"], month["police_days"]) == (1, 6, 2)


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


def test_without_submissions_the_frames_are_empty():
    cases = end_to_end(table([]), as_of=AS_OF)

    assert cases.num_rows == 0
    assert cases.column_names == end_to_end(table(EXAMPLE), as_of=AS_OF).column_names
    assert police_response(table([]), as_of=AS_OF).num_rows == 0
    assert held(cases, period="month", as_of=AS_OF).shape == (0, 5)

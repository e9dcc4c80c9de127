"""Do rules and doubled rows come out as a slow look at every pair of rows says?"""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extracts.extract import Extract, Needs, NotBefore
from extracts.findings import Findings, listed
from extracts.kinds import Date
from extracts.reading.cells import Cells
from extracts.reading.checks import check_days, check_repeats, check_rules
from extracts.text_kinds import Text

SMALL = Extract(
    key="small",
    title="Small",
    one_row_is="one",
    keys=("urn", "part"),
    opens="opened_on",
    closes="closed_on",
    fields=(
        Text(name="urn", title="URN", says="Which"),
        Text(name="part", title="Part of it", says="Which part"),
        Date(name="opened_on", title="Opened", says="When"),
        Date(name="closed_on", title="Closed", says="When", blank=True),
        Text(name="how", title="How", says="How", blank=True),
    ),
    rules=(
        NotBefore(later="closed_on", earlier="opened_on", message="Closed before it was opened."),
        Needs(field="how", other="closed_on", message="It says how but not when."),
    ),
)
D1, D2, D3 = (date(2026, 11, d) for d in (1, 2, 3))


def rows_of(*rows):
    return pa.table(
        dict(zip(SMALL.schema().names, zip(*rows, strict=True), strict=True)), SMALL.schema()
    )


def numbers(rows):
    return np.arange(2, rows.num_rows + 2)


def run(check, rows, among=None):
    findings = Findings()
    among = np.ones(rows.num_rows, bool) if among is None else np.array(among)
    return check(rows, numbers(rows), SMALL, findings, among=among), listed(findings.frame())


def test_a_row_that_breaks_a_rule_is_told():
    rows = rows_of(
        ("A", "1", D1, D2, "x"),
        ("B", "1", D2, D1, "x"),  # closed before it was opened
        ("C", "1", D1, None, "x"),  # how, but not when
        ("D", "1", D1, None, None),
        ("E", "1", D1, D1, None),
        ("F", "1", None, D1, None),
    )
    broken, findings = run(check_rules, rows)
    assert broken.tolist() == [False, True, True, False, False, False]
    assert findings == [
        (3, "Closed", "01/11/2026", "Closed before it was opened.", True),
        (4, "How", "x", "It says how but not when.", True),
    ]


def test_only_the_rows_asked_for_are_held_to_the_rules():
    broken, findings = run(check_rules, rows_of(("B", "1", D2, D1, "x")), among=[False])
    assert not broken.any()
    assert findings == []


def test_a_day_out_of_range_is_told_as_it_was_written():
    rows = rows_of(("A", "1", date(1999, 1, 1), None, None), ("B", "1", D1, D3, None))
    cells = Cells(
        columns={"opened_on": pa.array(["1 Jan 99", "x"])},
        rows=numbers(rows),
        wrong_width={},
        headings_again=(),
    )
    findings = Findings()
    bad = check_days(rows, cells, {"opened_on": "Start"}, SMALL, D2, findings)
    assert bad.tolist() == [True, True]
    first, second = listed(findings.frame())
    assert first == (
        2,
        "Start",
        "1 Jan 99",
        "Opened is 01/01/1999, before 2000; correct the year.",
        True,
    )
    assert second[:3] == (3, "Closed", "03/11/2026")


def test_rows_that_are_the_same_are_repeated_and_rows_that_differ_rejected():
    rows = rows_of(
        ("A", "1", D1, None, None),
        ("B", "1", D1, None, None),
        ("A", "1", D1, None, None),  # the same as the first
        ("B", "1", D2, None, None),  # another day than the second
        ("A", "2", D1, None, None),  # another key
    )
    (rejected, repeated), findings = run(check_repeats, rows)
    assert rejected.tolist() == [False, True, False, True, False]
    assert repeated.tolist() == [False, False, True, False, False]
    differ = "has the same URN and part of it, and they differ; keep the right one."
    assert findings == [
        (3, "URN + Part of it", "B / 1", f"Row 5 {differ}", True),
        (5, "URN + Part of it", "B / 1", f"Row 3 {differ}", True),
    ]


def test_only_the_rows_asked_for_are_compared():
    rows = rows_of(("A", "1", D1, None, None), ("A", "1", D2, None, None))
    (rejected, repeated), findings = run(check_repeats, rows, among=[True, False])
    assert not rejected.any()
    assert not repeated.any()
    assert findings == []


def test_ten_thousand_rows_of_one_key_are_no_trouble():
    rows = rows_of(*(("A", "1", D1, None, str(i)) for i in range(10_000)))
    (rejected, _), findings = run(check_repeats, rows)
    assert rejected.all()
    assert findings[-1].message.startswith("Rows 2, 3, 4, 5, 6 and 9,994 more have the same URN")


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["1", "2"]),
        st.sampled_from([D1, D2]),
        st.sampled_from([None, D3]),
        st.sampled_from([None, "x"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_repeats_are_what_a_look_at_every_pair_says(drawn):
    among = [row[-1] for row in drawn]
    rows = [row[:-1] for row in drawn]
    (rejected, repeated), findings = run(check_repeats, rows_of(*rows), among=among)
    for i, row in enumerate(rows):
        same_key = [j for j, other in enumerate(rows) if among[j] and other[:2] == row[:2]]
        differ = among[i] and any(rows[j] != rows[same_key[0]] for j in same_key)
        assert rejected[i] == differ
        assert repeated[i] == (among[i] and not differ and i != same_key[0])
        said = [f.message for f in findings if f.row == i + 2]
        assert len(said) == differ
        if differ and len(same_key) <= 6:
            assert all(f"{j + 2}" in said[0] for j in same_key if j != i)


@pytest.mark.parametrize("n", [0, 1])
def test_few_rows_are_no_trouble(n):
    rows = rows_of(("A", "1", D1, None, None)).slice(0, n)
    (rejected, repeated), _ = run(check_repeats, rows)
    assert len(rejected) == len(repeated) == n

"""Does a reading hold all of a file, once?"""

import hashlib
import json
import random
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.errors import UnknownHeadings
from extracts.registry import EXTRACTS
from tests.extracts.hostile import (
    CHARGING,
    TODAY,
    charging,
    csv_of,
    faults,
    gzipped,
    many,
    read_it,
    text_of,
    xlsx_of,
)

MIXED = [
    *many(4),
    charging(urn="X1", submission="x"),  # rejected: no number
    charging(urn="X2", received_on="17/11/2026", accepted_on=""),  # rejected: decided before
    charging(urn="X3", decided_on="21/11/2026"),  # rejected: yet to come
    *many(1),  # repeated
    charging(urn="X4"),  # rejected with the next: they differ
    charging(urn="X4", outcome="NFA"),
]


def test_a_reading_says_what_a_file_holds():
    data = csv_of(MIXED) + b"too,short\n"
    reading = read_it(data, name="charging_2026-11-20.csv")
    assert reading.name == "charging_2026-11-20.csv"
    assert reading.sha256 == hashlib.sha256(data).hexdigest()
    assert reading.extract is EXTRACTS["charging"]
    assert reading.layout is None
    assert reading.encoding == "UTF-8"
    assert reading.extract_day == date(2026, 11, 20)
    assert reading.n_rows == 11
    assert reading.n_accepted == 4
    assert reading.n_rejected == 6
    assert reading.n_repeated == 1
    assert reading.rejected["row"].tolist() == [6, 7, 8, 10, 11, 12]
    assert sorted({row for row, *_ in faults(reading)}) == [6, 7, 8, 10, 11, 12]


def test_accepted_rows_are_a_frame_with_arrow_types():
    frame = read_it(csv_of(MIXED)).accepted
    assert list(frame.columns) == [f.name for f in EXTRACTS["charging"].fields]
    assert all(isinstance(t, pd.ArrowDtype) for t in frame.dtypes)
    assert frame["urn"].tolist() == [f"00SA0000{i}26" for i in range(1, 5)]


def test_rejected_rows_are_kept_as_they_came():
    rejected = read_it(csv_of([charging(urn=" x1 ", submission="one")])).rejected
    assert rejected.loc[0, "row"] == 2
    assert json.loads(rejected.loc[0, "cells"]) == charging(urn=" x1 ", submission="one")


def test_the_same_bytes_give_the_same_reading():
    one, other = read_it(csv_of(MIXED)), read_it(csv_of(MIXED))
    assert one.rows.equals(other.rows)
    assert one.findings.equals(other.findings)
    assert one.rejected.equals(other.rejected)


@pytest.mark.parametrize("pack", [gzipped, lambda _: xlsx_of(MIXED)], ids=["gzip", "workbook"])
def test_the_form_of_a_file_changes_nothing_of_what_it_holds(pack):
    plain, packed = read_it(csv_of(MIXED)), read_it(pack(csv_of(MIXED)))
    assert packed.rows.equals(plain.rows)
    assert faults(packed) == faults(plain)
    assert packed.rejected.equals(plain.rejected)
    assert packed.fingerprint == plain.fingerprint


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_only_their_numbers(rng: random.Random):
    rows = list(MIXED)
    rng.shuffle(rows)
    reading, sorted_reading = read_it(csv_of(rows)), read_it(csv_of(MIXED))
    keys = [("urn", "ascending"), ("submission", "ascending")]
    assert reading.rows.sort_by(keys).equals(sorted_reading.rows.sort_by(keys))
    counts = (reading.n_rows, reading.n_accepted, reading.n_rejected, reading.n_repeated)
    assert counts == (10, 4, 5, 1)


@settings(max_examples=25)
@given(st.permutations(list(CHARGING)))
def test_the_order_of_columns_changes_nothing(order):
    shuffled = read_it(csv_of([{h: r[h] for h in order} for r in MIXED]))
    usual = read_it(csv_of(MIXED))
    assert shuffled.rows.equals(usual.rows)
    assert shuffled.fingerprint == usual.fingerprint


def test_a_file_is_read_as_the_extract_that_is_named():
    reading = read_it(csv_of(many(1)), extract=EXTRACTS["charging"])
    assert reading.extract is EXTRACTS["charging"]


def test_only_the_extracts_given_are_known():
    with pytest.raises(UnknownHeadings, match=r"The extracts are Reviews\."):
        read_it(csv_of(many(1)), extracts={"reviews": EXTRACTS["reviews"]})


def test_a_hundred_thousand_rows_with_every_tenth_at_fault_are_all_there():
    rows = [
        charging(urn=f"U{i}") if i % 10 else charging(urn=f"U{i}", submission="x")
        for i in range(20_000)
    ]
    lines = text_of(rows).splitlines(keepends=True)
    reading = read_it("".join([*lines, *lines[1:] * 4]).encode(), extract_day=TODAY)
    assert reading.n_rows == 100_000
    assert reading.n_accepted == 18_000  # 20,000 less every tenth
    assert reading.n_rejected == 10_000  # those, five times
    assert reading.n_repeated == 72_000  # the good ones, four times more
    assert len(reading.findings) == 10_000

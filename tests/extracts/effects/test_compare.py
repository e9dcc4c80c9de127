from dataclasses import replace

import pytest

from extracts.effects.compare import compare
from extracts.store import Store
from tests.extracts.small import (
    OPENED,
    SMALL,
    WIDER,
    csv_of,
    day,
    put,
    read_small,
    reading_of,
    thing,
)

FAULTY = thing("B", closed=OPENED.replace(year=2025))  # closed before it was opened


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def counts(change):
    return change.n_new, change.n_changed, change.n_unchanged


def kinds(change):
    return change.rows.column("_kind").to_pylist()


def test_in_an_empty_store_every_row_is_new(store):
    change = compare(store, reading_of([thing("A"), thing("B")], day(1)))
    assert change.table is None
    assert change.number == 1
    assert counts(change) == (2, 0, 0)
    assert kinds(change) == ["row", "row"]
    assert change.rows.column("_revises").to_pylist() == [False, False]


def test_rows_are_new_changed_or_as_they_were(store):
    put(store, day(1), thing("A"), thing("B"), thing("C"))
    change = compare(store, reading_of([thing("A"), thing("B", "blue"), thing("D")], day(2)))
    assert change.number == 2
    assert counts(change) == (1, 1, 1)
    assert change.changed_fields == {"colour": 1}
    assert change.n_open_missing == 1  # C
    assert change.n_withdrawn == 0
    written = zip(
        change.rows.column("thing").to_pylist(),
        kinds(change),
        change.rows.column("_revises").to_pylist(),
        strict=True,
    )
    assert set(written) == {("B", "row", True), ("D", "row", False), ("A", "seen", False)}


def test_every_field_that_changed_is_counted(store):
    put(store, day(1), thing("A"), thing("B"))
    change = compare(
        store, reading_of([thing("A", "blue", day(1)), thing("B", closed=day(2))], day(2))
    )
    assert change.changed_fields == {"colour": 1, "closed_on": 2}
    assert counts(change) == (0, 2, 0)


def test_a_blank_that_is_filled_and_one_that_is_emptied_are_changes(store):
    put(store, day(1), thing("A"), thing("B", closed=day(1)))
    change = compare(store, reading_of([thing("A", closed=day(1)), thing("B")], day(2)))
    assert counts(change) == (0, 2, 0)


def test_comparing_changes_nothing(store, tmp_path):
    compare(store, reading_of([thing("A")], day(1)))
    assert not (tmp_path / "store").exists()


def test_a_full_file_withdraws_the_open_rows_that_it_does_not_hold(store):
    put(store, day(1), thing("A"), thing("B"), thing("C", closed=day(1)))
    change = compare(store, reading_of([thing("A")], day(2)), full=True)
    assert (change.n_withdrawn, change.n_open_missing) == (1, 1)  # B; C is closed
    (gone,) = [r for r in change.rows.to_pylist() if r["_withdrawn"]]
    assert (gone["thing"], gone["colour"], gone["_revises"]) == ("B", "red", True)


def test_a_row_that_is_at_fault_says_that_its_case_is_not_gone(store):
    put(store, day(1), thing("A"), thing("B"))
    change = compare(store, reading_of([thing("A"), FAULTY], day(2)), full=True)
    assert (change.n_withdrawn, change.n_open_missing) == (0, 0)


def test_a_withdrawn_row_that_comes_again_has_changed(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A"), full=True, withdraw=1)
    change = compare(store, reading_of([thing("B")], day(3)))
    assert counts(change) == (0, 1, 0)
    assert change.changed_fields == {}
    assert change.n_open_missing == 1  # A


def test_an_extract_whose_rows_are_never_open_misses_none(store):
    never = replace(SMALL, closes=None)
    put(store, day(1), thing("A"), thing("B"))
    change = compare(store, read_small(csv_of([thing("A")]), day(2), never), full=True)
    assert (change.n_withdrawn, change.n_open_missing) == (0, 0)
    assert counts(change) == (0, 0, 1)


def test_a_column_that_the_table_lacks_was_blank(store):
    put(store, day(1), thing("A"), thing("B"))
    headings = [f.title for f in WIDER.fields]
    rows = [(*thing("A"), ""), (*thing("B"), "7")]
    change = compare(store, read_small(csv_of(rows, headings), day(2), WIDER))
    assert counts(change) == (0, 1, 1)
    assert change.changed_fields == {"size": 1}


def test_rows_of_a_case_are_found_by_all_of_its_keys(store):
    both = replace(SMALL, keys=("thing", "colour"))
    put(store, day(1), thing("A", "red"))
    rows = [thing("A", "blue"), thing("A", "red")]
    assert counts(compare(store, read_small(csv_of(rows), day(2), both))) == (1, 0, 1)


# An older file, published late.


def test_a_late_file_is_compared_with_its_own_day(store):
    put(store, day(1), thing("A"))
    put(store, day(3), thing("A", "blue"), thing("C"))
    change = compare(store, reading_of([thing("A", "green"), thing("B")], day(2)))
    assert counts(change) == (1, 1, 0)
    assert change.n_open_missing == 0  # C came later
    assert change.rows.column("_revises").to_pylist() == [True, False]
    assert {r["_extract_day"] for r in change.rows.to_pylist()} == {day(2)}

"""Is the store with rows to be published what it is once they are published?"""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from extracts.effects.compare import compare
from extracts.store import Store
from tests.extracts.small import (
    SMALL,
    WIDER,
    csv_of,
    day,
    held,
    put,
    read_small,
    reading_of,
    thing,
)
from tests.extracts.test_store import STEPS, Beside

NAMES = [f.name for f in SMALL.fields]


def with_more(store, change, *, extract=SMALL, **how):
    """The rows that would be current, were the change published."""
    names = [f.name for f in extract.fields]
    with store.newest(extract, names, table=change.table, more=change.rows, **how) as newest:
        rows = [tuple(r.values()) for r in newest.to_arrow_table().to_pylist()]
    assert len(set(rows)) == len(rows)
    return set(rows)


def views(days):
    """Ways to look at a store: now and as at days, with what was withdrawn and without."""
    return [
        {"as_at": as_at, "withdrawn": withdrawn}
        for as_at in (None, *days)
        for withdrawn in (False, True)
    ]


class Ahead(Beside):
    """A store of which each state is foretold."""

    def publish(self, rows, on, full):
        change = compare(self.store, reading_of(rows, on), full=full)
        ways = views(map(day, range(1, 5)))
        foretold = [with_more(self.store, change, **how) for how in ways]
        before = self.store.version(SMALL)
        super().publish(rows, on, full)
        if self.store.version(SMALL) > before:
            assert foretold == [held(self.store, **how) for how in ways]


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_what_is_foretold_is_what_publishing_makes(steps):
    with tempfile.TemporaryDirectory() as folder:
        ahead = Ahead(Path(folder))
        for step in steps:
            ahead.step(*step)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def test_in_an_empty_store_the_new_rows_are_all_there_is(store, tmp_path):
    change = compare(store, reading_of([thing("A")], day(1)))
    assert with_more(store, change) == {thing("A")}
    assert not (tmp_path / "store").exists()


def test_new_rows_stand_beside_those_published(store):
    put(store, day(1), thing("A"))
    change = compare(store, reading_of([thing("B")], day(2)))
    assert with_more(store, change) == {thing("A"), thing("B")}
    assert with_more(store, change, as_at=day(1)) == {thing("A")}


def test_a_changed_row_stands_in_place_of_the_one_published(store):
    put(store, day(1), thing("A"), thing("B"))
    change = compare(store, reading_of([thing("A", "blue")], day(2)))
    assert with_more(store, change) == {thing("A", "blue"), thing("B")}
    assert with_more(store, change, as_at=day(1)) == {thing("A"), thing("B")}
    assert held(store) == {thing("A"), thing("B")}  # nothing was written


def test_a_column_that_the_table_lacks_is_in_the_new_rows(store):
    put(store, day(1), thing("A"))
    rows = [(*thing("B"), "7")]
    reading = read_small(csv_of(rows, [f.title for f in WIDER.fields]), day(2), WIDER)
    change = compare(store, reading)
    assert with_more(store, change, extract=WIDER) == {(*thing("A"), None), (*thing("B"), 7)}

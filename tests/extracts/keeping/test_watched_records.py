import pyarrow as pa
import pytest

from extracts.errors import StoreError
from extracts.keeping import watched_records
from extracts.keeping.watched_records import WatchedRecords
from extracts.store import Store


@pytest.fixture
def store(own_store):
    return Store(own_store)


def put(store, name):
    store.append_records("words", pa.table({"name": [name]}))


def held(rows):
    return sorted(row["name"] for row in rows)


def test_a_watched_table_is_read_when_it_has_changed_and_only_then(store, monkeypatch):
    reads, read = [], watched_records.rows_of
    monkeypatch.setattr(watched_records, "rows_of", lambda table: reads.append(1) or read(table))
    watched = WatchedRecords(store, "words")
    assert watched.rows() == []
    put(store, "a")
    assert held(watched.rows()) == held(watched.rows()) == ["a"]
    assert len(reads) == 1
    put(store, "b")
    store.drop_records("words", "name = 'a'", days=1)
    assert held(watched.rows()) == held(watched.rows()) == ["b"]
    assert len(reads) == 2


def test_a_watched_table_that_was_put_right_is_read_again(store, own_store):
    put(store, "a")
    watched = WatchedRecords(store, "words")
    (file,) = (own_store / "words").glob("*.parquet")
    moved = file.rename(own_store / "away")
    for _ in range(2):
        with pytest.raises(StoreError, match="cannot read words"):
            watched.rows()
    moved.rename(file)
    assert held(watched.rows()) == ["a"]

"""Is the newest version that can be read found, and its history with it? Faults: tests/faults."""

from types import SimpleNamespace

import pytest

from extracts.errors import StoreDamaged
from extracts.intake import undo
from extracts.keeping.last_good import Good, history_until, last_good
from extracts.store import Store
from tests.extracts.small import NOW, OPENED, SMALL, day, numbers, put, thing
from tests.extracts.test_purge import remove


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "a store")


def test_of_a_whole_store_it_is_the_newest(store):
    assert last_good(store, SMALL) == Good(version=-1)
    put(store, day(1), thing("A"))
    put(store, day(2), thing("B"))
    assert last_good(store, SMALL) == Good(version=2)


def test_history_entry_by_entry_is_the_history(store):
    put(store, day(1), thing("A", closed=OPENED), thing("B"))
    remove(store)
    put(store, day(2), thing("B", "blue"))
    undo(store, SMALL, who="Ann", now=NOW)
    version = store.version(SMALL)
    assert history_until(store, SMALL, version) == store.history(SMALL)
    assert numbers(history_until(store, SMALL, version - 1)) == [1, 2, 3]
    assert [p.is_undone for p in history_until(store, SMALL, version - 1)] == [False] * 3


def test_a_version_with_nothing_published_is_not_gone_back_to(store, tmp_path):
    put(store, day(1), thing("A"))
    newest = tmp_path / "a store" / "small" / "_delta_log" / f"{1:020}.json"
    newest.write_bytes(b"")
    with pytest.raises(StoreDamaged, match=r"entry .*01\.json is empty"):
        last_good(store, SMALL)


def test_a_version_whose_publications_were_all_undone_is_not_gone_back_to(store, tmp_path):
    put(store, day(1), thing("A"))
    undo(store, SMALL, who="Ann", now=NOW)
    put(store, day(2), thing("B"))
    newest = tmp_path / "a store" / "small" / "_delta_log" / f"{3:020}.json"
    newest.write_bytes(b"{")
    assert last_good(store, SMALL).version == 1  # where the first still held


def test_of_an_address_with_a_scheme_the_rows_are_looked_at_as_well(tmp_path):
    store = Store(f"file://{tmp_path}/store")
    put(store, day(1), thing("A"))
    put(store, day(2), thing("A", "blue"))
    files = (tmp_path / "store").rglob("_kind=row/*.parquet")
    _, newest = sorted(files, key=lambda p: p.stat().st_mtime_ns)
    newest.unlink()
    assert last_good(store, SMALL).version == 1


def test_of_an_object_store_what_opens_is_good(monkeypatch):
    there = SimpleNamespace(table_uri="s3://box/store/small", version=lambda: 7)
    store = Store("s3://box/store")
    monkeypatch.setattr(store, "table", lambda *_: there)
    assert last_good(store, SMALL) == Good(version=7)


def test_damage_that_is_not_in_a_folder_is_said(monkeypatch):
    def damaged(*_):
        raise StoreDamaged("gone")

    store = Store("s3://box/store")
    monkeypatch.setattr(Store, "table", damaged)
    with pytest.raises(StoreDamaged, match="gone"):
        last_good(store, SMALL)

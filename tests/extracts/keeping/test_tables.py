import shutil
from dataclasses import replace
from threading import Barrier, Thread

import pyarrow as pa
import pytest
from deltalake import DeltaTable, Schema

from extracts.errors import StoreError
from extracts.keeping.faults import Conflict
from extracts.keeping.table_columns import BOOKKEEPING, lacks, table_schema
from extracts.keeping.tables import DEFAULT, Tables
from extracts.publications import Publication
from extracts.rows import kept
from extracts.store import Store
from tests.extracts.small import (
    NOW,
    OPENED,
    SMALL,
    WIDER,
    Interrupted,
    day,
    held,
    numbers,
    put,
    thing,
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def one_row(number, extract=SMALL):
    given = pa.table({"thing": ["A"], "colour": ["red"], "opened_on": [OPENED]})
    stamp = {"_extract_day": OPENED, "_publication": number, "_revises": number > 1}
    return kept(given, extract, _kind="row", _case=1, **stamp)


def record(number):
    return Publication(number=number, extract="small", at=NOW, extract_day=OPENED)


def test_the_address_is_as_given_else_of_the_environment_else_a_folder_git_ignores(monkeypatch):
    monkeypatch.setenv("DASHBOARD_STORE", "az://box/store/")
    assert Tables("elsewhere").address == "elsewhere"
    assert Tables().address == "az://box/store"
    monkeypatch.delenv("DASHBOARD_STORE")
    assert Tables().address == str(DEFAULT)
    assert f"{DEFAULT.name}/" in (DEFAULT.parent / ".gitignore").read_text("utf-8").split()


def test_an_address_that_is_no_folder_is_left_to_the_library(tmp_path):
    store = Store(f"file://{tmp_path}/store")
    put(store, day(1), thing("A"))
    assert held(store) == held(Store(tmp_path / "store")) == {thing("A")}


def test_where_nothing_was_published_there_is_no_table(store, tmp_path):
    assert store.table(SMALL) is None
    assert store.version(SMALL) == -1
    assert store.history(SMALL) == []
    assert store.state([SMALL]) == (("small", -1),)
    assert not (tmp_path / "store").exists()


def test_every_extract_has_a_place_in_the_state(store):
    assert [key for key, _ in store.state()] == [
        "charging", "disclosure", "victim_letters", "reviews"
    ]  # fmt: skip


def test_the_state_changes_with_every_publication_and_undo(store):
    states = {store.state([SMALL])}
    for number in (1, 2):
        put(store, day(number), thing("A", "red" if number == 1 else "blue"))
        states.add(store.state([SMALL]))
    assert len(states) == 3


def test_the_tables_keep_their_log_for_ten_years(store):
    table = store.table_for_writing(SMALL)
    kept_for = {k: v for k, v in table.metadata().configuration.items() if "Duration" in k}
    assert kept_for == {
        "delta.logRetentionDuration": "interval 3650 days",
        "delta.deletedFileRetentionDuration": "interval 3650 days",
    }


def test_making_a_table_that_is_there_changes_nothing(store):
    first = store.table_for_writing(SMALL)
    assert store.table_for_writing(SMALL).version() == first.version() == 0
    assert [f.name for f in first.schema().fields] == table_schema(SMALL).names
    assert table_schema(SMALL).names[-len(BOOKKEEPING) :] == BOOKKEEPING.names


def test_numbers_follow_each_other(store):
    table = store.table_for_writing(SMALL)
    assert store.next_number(table) == 1
    store.append(SMALL, table, one_row(1), record(1))
    assert store.next_number(store.table(SMALL)) == 2


def test_a_store_of_before_cases_had_numbers_is_said_in_words(store, tmp_path):
    old = pa.schema([f for f in table_schema(SMALL) if f.name != "_case"])
    DeltaTable.create(tmp_path / "store" / "small", Schema.from_arrow(old))
    with pytest.raises(StoreError, match=r"early version of this program.*empty folder"):
        store.current(SMALL)


def test_a_second_publication_of_one_number_is_a_conflict(store):
    store.table_for_writing(SMALL)
    mine, theirs = store.table(SMALL), store.table(SMALL)
    store.append(SMALL, theirs, one_row(1), record(1))
    with pytest.raises(Conflict):
        store.append(SMALL, mine, one_row(1), record(1))
    assert numbers(store.history(SMALL)) == [1]


def test_an_undo_of_a_table_that_has_moved_on_is_a_conflict(store):
    put(store, day(1), thing("A"))
    mine = store.table(SMALL)
    put(store, day(2), thing("B"))
    with pytest.raises(Conflict):
        store.restore(SMALL, mine, 0, replace(record(2), undoes=(1,)))
    assert held(store) == {thing("A"), thing("B")}


def test_history_and_numbers_are_whole_beyond_a_checkpoint(store, tmp_path):
    table = store.table_for_writing(SMALL)
    for number in range(1, 106):
        store.append(SMALL, table, one_row(number), record(number))
    assert list((tmp_path / "store" / "small" / "_delta_log").glob("*.checkpoint.parquet"))
    history = Store(tmp_path / "store").history(SMALL)
    assert numbers(history) == [*range(1, 106)]
    assert [p.version for p in history] == [*range(1, 106)]
    assert store.next_number(store.table(SMALL)) == 106
    assert store.current(SMALL, version=3).num_rows == 1


def test_history_knows_its_versions_though_others_publish_while_it_is_read(tmp_path):
    put(Store(tmp_path), day(1), thing("A"))
    put(Store(tmp_path), day(2), thing("B"))
    store = Interrupted(tmp_path, 1, lambda other: put(other, day(3), thing("C")))
    history = store.history(SMALL)
    assert [(p.number, p.version) for p in history] == [(1, 1), (2, 2), (3, 3)]


def test_a_table_of_an_earlier_program_gets_the_column_that_it_lacks(store):
    store.append(SMALL, store.table_for_writing(SMALL), one_row(1), record(1))
    assert [f.name for f in lacks(store.table(WIDER), WIDER)] == ["size"]
    table = store.table_for_writing(WIDER)
    assert lacks(table, WIDER) == []
    assert store.current(WIDER).to_pylist() == [
        {"thing": "A", "colour": "red", "opened_on": OPENED, "closed_on": None, "size": None}
    ]


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_the_place_of_the_store_is_said_in_words(tmp_path, below):
    at = tmp_path / "store"
    at.write_text("not a folder")
    with pytest.raises(StoreError, match=r"should be a folder, but .*store is a file"):
        Store(at / below)
    assert at.read_text() == "not a folder"


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_that_comes_into_the_place_of_the_store_is_said_in_words(tmp_path, below):
    at = tmp_path / "store"
    store = Store(at / below)
    at.write_text("not a folder")
    with pytest.raises(
        StoreError, match=r"Small cannot be written to the store .*: (File exists|Not a d)"
    ):
        store.table_for_writing(SMALL)
    assert store.history(SMALL) == []


def test_a_table_that_cannot_be_written_is_said_in_words(store, tmp_path):
    put(store, day(1), thing("A"))
    table = store.table(SMALL)
    log = tmp_path / "store" / "small" / "_delta_log"
    shutil.move(log, log.with_name("moved"))
    log.write_text("not a folder")
    with pytest.raises(StoreError, match=r"cannot be written to the store.*What it held before is"):
        store.append(SMALL, table, one_row(2), record(2))


def test_small_tables_hold_records(store):
    assert store.records("layouts") == []
    store.append_records("layouts", pa.table({"name": ["one"]}))
    store.append_records("layouts", pa.table({"name": ["two"]}))
    assert sorted(r["name"] for r in store.records("layouts")) == ["one", "two"]


def test_small_tables_may_be_made_by_many_at_once(store):
    together = Barrier(8)

    def write(n):
        together.wait()
        store.append_records("layouts", pa.table({"name": [f"{n}"]}))

    threads = [Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r["name"] for r in store.records("layouts")) == [*"01234567"]


def test_small_tables_that_never_come_free_are_said_in_words(store, monkeypatch):
    def conflict(*_, **__):
        raise Conflict

    monkeypatch.setattr("extracts.keeping.small_tables.write_deltalake", conflict)
    with pytest.raises(StoreError, match="Others are writing layouts all the time"):
        store.append_records("layouts", pa.table({"name": ["one"]}))


def test_small_tables_that_cannot_be_written_or_read_are_said_in_words(tmp_path):
    store = Store(tmp_path / "store")
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(StoreError, match="Layouts cannot be written to the store"):
        store.append_records("layouts", pa.table({"name": ["one"]}))
    store = Store(tmp_path / "other")
    store.append_records("layouts", pa.table({"name": ["one"]}))
    next((tmp_path / "other" / "layouts").glob("*.parquet")).unlink()
    with pytest.raises(StoreError, match=r"The store cannot read layouts.*last backup"):
        store.records("layouts")

import json
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from extracts.keeping import small_tables
from extracts.keeping.faults import Conflict
from extracts.store import Store


@pytest.fixture
def store(own_store):
    return Store(own_store)


def put(store, *names, **given):
    store.append_records("words", pa.table({"name": list(names)}), **given)


def held(rows):
    return sorted(row["name"] for row in rows)


def test_rows_are_dropped_and_others_stay(store):
    put(store, "a", "b")
    put(store, "c")
    store.drop_records("words", "name < 'b'", days=1)
    assert held(store.records("words")) == ["b", "c"]


def test_the_files_of_dropped_rows_stay_for_their_days_and_no_longer(store, own_store):
    put(store, "a", days=1)
    (file,) = (own_store / "words").glob("*.parquet")
    store.drop_records("words", "name = 'a'", days=1)
    assert file.exists()
    for entry in (own_store / "words" / "_delta_log").glob("*.json"):  # as if it were long ago
        lines = [json.loads(line) for line in entry.read_text("utf-8").splitlines()]
        for line in lines:
            if "remove" in line:
                long_ago = datetime.now(UTC) - timedelta(days=2)
                line["remove"]["deletionTimestamp"] = int(long_ago.timestamp() * 1000)
        entry.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    store.drop_records("words", "name = 'a'", days=1)
    assert not file.exists()


def test_a_table_keeps_its_log_for_ten_years_unless_it_is_told_otherwise(store):
    put(store, "a")
    store.append_records("others", pa.table({"name": ["a"]}), days=30)

    def configured(name):
        return set(DeltaTable(f"{store.address}/{name}").metadata().configuration.values())

    assert configured("words") == {"interval 3650 days"}
    assert configured("others") == {"interval 30 days"}


def test_what_cannot_be_dropped_now_is_dropped_another_time(store, monkeypatch):
    def conflict(*_):
        raise Conflict

    put(store, "a")
    with monkeypatch.context() as patch:
        patch.setattr(small_tables.DeltaTable, "delete", conflict)
        store.drop_records("words", "name = 'a'", days=1)
    assert held(store.records("words")) == ["a"]
    store.drop_records("nowhere", "name = 'a'", days=1)
    assert not DeltaTable.is_deltatable(f"{store.address}/nowhere")

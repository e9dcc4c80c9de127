import json
import tempfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.effects.compare import compare
from extracts.errors import StoreError
from extracts.intake import publish, undo
from extracts.store import Store
from tests.extracts.beside import Beside
from tests.extracts.small import (
    NOW,
    OPENED,
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

FAULTY = date(2025, 1, 1)  # closed before it was opened
# Hypothesis keeps strategies to the end of the process. One with a function of ours in it would
# keep DuckDB as well, which then complains of leaks. So these are plain: thing -> (colour, closed).
ROWS = st.dictionaries(
    st.sampled_from("ABC"),
    st.tuples(st.sampled_from(["red", "blue"]), st.sampled_from([None, None, OPENED, FAULTY])),
    max_size=3,
)
FILES = st.tuples(
    st.just("publish"), ROWS, st.integers(1, 4), st.sampled_from([False, False, True])
)
STEPS = st.lists(
    st.one_of(
        FILES,
        FILES,
        FILES,
        st.tuples(st.just("again"), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.integers(0, 2)),
    ),
    max_size=8,
)


# The law: whatever is published and undone, in whatever order, the store shows what a slow model
# shows that keeps every file whole.


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_store_is_what_reading_every_file_again_gives(steps):
    with tempfile.TemporaryDirectory() as folder:
        beside = Beside(Path(folder))
        for step in steps:
            beside.step(*step)
            beside.check()
        beside.check_versions()


# By eye.


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def test_current_is_the_newest_row_of_each_thing(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A", "blue"))
    assert held(store) == {thing("A", "blue"), thing("B")}
    assert held(store, as_at=day(1)) == {thing("A"), thing("B")}
    assert held(store, version=1) == {thing("A"), thing("B")}
    assert held(store, as_at=date(2026, 10, 31)) == set()


def test_of_two_files_of_one_day_the_one_published_last_holds(store):
    put(store, day(1), thing("A", "red"))
    put(store, day(1), thing("A", "blue"))
    assert held(store) == {thing("A", "blue")}


def test_only_the_columns_asked_for_are_read(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A", "blue"))
    found = store.current(SMALL, ["colour", "_extract_day"])
    assert found.schema.names == ["colour", "_extract_day"]
    assert {tuple(r.values()) for r in found.to_pylist()} == {("blue", day(2)), ("red", day(1))}


def test_an_empty_store_has_columns_and_no_rows(store):
    found = store.current(SMALL)
    assert found.schema == SMALL.schema()
    assert found.num_rows == 0
    assert store.rejected(SMALL).empty


def test_types_are_as_declared_whatever_was_published(store):
    put(store, day(1), thing("A"))
    assert store.current(SMALL).schema == SMALL.schema()
    put(store, day(2), thing("A", "blue"))
    assert store.current(SMALL).schema == SMALL.schema()


def test_withdrawn_rows_are_shown_where_asked_for(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A"), full=True, withdraw=1)
    assert held(store) == {thing("A")}
    assert held(store, withdrawn=True) == {thing("A"), thing("B")}


def test_a_column_that_the_table_lacks_is_blank(store):
    put(store, day(1), thing("A"))
    assert store.current(WIDER).column("size").to_pylist() == [None]
    assert store.scan(WIDER, ["size", "thing"]).read_all().to_pylist() == [
        {"size": None, "thing": "A"}
    ]


def test_the_log_has_every_row_ever_published(store):
    put(store, day(1), thing("A"))
    put(store, day(2), thing("A", "blue"))
    put(store, day(3), thing("A", "blue"))
    rows = store.scan(SMALL, ["colour", "_extract_day"]).read_all().to_pylist()
    assert {tuple(r.values()) for r in rows} == {("red", day(1)), ("blue", day(2))}
    seen = store.scan(SMALL, ["_extract_day"], kind="seen").read_all().to_pylist()
    assert seen == [{"_extract_day": day(3)}]
    late = store.scan(SMALL, ["colour"], where="_publication > 1").read_all().to_pylist()
    assert late == [{"colour": "blue"}]
    assert store.scan(SMALL, ["colour"], version=1).read_all().num_rows == 1


def test_a_reader_sees_one_version_though_others_publish_while_it_reads(store, tmp_path):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A", "blue"))
    with store.newest(SMALL, ["thing", "colour"]) as newest:
        put(Store(tmp_path / "store"), day(3), thing("A", "green"), thing("B", "green"))
        assert set(newest.fetchall()) == {("A", "blue"), ("B", "red")}


# Rejected rows.

FAULTS = (thing("B", closed=FAULTY), ("C", "mauve", OPENED, None))


def test_a_case_keeps_its_number_and_no_number_is_given_twice(store):
    def given():
        found = store.current(SMALL, ["thing", "_case"], withdrawn=True).to_pylist()
        return {row["thing"]: row["_case"] for row in found}

    put(store, day(2), thing("C"), thing("A"))
    assert given() == {"C": 1, "A": 2}
    put(store, day(3), thing("B"), thing("A", "blue"), full=True, withdraw=1)
    assert given() == {"C": 1, "A": 2, "B": 3}
    put(store, day(1), thing("D"), thing("B", "green"))  # late: B is known from a later day
    assert given() == {"C": 1, "A": 2, "B": 3, "D": 4}
    undo(store, SMALL, who="somebody", now=NOW)
    put(store, day(4), thing("E"), thing("D"))
    assert given() == {"C": 1, "A": 2, "B": 3, "E": 5, "D": 6}
    assert {row["thing"]: row["_case"] for row in rows_of_the_log(store)} == given()


def rows_of_the_log(store):
    return store.scan(SMALL, ["thing", "_case"]).read_all().to_pylist()


def test_rejected_rows_are_kept_as_they_came_with_what_is_wrong(store):
    put(store, day(1), thing("A"), *FAULTS, name="small 1.csv")
    found = store.rejected(SMALL)
    assert list(found.columns) == [
        "publication", "file", "extract_day", "row", "cells", "findings"
    ]  # fmt: skip
    assert found["publication"].tolist() == [1, 1]
    assert found["file"].tolist() == ["small 1.csv"] * 2
    assert found["extract_day"].tolist() == [day(1)] * 2
    assert found["row"].tolist() == [3, 4]
    assert json.loads(found["cells"][1]) == {
        "Thing": "C", "Colour": "mauve", "Date opened": "2026-01-01", "Date closed": ""
    }  # fmt: skip
    (first,), (second,) = map(json.loads, found["findings"])
    assert first["heading"] == "Date closed"
    assert first["message"].startswith("It is closed before it was opened")
    assert (second["heading"], second["value"]) == ("Colour", "mauve")


def test_rejected_rows_are_those_of_publications_that_hold(store):
    put(store, day(1), thing("A"), FAULTS[0])
    put(store, day(2), thing("A"), FAULTS[1])
    assert store.rejected(SMALL)["publication"].tolist() == [1, 2]
    undo(store, SMALL, who="Ann", now=NOW)
    assert store.rejected(SMALL)["publication"].tolist() == [1]


def test_nothing_is_kept_of_a_column_that_is_not_declared(store, tmp_path):
    headings = ["Thing", "Name", "Colour", "Date opened", "Date closed"]
    rows = [
        ["A", "Jo Bloggs", "red", OPENED, ""],
        ["B", "Jo Bloggs", "mauve", OPENED, ""],  # rejected
        ["C", "Jo Bloggs", "red", OPENED, "", "", ""],  # too wide
        ["Jo Bloggs"],  # too narrow, and starts with the name
    ]
    reading = read_small(csv_of(rows, headings), day(1))
    done = publish(store, reading, who="Ann", now=NOW).publication
    assert (done.n_accepted, done.n_rejected) == (1, 3)
    assert store.rejected(SMALL)["cells"].tolist()[1:] == ["{}", "{}"]
    files = list((tmp_path / "store").rglob("*.parquet"))
    assert files
    kept = [str(pq.ParquetFile(file).read().to_pylist()) for file in files]
    assert "mauve" in "".join(kept)
    log = [p.read_text("utf-8") for p in (tmp_path / "store").rglob("*.json")]
    assert "Bloggs" not in "".join(kept + log)


# Damage.

DAMAGES = {
    "a log that is not JSON": lambda table: last(table, "*.json").write_text("{nothing"),
    "a log with a gap": lambda table: first(table, "*1.json").unlink(),
    "a file of rows that is gone": lambda table: first(table, "_kind=row/*.parquet").unlink(),
    "a file of rows that is junk": lambda table: first(table, "_kind=row/*.parquet").write_text(
        "?"
    ),
}
READERS = {
    "current": lambda store: store.current(SMALL),
    "as at a day": lambda store: store.current(SMALL, as_at=day(2)),
    "a comparison": lambda store: compare(store, reading_of([thing("A")], day(3))),
    "publishing": lambda store: put(store, day(3), thing("A", "green")),
}


def first(table, pattern):
    return min(p for p in table.rglob(pattern))


def last(table, pattern):
    return max(p for p in table.rglob(pattern))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_table_is_said_in_words(store, tmp_path, damage, reader):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(2), thing("A", "blue"))
    DAMAGES[damage](tmp_path / "store" / "small")
    with pytest.raises(StoreError, match=r"The store cannot read .*Small.*from the last backup\."):
        READERS[reader](store)


@pytest.mark.parametrize("read_it", [Store.history, Store.rejected, Store.version])
def test_a_damaged_log_is_said_in_words_to_all_who_read_it(store, tmp_path, read_it):
    put(store, day(1), thing("A"))
    DAMAGES["a log that is not JSON"](tmp_path / "store" / "small")
    with pytest.raises(StoreError, match="from the last backup"):
        read_it(store, SMALL)


def test_a_version_that_never_was_is_said_in_words(store):
    put(store, day(1), thing("A"))
    with pytest.raises(StoreError, match="The store cannot read Small at version 9"):
        held(store, version=9)

"""Are revisions only ever added, in turn, and refused where two would take the same place?"""

from datetime import UTC, datetime

import pytest

from extracts.errors import StoreError
from extracts.keeping import small_tables
from extracts.store import Store
from plan.log import TABLE, Change, held, save
from plan.merge import ChangedMeanwhile, Named

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(own_store):
    return Store(own_store)


def change(key, based_on=0, **fields):
    return Change(
        kind="action", key=key, fields=fields, based_on=based_on, named=Named(item=f"Item {key}")
    )


def put(store, *changes, who="Ann"):
    return save(store, lambda held: changes, who=who, now=NOW)


def numbers(store, key="a"):
    return [(r.number, r.who, dict(r.fields)) for r in held(store).history("action", key)]


def test_a_store_without_a_plan_holds_nothing_and_is_not_made_by_looking(store, own_store):
    assert held(store).newest("action") == {}
    assert held(store).history("action", "a") == []
    assert store.version_of(TABLE) == -1
    assert not own_store.exists()


def test_every_save_is_a_revision_and_the_newest_holds(store):
    put(store, change("a", x="1"))
    put(store, change("a", 1, x="2"), who="Bob")
    put(store, change("b", x="é\nß"))
    assert numbers(store) == [(1, "Ann", {"x": "1"}), (2, "Bob", {"x": "2"})]
    newest = held(store).newest("action")
    assert {key: r.number for key, r in newest.items()} == {"a": 2, "b": 1}
    assert newest["b"].fields == {"x": "é\nß"}
    assert newest["b"].at == NOW


def test_an_earlier_version_of_the_plan_can_be_read(store):
    put(store, change("a", x="1"))
    version = store.version_of(TABLE)
    put(store, change("a", 1, x="2"))
    assert held(store, version).newest("action")["a"].fields == {"x": "1"}
    assert held(store).newest("action")["a"].fields == {"x": "2"}
    assert held(store, -1).newest("action") == {}


def test_the_same_again_is_no_revision(store):
    put(store, change("a", x="1"))
    (same,) = put(store, change("a", 1, x=" 1 ", y=""), who="Bob")
    (again,) = put(store, change("a", 0, x="1"), who="Cal")  # a second click on a new one
    assert (same.who, same.number) == (again.who, again.number) == ("Ann", 1)
    assert len(numbers(store)) == 1


def test_changes_of_different_fields_are_both_kept(store):
    put(store, change("a", x="1", y="1"))
    put(store, change("a", 1, x="2", y="1"), who="Ann")
    put(store, change("a", 1, x="1", y="2"), who="Bob")  # did not see Ann's
    assert numbers(store)[-1] == (3, "Bob", {"x": "2", "y": "2"})


def test_changes_of_the_same_field_are_refused_and_nothing_is_lost(store):
    put(store, change("a", x="1"))
    put(store, change("a", 1, x="2"))
    before = numbers(store)
    with pytest.raises(ChangedMeanwhile, match=r'Item a was changed.*x: you wrote "3", and Ann'):
        put(store, change("b", x="new"), change("a", 1, x="3"), who="Bob")
    assert numbers(store) == before
    assert numbers(store, "b") == []  # all of a save or none of it
    put(store, change("a", 2, x="3"), who="Bob")  # having seen it
    assert numbers(store)[-1] == (3, "Bob", {"x": "3"})


def test_whoever_is_overtaken_looks_again(store, monkeypatch):
    put(store, change("a", x="1", y="1"))
    seen = []

    def slow(now_held):
        seen.append(now_held.newest("action")["a"].number)
        if len(seen) == 1:
            put(store, change("a", 1, x="2"), who="Bob")
        return [change("a", 1, y="2")]

    save(store, slow, who="Ann", now=NOW)
    assert seen == [1, 2]
    assert numbers(store)[1:] == [
        (2, "Bob", {"x": "2", "y": "1"}),
        (3, "Ann", {"x": "2", "y": "2"}),
    ]


def test_two_who_write_on_the_same_state_are_told_apart_by_the_store_itself(store, monkeypatch):
    put(store, change("a", x="1"))
    write, done = small_tables.write_deltalake, []

    def overtaken(table, rows, **how):
        if not done:
            done.append(True)
            put(store, change("a", 1, x="2"), who="Bob")
        write(table, rows, **how)

    monkeypatch.setattr(small_tables, "write_deltalake", overtaken)
    put(store, change("a", 1, y="9"), who="Ann")
    assert numbers(store)[1:] == [(2, "Bob", {"x": "2"}), (3, "Ann", {"x": "2", "y": "9"})]


def test_a_check_is_of_the_whole_with_what_others_saved(store):
    def check(fields):
        if fields.keys() == {"x", "y"}:
            raise StoreError("Not both.")

    put(store, change("a", x="1"))
    with pytest.raises(StoreError, match="Not both"):
        put(
            store,
            Change(
                kind="action",
                key="a",
                fields={"y": "1"},
                based_on=0,
                named=Named(item="It"),
                check=check,
            ),
        )
    assert len(numbers(store)) == 1


def test_a_store_that_is_always_busy_is_said_in_words(store, monkeypatch):
    put(store, change("a", x="1"))
    monkeypatch.setattr(store, "numbered", lambda name: (0, []))
    with pytest.raises(StoreError, match="Others are changing the improvement plan all the time"):
        put(store, change("a", x="2"))


def test_a_plan_that_lost_a_file_is_said_in_words_and_not_taken_for_an_empty_one(store, own_store):
    put(store, change("a", x="1"))
    (file,) = (own_store / TABLE).glob("*.parquet")
    file.unlink()
    for doing in (lambda: held(store), lambda: put(store, change("b", x="1"))):
        with pytest.raises(StoreError, match="cannot read the improvement plan"):
            doing()


def test_an_entry_of_the_log_that_a_power_cut_emptied_is_damage_and_no_older_plan(store, own_store):
    put(store, change("a", x="1"))
    put(store, change("a", 1, x="2"))
    (own_store / TABLE / "_delta_log" / f"{store.version_of(TABLE):020}.json").write_bytes(b"")
    with pytest.raises(StoreError, match="damaged or gone"):
        held(store)


def test_many_saves_stay_in_turn_when_the_files_are_put_together(store, monkeypatch):
    monkeypatch.setattr(small_tables, "_COMPACTED", 3)
    for n in range(8):
        put(store, change("a", n, x=str(n + 1)))
    assert [n for n, *_ in numbers(store)] == [*range(1, 9)]
    assert store.numbered(TABLE)[0] == 8

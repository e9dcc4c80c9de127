"""A pack that was issued stays as it was, has a number, and a correction has a reason."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from extracts.store import Store
from packs.content import to_json
from packs.errors import PackAltered, PackError
from packs.issuing import issued as issuing
from packs.issuing.issued import issue, issued, opened, settings_of
from tests.packs.made import pack as made_pack
from tests.packs.sources import AREA, MONTH

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
PACK = made_pack()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def put(store, pack=PACK, **more):
    return issue(store, pack, AREA, **{"who": "A secretary", "now": NOW} | more)


def test_it_comes_back_to_the_last_digit(store):
    done = put(store)
    assert (done.name, done.number, done.by, done.at) == (
        "2026-10/1",
        1,
        "A secretary",
        "2026-11-10T09:30:00+00:00",
    )
    record, pack = opened(store, MONTH, 1)
    assert (record, pack) == (done, PACK)
    assert to_json(pack) == to_json(PACK)


def test_nothing_was_issued_at_first(store):
    assert issued(store) == []
    with pytest.raises(PackError, match="No pack 2026-10/1 was issued"):
        opened(store, MONTH, 1)


def test_another_of_the_month_is_a_correction_with_a_reason(store):
    put(store)
    corrected = replace(PACK, in_one_minute=("Another sentence.",))
    with pytest.raises(PackError, match=r"2026-10/1 by A secretary\. It stays as it is\. To issue"):
        put(store, corrected, reason="  ")
    second = put(store, corrected, reason="Late charging extract of 30 October. ")
    assert (second.name, second.reason) == ("2026-10/2", "Late charging extract of 30 October.")
    assert opened(store, MONTH, 1)[1] == PACK
    assert opened(store, MONTH, 2)[1] == corrected
    assert [i.name for i in issued(store, MONTH)] == ["2026-10/1", "2026-10/2"]


def test_a_month_has_numbers_of_its_own(store):
    put(store)
    september = replace(PACK, month=date(2026, 9, 1))
    assert put(store, september).name == "2026-09/1"
    assert [i.name for i in issued(store)] == ["2026-10/1", "2026-09/1"]
    assert [i.name for i in issued(store, date(2026, 9, 1))] == ["2026-09/1"]
    with pytest.raises(PackError, match="Of October 2026 there is 2026-10/1"):
        opened(store, MONTH, 2)


def test_the_very_same_is_not_issued_twice(store):
    put(store)
    with pytest.raises(PackError, match="This very pack is 2026-10/1"):
        put(store, reason="Once more")
    assert len(issued(store)) == 1


def test_a_reason_is_not_a_page(store):
    with pytest.raises(PackError, match="501 characters; the most is 500"):
        put(store, reason="x" * 501)


def test_the_settings_are_kept_but_for_who_may_do_what(store):
    issue(store, PACK, replace(AREA, access={"people": "secret"}), who="A", now=NOW)
    kept = settings_of(store, MONTH, 1)
    assert kept["small_number"] == 10
    assert [u["name"] for u in kept["units"]] == ["Unit A", "Unit B"]
    assert "access" not in kept


def test_the_list_does_not_read_the_packs(store, monkeypatch):
    put(store)
    read = []
    records = Store.records

    def watched(self, name, *args, columns=None, **how):
        read.append(columns)
        return records(self, name, *args, columns=columns, **how)

    monkeypatch.setattr(Store, "records", watched)
    issued(store)
    assert read
    assert all(columns and "pack" not in columns for columns in read)


def rewrite(store, change):
    """The table as somebody with access to the folder might write it."""
    path = f"{store.address}/packs"
    table = DeltaTable(path)
    rows = [change(row) for row in pa.table(table.scan()).to_pylist()]
    write_deltalake(table, pa.Table.from_pylist([r for r in rows if r]), mode="overwrite")


def two(store):
    put(store)
    put(store, replace(PACK, in_one_minute=("Other.",)), reason="Late data")


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r | {"pack": r["pack"].replace("2026", "2027", 1)},
        lambda r: r | {"settings": r["settings"].replace("10", "11", 1)},
        lambda r: r | {"by": "Somebody else"} if r["number"] == "1" else r,
        lambda r: r | {"reason": "Another"} if r["number"] == "1" else r,
        lambda r: None if r["number"] == "2" else r | {"place": "2", "before": "x"},
    ],
    ids=["the figures", "the settings", "who issued it", "why", "one taken out"],
)
def test_what_was_changed_behind_our_back_is_not_shown(store, change):
    two(store)
    rewrite(store, change)
    with pytest.raises(PackAltered, match="2026-10/1 is not what was issued: its check sum"):
        opened(store, MONTH, 1)


def test_a_first_that_was_taken_out_is_missed(store):
    two(store)
    rewrite(store, lambda r: None if r["number"] == "1" else r)
    with pytest.raises(PackAltered, match="2026-10/2"):
        opened(store, MONTH, 2)


@pytest.mark.parametrize("number", [1, 3])
def test_one_that_was_taken_out_of_the_middle_is_missed_on_both_sides(store, number):
    two(store)
    put(store, replace(PACK, in_one_minute=("A third.",)), reason="Later data")
    rewrite(store, lambda r: None if r["number"] == "2" else r)
    with pytest.raises(PackAltered, match=f"2026-10/{number}"):
        opened(store, MONTH, number)


def test_one_of_another_form_says_so(store, monkeypatch):
    put(store, replace(PACK, form=0))
    with pytest.raises(PackError, match=r"issued by another version .* open the files"):
        opened(store, MONTH, 1)
    monkeypatch.setattr(issuing, "FORM", 0)
    monkeypatch.setattr(
        issuing, "from_json", lambda kept: issuing.msgspec.json.decode(b"3", type=str)
    )
    with pytest.raises(PackError, match="issued by another version"):
        opened(store, MONTH, 1)


def test_of_two_who_issue_at_once_the_second_needs_a_reason(store, tmp_path):
    ready = threading.Barrier(2)
    said = []

    def one(n):
        mine = Store(tmp_path / "store")
        ready.wait()
        try:
            said.append(put(mine, replace(PACK, in_one_minute=(f"{n}",)), who=f"Person {n}").name)
        except PackError as why:
            said.append(str(why))

    people = [threading.Thread(target=one, args=(n,)) for n in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    first, second = sorted(said)
    assert first == "2026-10/1"
    assert second.startswith("A pack of October 2026 was issued already, 2026-10/1 by Person")
    assert len(issued(store)) == 1
    opened(store, MONTH, 1)


def test_many_who_give_reasons_get_a_number_each(store, tmp_path):
    put(store)

    def one(n):
        pack = replace(PACK, in_one_minute=(f"{n}",))
        put(Store(tmp_path / "store"), pack, reason=f"Because {n}")

    people = [threading.Thread(target=one, args=(n,)) for n in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert [i.number for i in issued(store)] == [1, 2, 3, 4, 5, 6, 7]
    for n in range(1, 8):
        opened(store, MONTH, n)

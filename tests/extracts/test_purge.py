"""Is what was over removed for good, and nothing else touched?"""

import os
import random
import shutil
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.charging_extract import CHARGING
from extracts.errors import PublicationRefused, StoreError
from extracts.intake import publish, undo
from extracts.keeping.faults import Conflict
from extracts.publications import live
from extracts.purge import purge, removal
from extracts.refusals import NotConfirmed
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics.cases import end_to_end, police_response
from tests.extracts.beside import Beside
from tests.extracts.processes import start_command
from tests.extracts.small import (
    NOW,
    OPENED,
    SMALL,
    Interrupted,
    csv_of,
    day,
    held,
    numbers,
    put,
    read_small,
    thing,
)
from tests.extracts.test_store import FILES

AFTER = date(2026, 1, 2)  # the day after everything that closes closes
STEPS = st.lists(
    st.one_of(
        FILES,
        FILES,
        FILES,
        st.tuples(st.just("again"), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.integers(0, 2)),
        st.tuples(st.just("purge"), st.sampled_from([OPENED, AFTER, day(2), day(4)])),
    ),
    max_size=8,
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def remove(store, before=AFTER, extract=SMALL, **how):
    """Purge an extract, whatever the number."""
    confirm = removal(store, extract, before).n
    how = {"confirm": confirm, "who": "Ann", "now": NOW, "wait": 0} | how
    return purge(store, [extract], before, **how)


def bytes_of(folder):
    """Everything that a store keeps: names, texts, the values of every file of rows."""
    texts = []
    for path in Path(folder).rglob("*"):
        if path.suffix == ".parquet":
            texts.append(str(pq.ParquetFile(path).read().to_pylist()))
            texts.append(path.read_bytes().decode("latin-1"))
        elif path.is_file():
            texts.append(path.read_text("utf-8"))
        texts.append(path.name)
    return "\n".join(texts)


# The law: whatever is published, undone and purged, in whatever order, what is left is what
# reading every file again gives, had it never held what was purged.


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_what_is_left_is_what_the_files_give_without_what_was_purged(steps):
    with tempfile.TemporaryDirectory() as folder:
        beside = Beside(Path(folder))
        for step in steps:
            beside.step(*step)
            beside.check()
        beside.check_versions()


def kept_rows(store, extract, gone, **how):
    """The current rows of the cases that are not among those gone, in one order."""
    names = [f.name for f in extract.fields]
    table = store.current(extract, [*names, "_case"], **how)
    table = table.filter(pc.invert(pc.is_in(table[extract.keys[0]], gone)))
    return table.sort_by("_case")


def test_no_figure_of_the_cases_that_stay_changes(built_store, tmp_path):
    shutil.copytree(built_store("sample"), tmp_path / "store")
    store, before = Store(tmp_path / "store"), date(2025, 9, 1)
    days = {
        e.key: sorted({p.extract_day for p in live(store.history(e))}) for e in EXTRACTS.values()
    }
    gone = {
        k: removal(store, e, before).keys.column(0).combine_chunks() for k, e in EXTRACTS.items()
    }
    reads = [{}, {"withdrawn": True}]
    was = {
        k: [
            kept_rows(store, e, gone[k], **how)
            for how in [*reads, *({"as_at": d} for d in days[k])]
        ]
        for k, e in EXTRACTS.items()
    }
    cases = [
        made(was["charging"][0], as_of=days["charging"][-1])
        for made in (end_to_end, police_response)
    ]
    n = sum(removal(store, e, before).n for e in EXTRACTS.values())

    made = purge(store, EXTRACTS.values(), before, confirm=n, who="Ann", now=NOW, wait=0)

    assert [p.extract for p in made] == list(EXTRACTS)
    assert [p.n_purged for p in made] == [len(gone[k]) for k in EXTRACTS]
    assert all(len(g) > 500 for g in gone.values())
    nothing = pa.array([], pa.string())
    for k, e in EXTRACTS.items():
        now = [
            kept_rows(store, e, nothing, **how)
            for how in [*reads, *({"as_at": d} for d in days[k])]
        ]
        assert now == was[k]
        assert now[0].num_rows > 1000
    rows = store.current(CHARGING)
    assert cases == [
        made(rows, as_of=days["charging"][-1]) for made in (end_to_end, police_response)
    ]


# What is over.


def gone(store, extract=SMALL, before=AFTER):
    return sorted(removal(store, extract, before).keys.column(0).to_pylist())


def test_what_is_closed_on_the_day_itself_or_open_stays(store):
    put(store, day(1), thing("A", closed=OPENED), thing("B"), thing("C", closed=date(2026, 1, 2)))
    assert gone(store, before=OPENED) == []
    assert gone(store, before=AFTER) == ["A"]
    going = removal(store, SMALL, day(9))
    assert sorted(going.keys["thing"].to_pylist()) == ["A", "C"]
    assert (going.by_year, going.n_rows, going.n_rejected, going.n_kept) == ({2026: 2}, 2, 0, 1)


def test_what_a_full_file_withdrew_was_over_on_that_files_day(store):
    put(store, day(1), thing("A"), thing("B"))
    put(store, day(3), thing("A"), full=True, withdraw=1)
    assert gone(store, before=day(3)) == []
    assert gone(store, before=day(4)) == ["B"]


def submission(urn, number, decided="", outcome="", received="2024-01-01"):
    row = ["", "Cumbria Crown Court Hub", "Crown Court", "28 day", "No"]
    return {
        "URN": urn, "Submission": number, "Unit": row[1], "Casework type": row[2],
        "Review track": row[3], "In custody": row[4], "Date received": received,
        "Date decided": decided, "Outcome": outcome,
    }  # fmt: skip


def test_a_charging_case_goes_whole_and_only_when_nothing_follows(tmp_path):
    rows = [
        submission("06AA0000001", 1, "2024-02-01", "Charge"),
        submission("06AA0000002", 1, "2024-02-01", "Action plan"),
        submission("06AA0000003", 1, "2024-02-01", "Action plan"),
        submission("06AA0000003", 2, "2024-04-01", "No further action", received="2024-03-01"),
        submission("06AA0000004", 1, "2024-02-01", "Action plan"),
        submission("06AA0000004", 2, received="2024-03-01"),
        submission("06AA0000005", 1, "2024-02-01", ""),
        submission("06AA0000006", 1, "2024-02-01", "Charge"),
        submission("06AA0000006", 2, "2025-04-01", "Charge", received="2024-03-01"),
    ]
    store = Store(tmp_path / "store")
    file = csv_of([r.values() for r in rows], rows[0])
    reading = read_small(file, date(2026, 11, 1), CHARGING)
    assert reading.n_accepted == len(rows)
    publish(store, reading, who="Ann", now=NOW)
    assert gone(store, CHARGING, date(2025, 1, 1)) == ["06AA0000001", "06AA0000003"]
    going = removal(store, CHARGING, date(2025, 1, 1))
    assert (going.n_rows, going.by_year) == (3, {2024: 2})


# For good.


def test_nothing_of_what_was_purged_is_left_in_any_file(store, tmp_path):
    put(store, day(1), thing("GOING1", closed=OPENED), thing("STAYING"), thing("GOING2"))
    put(store, day(2), thing("GOING2", "blue"), thing("STAYING", "blue"))
    put(store, day(3), thing("GOING2", closed=OPENED), ("GOING1", "mauve", OPENED, None))
    put(store, day(4), thing("GOING1", closed=OPENED), thing("GOING2", closed=OPENED))
    put(store, day(5), thing("GOING1", closed=OPENED), name="again.csv")
    undo(store, SMALL, who="Ann", now=NOW)
    store.table(SMALL).create_checkpoint()
    assert "GOING1" in bytes_of(tmp_path)
    (done,) = remove(store)
    assert (done.n_purged, done.n_purged_rejected) == (2, 1)
    store.table(SMALL).create_checkpoint()
    assert "GOING" not in bytes_of(tmp_path / "store")
    assert held(store) == {thing("STAYING", "blue")}
    assert held(store, as_at=day(1)) == {thing("STAYING")}


def test_rejected_rows_of_older_extracts_go_though_their_case_stays(store):
    put(store, day(1), thing("A"), ("B", "mauve", OPENED, None))
    put(store, day(2), thing("A"), ("C", "mauve", OPENED, None))
    (done,) = remove(store, day(2))
    assert (done.n_purged, done.n_purged_rejected) == (0, 1)
    assert store.rejected(SMALL)["publication"].tolist() == [2]


def test_what_a_killed_load_left_behind_goes_when_it_is_a_day_old(store, tmp_path):
    put(store, day(1), thing("A", closed=OPENED), thing("B"))
    old, new = (tmp_path / "store" / "small" / "_kind=row" / f"{n}.parquet" for n in ("old", "new"))
    for file, age in ((old, 25), (new, 23)):
        file.write_bytes(b"rows of nobody")
        then = time.time() - age * 3600
        os.utime(file, (then, then))
    remove(store)
    assert (old.exists(), new.exists()) == (False, True)


def test_history_says_what_was_purged_and_the_number_of_the_purge_is_its_own(store):
    put(store, day(1), thing("A", closed=OPENED), thing("B"))
    (done,) = remove(store, note="Retention schedule 4")
    (first, entry) = store.history(SMALL)
    assert entry == done
    assert (entry.number, entry.is_purge, entry.purged_before) == (2, True, AFTER)
    assert (entry.n_purged, entry.note, entry.who, entry.is_final) == (
        1,
        "Retention schedule 4",
        "Ann",
        False,
    )
    assert first.is_final
    assert numbers(live(store.history(SMALL))) == [1]


def test_no_case_is_given_the_number_of_one_that_was_purged(store):
    put(store, day(1), thing("B"), thing("A", closed=OPENED))
    remove(store)
    put(store, day(2), thing("A", closed=OPENED), thing("C"))
    given = store.current(SMALL, ["thing", "_case"]).to_pylist()
    assert {r["thing"]: r["_case"] for r in given} == {"B": 1, "A": 3, "C": 4}


def test_the_very_same_file_brings_nothing_back_and_another_does(store):
    rows = [thing("A", closed=OPENED), thing("B")]
    put(store, day(1), *rows)
    remove(store)
    assert put(store, day(1), *rows).was_already
    assert held(store) == {thing("B")}
    put(store, day(2), *rows)
    assert held(store) == set(rows)


# What is refused.


def test_nothing_before_a_purge_can_be_undone_and_what_came_after_can(store):
    put(store, day(1), thing("A", closed=OPENED), thing("B"))
    remove(store)
    with pytest.raises(PublicationRefused, match=r"Small no\. 1 was published before a purge"):
        undo(store, SMALL, who="Ann", now=NOW)
    put(store, day(2), thing("B", "blue"))
    put(store, day(3), thing("B", "green"))
    with pytest.raises(PublicationRefused, match="before a purge"):
        undo(store, SMALL, who="Ann", now=NOW, number=1, and_later=True)
    undo(store, SMALL, who="Ann", now=NOW, number=3, and_later=True)
    assert held(store) == {thing("B")}
    with pytest.raises(PublicationRefused, match=r"no publication no\. 2 to undo"):
        undo(store, SMALL, who="Ann", now=NOW, number=2, and_later=True)


@pytest.mark.parametrize("confirm", [0, 2, -1])
def test_the_wrong_number_removes_nothing(store, confirm):
    put(store, day(1), thing("A", closed=OPENED), thing("B"))
    with pytest.raises(
        NotConfirmed, match="It would remove 1 cases and rejected rows for good"
    ) as no:
        remove(store, confirm=confirm)
    assert no.value.n == 1
    assert held(store) == {thing("A", closed=OPENED), thing("B")}


def test_a_day_that_has_not_come_is_refused(store):
    with pytest.raises(PublicationRefused, match="02/12/2026 has not come yet"):
        remove(store, date(2026, 12, 2))


def test_a_note_that_is_too_long_is_refused_and_nothing_is_removed(store):
    put(store, day(1), thing("A", closed=OPENED))
    with pytest.raises(PublicationRefused, match="The note has 501 characters; the most is 500"):
        remove(store, note="x" * 501)
    assert held(store) == {thing("A", closed=OPENED)}


def test_where_there_is_nothing_nothing_is_done(store):
    assert remove(store) == []
    put(store, day(1), thing("B"))
    before = store.version(SMALL)
    assert remove(store) == []
    assert store.version(SMALL) == before


# Others at the same time.


def test_a_publication_in_between_that_changes_nothing_of_it_is_kept(tmp_path):
    put(Store(tmp_path), day(1), thing("A", closed=OPENED), thing("B"))
    n = removal(Store(tmp_path), SMALL, AFTER).n
    store = Interrupted(tmp_path, 3, lambda other: put(other, day(2), thing("C")))
    remove(store, confirm=n)
    assert held(store) == {thing("B"), thing("C")}
    assert numbers(store.history(SMALL)) == [1, 2, 3]


def test_a_publication_in_between_that_changes_the_number_stops_it(tmp_path):
    put(Store(tmp_path), day(1), thing("A", closed=OPENED), thing("B"))

    class Between(Store):
        def overwrite(self, *how):
            put(Store(tmp_path), day(2), thing("B", closed=OPENED))
            super().overwrite(*how)

    with pytest.raises(PublicationRefused, match="Others published Small meanwhile, and 2 of it"):
        remove(Between(tmp_path), confirm=1)
    assert numbers(Store(tmp_path).history(SMALL)) == [1, 2]


def test_a_file_compared_before_a_purge_is_compared_again(tmp_path, monkeypatch):
    put(Store(tmp_path), day(1), thing("A", closed=OPENED), thing("B"))
    monkeypatch.setattr("extracts.purge.remove_files", lambda *_: None)  # still waiting for readers
    store = Interrupted(tmp_path, 3, remove)
    put(store, day(2), thing("A", closed=OPENED), thing("B", "blue"))
    assert held(store) == {thing("A", closed=OPENED), thing("B", "blue")}


def test_a_comparison_that_takes_longer_than_the_wait_is_not_called_damage(tmp_path):
    put(Store(tmp_path), day(1), thing("A", closed=OPENED), thing("B"))
    with pytest.raises(StoreError, match=r"Small was purged on 01/12/2026.*Do it again"):
        put(Interrupted(tmp_path, 3, remove), day(2), thing("B", "blue"))
    assert held(Store(tmp_path)) == {thing("B")}


def test_others_that_publish_all_the_time_are_said(store, monkeypatch):
    put(store, day(1), thing("A", closed=OPENED))

    def conflict(*_):
        raise Conflict

    monkeypatch.setattr(Store, "overwrite", conflict)
    monkeypatch.setattr("extracts.keeping.turns.MOST", 3)
    with pytest.raises(StoreError, match="Others are publishing Small all the time"):
        remove(store)


def test_who_reads_meanwhile_is_answered(store, tmp_path, monkeypatch):
    rows = [thing(f"T{n}", closed=OPENED if n % 2 else None) for n in range(400)]
    put(store, day(1), *rows)
    put(store, day(2), *(thing(f"T{n}", "blue", OPENED if n % 2 else None) for n in range(300)))
    seen, stop = [], threading.Event()

    def read_on():
        other = Store(tmp_path / "store")
        while not stop.is_set():
            version = other.version(SMALL)
            time.sleep(0.01)
            seen.append(len(held(other, version=version)))

    def until_two_more_are_read(_=None):  # so that whoever read the version before has it
        least = len(seen) + 2
        while len(seen) < least and reader.is_alive():
            time.sleep(0.01)

    monkeypatch.setattr("extracts.purge.time", SimpleNamespace(sleep=until_two_more_are_read))
    reader = threading.Thread(target=read_on)
    reader.start()
    until_two_more_are_read()
    remove(store, wait=1)
    until_two_more_are_read()
    stop.set()
    reader.join()
    assert set(seen) == {400, 200}
    assert seen == sorted(seen, reverse=True)


def test_a_version_that_was_purged_is_not_called_damaged(store):
    put(store, day(1), thing("A", closed=OPENED), thing("B"))
    version = store.version(SMALL)
    remove(store)
    with pytest.raises(StoreError, match=r"Small was purged on 01/12/2026.*Do it again"):
        held(store, version=version)


# Stopped anywhere.


def stopped(*_):
    raise KeyboardInterrupt


def test_a_purge_that_was_stopped_before_its_files_were_removed_goes_on(
    store, tmp_path, monkeypatch
):
    put(store, day(1), thing("GOING", closed=OPENED), thing("B"))
    with monkeypatch.context() as patch:
        patch.setattr("extracts.purge.remove_files", stopped)
        with pytest.raises(KeyboardInterrupt):
            remove(store)
    assert held(store) == {thing("B")}
    assert "GOING" in bytes_of(tmp_path / "store")
    put(store, day(2), thing("B", "blue"))
    put(store, day(3), thing("B", "green"))
    undo(store, SMALL, who="Ann", now=NOW)
    going = removal(store, SMALL, AFTER)
    assert (going.n, going.unfinished) == (0, 2)
    assert remove(store) == []
    assert "GOING" not in bytes_of(tmp_path / "store")
    assert removal(store, SMALL, AFTER).unfinished is None
    assert held(store) == {thing("B", "blue")}
    assert held(store, version=store.history(SMALL)[-2].version) == {thing("B", "green")}


KILLS = 2


@pytest.mark.slow
@pytest.mark.parametrize("nth", range(KILLS))
def test_a_purge_that_is_killed_is_done_or_not_and_goes_on(nth, built_store, tmp_path):
    folder = tmp_path / "store"
    shutil.copytree(built_store("sample"), folder)
    before = date(2025, 1, 1)
    store = Store(folder)
    plan = {k: removal(store, e, before) for k, e in EXTRACTS.items()}
    gone = {k: set(r.keys.column(0).to_pylist()) for k, r in plan.items()}
    n, day_ = sum(r.n for r in plan.values()), before.isoformat()
    was = {k: store.current(e, [e.keys[0]]).num_rows for k, e in EXTRACTS.items()}
    command = ("purge", "--before", day_, "--wait", "0", "--confirm", str(n))
    versions = {k: store.version(e) for k, e in EXTRACTS.items()}

    process = start_command(folder, *command)
    of = list(EXTRACTS)[nth % 4]
    while process.poll() is None and store.version(EXTRACTS[of]) == versions[of]:
        time.sleep(0.002)
    time.sleep(random.Random(nth).random() / 10)
    process.kill()
    process.communicate(timeout=60)

    left = 0
    for k, e in EXTRACTS.items():
        now = store.current(e, [e.keys[0]])
        still = gone[k] & set(now.column(0).to_pylist())
        assert still in (set(), gone[k])
        assert now.num_rows <= was[k]
        left += removal(store, e, before).n
    again = start_command(folder, *command[:-1], str(left))
    assert again.wait(timeout=120) == 0, again.communicate()
    again.communicate()
    for k, e in EXTRACTS.items():
        assert not gone[k] & set(store.current(e, [e.keys[0]]).column(0).to_pylist())
        there = {p.resolve() for p in (folder / k).glob("_kind=*/*.parquet")}
        assert {Path(u).resolve() for u in store.table(e).file_uris()} <= there
        kept = [pq.ParquetFile(p).read([e.keys[0]]).column(0).to_pylist() for p in there]
        assert not gone[k] & {key for keys in kept for key in keys}

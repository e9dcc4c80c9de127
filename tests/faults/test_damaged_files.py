"""A file of the store is damaged or gone: the dashboard opens on the last good version, or says
why it cannot.

Each fault is named by what happened. Nothing is published over it, and nothing more is lost.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from deltalake import DeltaTable

from extracts.errors import StoreDamaged, StoreError
from extracts.keeping.last_good import last_good
from extracts.store import Store
from tests.faults.before import CHARGING, FIRST, SECOND, files, is_lost, log_entry, rows_of, third

PUT_BACK = "put the store's folder back from the last backup"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def junk(path: Path) -> None:
    path.write_bytes(b"{ not what it was")


def checkpoint(store: Path) -> Path:
    """Make a checkpoint of the second publication, and publish a third."""
    DeltaTable(store / "charging").create_checkpoint()
    third(store)
    return next((store / "charging" / "_delta_log").glob("*.checkpoint.parquet"))


STEPPED_OVER: dict[str, Callable[[Path], object]] = {
    "the newest entry of the log is junk": lambda s: junk(log_entry(s)),
    "the newest entry of the log is cut off": lambda s: cut(log_entry(s)),
    "the newest entry of the log is empty, as after a power cut": lambda s: empty(log_entry(s)),
    "the newest entry of the log is all zeros, as after a power cut": lambda s: zeros(log_entry(s)),
    "the newest file of rows is gone": lambda s: rows_of(s).unlink(),
    "the newest file of rows is empty": lambda s: empty(rows_of(s)),
    "the newest file of rows is cut off": lambda s: cut(rows_of(s)),
    "the newest file of rows is all zeros, as after a power cut": lambda s: zeros(rows_of(s)),
    "a checkpoint is junk": lambda s: junk(checkpoint(s)),
    "a checkpoint is cut off": lambda s: cut(checkpoint(s)),
    "a checkpoint is empty": lambda s: empty(checkpoint(s)),
    "a checkpoint is gone": lambda s: checkpoint(s).unlink(),
}


@pytest.mark.parametrize("fault", STEPPED_OVER)
def test_the_dashboard_opens_on_the_last_good_version(fault, store, today, caplog):
    STEPPED_OVER[fault](store)
    after = files(store)

    held = today()

    assert held.data_to == FIRST
    (said,) = held.said
    assert said.startswith("Charging: what was published last cannot be read, as a file of the")
    assert "This page shows it as it was after no. 1, of 1 December 2026." in said
    assert "put its folder back from the last backup" in said
    assert str(store) in caplog.text or "Kernel error" in caplog.text  # whoever looks after it
    assert is_lost(after, store) == []


@pytest.mark.parametrize("page", ["charging_and_disclosure.py", "unit.py", "victim_letters.py"])
def test_every_page_says_that_it_shows_an_older_version(page, store, today):
    junk(log_entry(store))
    held = today(page, unit="Cumbria Magistrates Hub")
    assert held.data_to == FIRST
    assert [s[:43] for s in held.said] == ["Charging: what was published last cannot be"]


@pytest.mark.parametrize("fault", STEPPED_OVER)
def test_nothing_is_published_over_the_damage(fault, store):
    STEPPED_OVER[fault](store)
    after = files(store)
    with pytest.raises(StoreError, match="The store cannot read ") as refused:
        third(store)
    assert PUT_BACK in str(refused.value)
    assert str(store) not in refused.value.on_screen
    assert is_lost(after, store) == []


@pytest.mark.parametrize("fault", list(STEPPED_OVER)[::4])
def test_the_files_put_back_put_the_dashboard_right(fault, store, today):
    whole = files(store)
    STEPPED_OVER[fault](store)
    assert today().data_to == FIRST
    for path in store.rglob("*"):
        if path.is_file():
            path.unlink()
    for name, content in whole.items():
        (store / name).write_bytes(content)
    held = today()
    assert (held.said, held.data_to) == ([], SECOND)


def test_a_damaged_checkpoint_moved_away_puts_the_dashboard_right(store, today):
    damaged = checkpoint(store)
    junk(damaged)
    for path in (damaged, damaged.with_name("_last_checkpoint")):
        path.rename(store.parent / path.name)
    held = today()
    assert (held.said, held.data_to) == ([], "Mon 23 Nov 2026")


def every_entry(store: Path) -> None:
    for version in range(3):
        junk(log_entry(store, version))


def lose_log(store: Path) -> None:
    for path in (store / "charging" / "_delta_log").iterdir():
        path.unlink()
    (store / "charging" / "_delta_log").rmdir()


SAID: dict[str, Callable[[Path], object]] = {
    "every entry of the log is junk": every_entry,
    "an entry in the middle of the log is gone": lambda s: log_entry(s, 1).unlink(),
    "the log is gone and the rows are there": lose_log,
    "the oldest file of rows is gone": lambda s: rows_of(s, 1).unlink(),
    "the oldest file of rows is junk": lambda s: junk(rows_of(s, 1)),
}


@pytest.mark.parametrize("fault", SAID)
def test_what_no_version_can_show_is_said(fault, store, today):
    SAID[fault](store)
    after = files(store)

    held = today()

    (said,) = held.said
    assert said.startswith("The store cannot read ")
    assert PUT_BACK in said
    assert held.data_to == ""
    with pytest.raises(StoreDamaged):
        third(store)
    assert is_lost(after, store) == []


UNTROUBLED: dict[str, Callable[[Path], object]] = {
    "the hint at the last checkpoint is junk": lambda s: junk(
        checkpoint(s).with_name("_last_checkpoint")
    ),
    "the table of saved layouts is junk": lambda s: (
        (s / "layouts" / "_delta_log").mkdir(parents=True),
        junk(s / "layouts" / "_delta_log" / f"{0:020}.json"),
    ),
    "the table of events is junk": lambda s: (
        (s / "events" / "_delta_log").mkdir(parents=True),
        junk(s / "events" / "_delta_log" / f"{0:020}.json"),
    ),
    "a strange file lies in the store": lambda s: junk(s / "charging" / "Thumbs.db"),
    "a killed load left a file of rows that no entry names": lambda s: junk(
        s / "charging" / "_kind=row" / "part-of-nobody.parquet"
    ),
    "a killed load left an entry of the log half written": lambda s: junk(
        log_entry(s, 3).with_suffix(".json#1")
    ),
}


@pytest.mark.parametrize("fault", UNTROUBLED)
def test_what_the_pages_do_not_need_does_not_trouble_them(fault, store, today):
    UNTROUBLED[fault](store)
    held = today()
    assert held.said == []
    assert held.data_to in (SECOND, "Mon 23 Nov 2026")


def test_the_table_of_layouts_is_said_to_who_needs_it(store):
    UNTROUBLED["the table of saved layouts is junk"](store)
    with pytest.raises(StoreDamaged, match=f"cannot read layouts.*{PUT_BACK}"):
        Store(store).records("layouts")


def test_no_version_older_than_the_last_twenty_is_shown(store):
    for _ in range(21):  # entries of upkeep, which publish nothing
        Store(store).table(CHARGING).alter.set_table_properties({"delta.appendOnly": "false"})
    assert last_good(Store(store), CHARGING).version == 23
    rows_of(store).unlink()
    with pytest.raises(StoreDamaged):
        last_good(Store(store), CHARGING)

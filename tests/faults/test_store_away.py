"""The store, or what the pages need beside it, is not where it should be, or lets nobody in."""

import errno
import os
import socket
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from extracts.errors import StoreError
from pages import data, known, signed_in
from tests.faults.before import (
    SECOND,
    files,
    open_the_way,
    third,
    without_rights,
)
from tests.pages.made import put

NO_DATA = "There is no data yet"
WRONG = "The address of the store is not one that can be used"


@pytest.fixture
def rights(store, monkeypatch) -> Iterator[Callable[..., None]]:
    """Sets the rights of the store's folders, that others may reach, and gives them back."""
    open_the_way(store)

    def set_rights(mode: int) -> None:
        for folder in (*(p for p in store.rglob("*") if p.is_dir()), store):
            folder.chmod(mode)

    monkeypatch.setattr(signed_in, "has_provider", lambda: False)  # it looks into the home folder
    yield set_rights
    for folder in (store, *store.rglob("*")):
        if folder.is_dir():
            folder.chmod(0o755)


def everything(held) -> str:
    return "\n".join(
        str(e.value)
        for e in (*held.at.main.markdown, *held.at.info, *held.at.header, *held.at.subheader)
    )


def test_a_store_that_is_taken_away_while_the_dashboard_runs(store, today):
    assert today().data_to == SECOND
    elsewhere = store.with_name("elsewhere")
    store.rename(elsewhere)
    assert NO_DATA in everything(today())
    assert not store.exists()
    elsewhere.rename(store)
    assert today().data_to == SECOND


def test_a_table_that_is_taken_away_while_the_dashboard_runs(store, today):
    assert today().data_to == SECOND
    (store / "charging").rename(store.with_name("charging"))
    held = today()
    assert (held.said, held.data_to) == ([], "Thu 19 Nov 2026")  # of the letters


def test_a_file_in_the_place_of_the_store(own_store, today):
    own_store.write_text("not a folder")
    held = today()
    assert [s.startswith(WRONG) for s in held.said] == [True]
    assert own_store.read_text() == "not a folder"


@pytest.mark.parametrize("address", ["foo://box/store", "~nobody-of-this-name/store"])
def test_an_address_that_cannot_be(address, today, monkeypatch, caplog):
    monkeypatch.setenv("DASHBOARD_STORE", address)
    held = today()
    assert [s.startswith(WRONG) for s in held.said] == [True]
    assert address in caplog.text


def test_links_that_lead_to_each_other_in_the_place_of_the_store(own_store, today):
    own_store.symlink_to(own_store.with_name("other"))
    own_store.with_name("other").symlink_to(own_store)
    held = today()
    assert len(held.said) == 1
    assert held.said[0].startswith(("The store cannot read", WRONG))
    with pytest.raises(StoreError):
        third(own_store)


def test_an_object_store_that_cannot_be_reached_is_not_called_damaged(today, monkeypatch):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "nobody")
        monkeypatch.setenv("DASHBOARD_STORE", "s3://box/store")
        held = today()
    assert held.said == [
        "The store cannot read Charging. Nothing is damaged, but the store cannot be reached now. "
        "Try again in a minute; if it stays away, whoever looks after the network can help."
    ]


def test_a_store_that_may_not_be_read(store, rights, today):
    rights(0o000)
    with without_rights():
        held = today()
    assert held.data_to == ""
    assert len(held.said) == 1
    assert "the account that runs this may not read it" in held.said[0]
    assert "backup" not in held.said[0]
    rights(0o755)
    assert today().data_to == SECOND


def test_a_store_that_may_not_be_written_is_read_all_the_same(store, rights, today):
    before = files(store)
    rights(0o555)
    with without_rights():
        with pytest.raises(StoreError, match="may not write there") as refused:
            third(store)
        held = today()
    assert "Nothing is damaged" in refused.value.on_screen
    assert str(store) not in refused.value.on_screen
    assert (held.said, held.data_to) == ([], SECOND)
    assert files(store) == before


def test_a_folder_mounted_for_reading_only(store, monkeypatch, today):
    def no_room(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(store))

    monkeypatch.setattr("extracts.keeping.address.check_room", no_room)
    before = files(store)
    with pytest.raises(StoreError, match=r"Read-only file system.*may not write there"):
        third(store)
    assert files(store) == before
    assert today().data_to == SECOND


def test_too_many_open_files(store, monkeypatch, today):
    def denied(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), str(store))

    with monkeypatch.context() as few:
        few.setattr("extracts.keeping.tables.check_entry", denied)
        held = today()
    assert ["open no more files at once" in s for s in held.said] == [True]
    assert today().data_to == SECOND


# The Area's settings.


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: None, "area.toml cannot be read: No such file or directory"),
        (lambda p: p.mkdir(), "area.toml cannot be read: Is a directory"),
        (lambda p: p.write_text("name = "), "area.toml are not valid TOML"),
        (lambda p: p.write_bytes(b'name = "\xff"'), "area.toml are not saved as UTF-8"),
        (lambda p: p.write_bytes(bytes(100)), "area.toml are not valid TOML"),
        (lambda p: p.symlink_to(p), "area.toml cannot be read: Too many levels of symbolic links"),
    ],
    ids=["missing", "a folder", "broken", "not UTF-8", "all zeros", "a link to itself"],
)
def test_settings_of_the_area_that_cannot_be_read(make, words, store, today, tmp_path, monkeypatch):
    folder = tmp_path / "settings"
    folder.mkdir()
    make(folder / "area.toml")
    monkeypatch.setenv("DASHBOARD_AREA", str(folder / "area.toml"))
    data.settings.clear()
    data.all_measures.clear()
    before = files(store)
    held = today()
    monkeypatch.undo()
    data.settings.clear()
    data.all_measures.clear()
    assert [words in s for s in held.said] == [True]
    assert str(folder) not in held.said[0]
    assert files(store) == before


# The clock.


def test_an_extract_of_a_day_to_come(own_store, today):
    ahead = date.today() + timedelta(days=400)
    put(own_store, "charging", ahead.isoformat(), {"received_on": "02/10/2026", "urn": "06AA1"})
    held = today()
    assert held.said == []
    assert held.data_to == f"{ahead:%a %d %b %Y}"


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2037, 6, 1)])
def test_the_clock_is_set_wrong(day, own_store, today, monkeypatch):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026", "urn": "06AA1"})
    before = files(own_store)
    monkeypatch.setattr(known, "today", lambda: day)
    held = today()
    assert held.data_to == SECOND
    assert held.said == []
    assert files(own_store) == before

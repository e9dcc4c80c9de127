"""Is the store's address one that can be, and are its folders asked before they are used?"""

import os
from pathlib import Path

import pytest

from extracts.errors import StoreError
from extracts.keeping.address import check_entry, check_may_read, check_may_write, checked, in_full


@pytest.mark.parametrize(
    "address",
    ["elsewhere", "/data/store", "az://box/store", "file:///data/store", "abfss://a@b.c/d"],
)
def test_a_folder_or_a_known_scheme_is_taken(address):
    assert checked(address) == checked(f"{address}/") == address


def test_a_tilde_is_the_home_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ann")
    assert checked("~/store") == "/home/ann/store"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("foo://bar", r'"foo://bar" begins with foo://, which is not known\. Give a folder, or '),
        ("~nobody-of-this-name/x", r"begins with ~ and a name that this computer does not know"),
    ],
)
def test_what_cannot_be_an_address_is_refused(address, words):
    with pytest.raises(StoreError, match=words):
        checked(address)


@pytest.mark.parametrize("below", [".", "below", "below/it"])
def test_a_file_is_no_store_nor_is_anything_below_it(tmp_path, below):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"should be a folder, but .*/file is a file\. Give anoth"):
        checked(str(tmp_path / "file" / below))


def test_an_address_is_shown_in_full(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert in_full("store") == str(tmp_path / "store")
    assert in_full("s3://box/store") == "s3://box/store"


def test_a_folder_that_may_not_be_looked_into_is_not_taken_for_an_empty_one(tmp_path, monkeypatch):
    def denied(path):
        raise PermissionError(13, "Permission denied", str(path))

    check_may_read(f"{tmp_path}/charging")
    monkeypatch.setattr(Path, "stat", denied)
    for table in (f"{tmp_path}/charging", f"file://{tmp_path}/charging"):
        with pytest.raises(PermissionError):
            check_may_read(table)
    check_may_read("s3://box/charging")


@pytest.mark.parametrize("shut", [".", "charging", "charging/_delta_log", "charging/_kind=row"])
def test_every_folder_that_is_written_to_is_asked(tmp_path, monkeypatch, shut):
    (tmp_path / "charging" / "_delta_log").mkdir(parents=True)
    (tmp_path / "charging" / "_kind=row").mkdir()
    wanted = "reviews" if shut == "." else "charging"
    check_may_write(f"{tmp_path}/{wanted}")
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path / shut)
    with pytest.raises(PermissionError) as refused:
        check_may_write(f"{tmp_path}/{wanted}")
    assert Path(refused.value.filename) == tmp_path / shut
    check_may_write("s3://box/charging")


def test_an_empty_entry_of_a_log_is_told_from_one_that_a_checkpoint_replaced(tmp_path):
    log = tmp_path / "charging" / "_delta_log"
    log.mkdir(parents=True)
    entry = log / f"{3:020}.json"
    check_entry(f"{tmp_path}/charging", 3)
    entry.write_text("{}")
    check_entry(f"{tmp_path}/charging", 3)
    entry.write_text("")
    with pytest.raises(OSError, match=r"3\.json is empty"):
        check_entry(f"{tmp_path}/charging", 3)
    check_entry("s3://box/charging", 3)


def test_a_folder_of_rows_without_a_log_is_not_taken_for_an_empty_one(tmp_path):
    (tmp_path / "charging" / "_kind=row").mkdir(parents=True)
    with pytest.raises(FileNotFoundError, match="The log is gone"):
        check_may_read(f"{tmp_path}/charging")

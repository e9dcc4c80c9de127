"""The store's address: a folder, or an object store; and whether its folders may be used."""

import os
import stat
from errno import EACCES, ENOENT
from pathlib import Path
from urllib.parse import unquote, urlsplit

from extracts.errors import StoreError
from extracts.keeping.room import check_room

_SCHEMES = (
    "file", "s3", "s3a", "az", "azure", "adl", "abfs", "abfss", "gs", "gcs", "oss", "cos", "hdfs",
    "viewfs", "webhdfs", "lakefs", "uc",
)  # fmt: skip
_WRONG = (
    "The address of the store is not one that can be used, so there is nothing to show. Whoever "
    "looks after the server finds the reason in its log, and sets DASHBOARD_STORE."
)


def checked(address: str) -> str:
    """The address as the library takes it; StoreError where it cannot be that of a store."""
    scheme, parted, _ = address.partition("://")
    if parted:
        if scheme.lower() not in _SCHEMES:
            raise StoreError(
                f'The store\'s address "{address}" begins with {scheme}://, which is not known. '
                "Give a folder, or an address such as s3://…, abfss://… or gs://….",
                on_screen=_WRONG,
            )
        return address.rstrip("/")
    try:
        folder = Path(address).expanduser()
    except RuntimeError as why:
        raise StoreError(
            f'The store\'s address "{address}" begins with ~ and a name that this computer does '
            "not know. Give the whole path of the folder.",
            on_screen=_WRONG,
        ) from why
    for part in (folder, *folder.parents):
        if _is_other_than_a_folder(part):
            raise StoreError(
                f'The store\'s address "{address}" should be a folder, but {part} is a file. Give '
                "another folder in DASHBOARD_STORE or --store.",
                on_screen=_WRONG,
            )
    return str(folder)


def in_full(address: str) -> str:
    """The address as a person finds it from anywhere."""
    return address if "://" in address else str(Path(address).absolute())


def check_may_read(table: str) -> None:
    """Raise OSError for a table that is there, or may be, in a folder that may not be read.

    The library says of such a table that it is not there, and so of one whose log is gone.
    """
    if folder := folder_of(table):
        try:
            (folder / "_delta_log").stat()
        except (FileNotFoundError, NotADirectoryError):
            if any(folder.glob("*.parquet")) or any(folder.glob("_kind=*")):
                raise FileNotFoundError(ENOENT, "The log is gone", str(folder)) from None


def check_entry(table: str, version: int) -> None:
    """Raise OSError where the newest entry of a table's log is empty, as after a power cut.

    The library takes it for a publication of nothing.
    """
    if folder := folder_of(table):
        entry = folder / "_delta_log" / f"{version:020}.json"
        if entry.exists() and not entry.stat().st_size:
            raise OSError(f"The log's entry {entry} is empty")


def check_may_write(table: str, n_bytes: int = 0) -> None:
    """Raise OSError where the folders of a table may not be written to, or there is no room.

    n_bytes: what is to be written. Asked beforehand, as the library's threads panic on the screen
    where they may not write.
    """
    if folder := folder_of(table):
        there = next((f for f in (folder, *folder.parents) if f.is_dir()), folder)
        inside = [folder / "_delta_log", *folder.glob("_kind=*")] if there == folder else []
        for part in (there, *inside):
            if part.is_dir() and not os.access(part, os.W_OK | os.X_OK):
                raise PermissionError(EACCES, os.strerror(EACCES), str(part))
        check_room(there, n_bytes)


def folder_of(table: str) -> Path | None:
    """The folder of a table on this computer."""
    if table.startswith("file://"):
        return Path(unquote(urlsplit(table).path))
    return None if "://" in table else Path(table)


def _is_other_than_a_folder(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except OSError:  # it is not there, or may not be seen: said when it is read or written
        return False

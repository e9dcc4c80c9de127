"""The newest version of an extract that can be read, where a file of the newest is damaged.

For those who only read. Whoever publishes is refused until the store is whole again. It is for a
store in a folder; of an object store, damage is said and not stepped over.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
from deltalake import DeltaTable

from extracts.errors import StoreDamaged
from extracts.extract import Extract
from extracts.keeping.address import folder_of
from extracts.keeping.faults import reading
from extracts.publications import Publication, from_commit, live, publications
from extracts.store import Store

_BACK = 20  # versions: older figures would mislead more than they tell
_MARK = b"PAR1"  # how a Parquet file begins and ends


@dataclass(frozen=True, kw_only=True)
class Good:
    """A version that can be read (-1: nothing was published), and why it is not the newest."""

    version: int
    why: StoreDamaged | None = None


def last_good(store: Store, extract: Extract) -> Good:
    """The newest version that can be read. Raises StoreDamaged where none of the last can."""
    try:
        return Good(version=_version_if_whole(store, extract, None))
    except StoreDamaged as why:
        newest = _newest_entry(store, extract)
        for version in range(newest, max(newest - _BACK, 0), -1):
            try:
                _version_if_whole(store, extract, version)
                if live(history_until(store, extract, version)):
                    return Good(version=version, why=why)
            except StoreDamaged:
                continue
        raise


def history_until(store: Store, extract: Extract, version: int) -> list[Publication]:
    """The publications, undos and purges up to a version, from the log's entries one by one.

    The library reads all entries, those after the version too, and so none where one is damaged.
    """
    log = _log(store, extract)
    found = []
    with reading(f"what was published of {extract.title}"):
        for number in range(version + 1):
            for line in _entry(log, number).read_text("utf-8").splitlines():
                if commit := json.loads(line).get("commitInfo"):
                    found.append(from_commit(commit | {"version": number}))
    return publications([p for p in found if p])


def _version_if_whole(store: Store, extract: Extract, version: int | None) -> int:
    table = store.table(extract, version)
    if table is None:
        return -1
    if folder := folder_of(table.table_uri):
        with reading(extract.title):
            _check_rows(folder, table)
    return table.version()


def _check_rows(folder: Path, table: DeltaTable) -> None:
    """Raise OSError where a file of rows is gone, or not what was written."""
    files = pa.table(table.get_add_actions()).select(["path", "size_bytes"]).to_pylist()
    for file in files:
        if file["path"].startswith("_kind=row/"):
            path = folder / unquote(file["path"])
            now = path.stat()
            if now.st_size != file["size_bytes"] or not _is_parquet(path, now.st_mtime_ns):
                raise OSError(f"{path} is not what was written")


@lru_cache(maxsize=10_000)
def _is_parquet(path: Path, changed: int) -> bool:
    """Whether a file begins and ends as it should; after a power cut it may be all zeros."""
    with path.open("rb") as file:
        begins = file.read(len(_MARK))
        file.seek(-len(_MARK), 2)
        return begins == file.read() == _MARK


def _log(store: Store, extract: Extract) -> Path:
    folder = folder_of(f"{store.address}/{extract.key}")
    return Path() if folder is None else folder / "_delta_log"


def _entry(log: Path, version: int) -> Path:
    return log / f"{version:020}.json"


def _newest_entry(store: Store, extract: Extract) -> int:
    """The number of the newest entry of a log in a folder; -1 where it is in none."""
    log = _log(store, extract)
    numbers = [int(f.stem) for f in log.glob("*.json") if f.stem.isdecimal()]
    return max(numbers, default=-1)

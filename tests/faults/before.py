"""The store that faults befall, and what must be left of it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import pytest
from deltalake import DeltaTable
from streamlit.testing.v1 import AppTest

from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.pages.made import put

CHARGING = EXTRACTS["charging"]
FIRST, SECOND = "Thu 19 Nov 2026", "Fri 20 Nov 2026"
NOBODY = 65534
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Held:
    """What a page shows: its errors and warnings, and the day of its data."""

    said: list[str]
    data_to: str
    at: AppTest = field(repr=False)


def two_days(store: Path) -> None:
    """Publish the charging extracts of two days, and a victim letter."""
    put(store, "victim_letters", "2026-11-19", {"decided_on": "02/10/2026"})
    put(store, "charging", "2026-11-19", {"received_on": "02/10/2026"})
    put(store, "charging", "2026-11-20", *({"received_on": f"0{n}/10/2026"} for n in (2, 5)))


def third(store: Path) -> None:
    """Publish a third day."""
    put(store, "charging", "2026-11-23", *({"received_on": f"0{n}/10/2026"} for n in (2, 5, 6)))


def files(store: Path) -> dict[str, bytes]:
    """Every file of a store."""
    return {str(p.relative_to(store)): p.read_bytes() for p in store.rglob("*") if p.is_file()}


def is_lost(before: dict[str, bytes], store: Path) -> list[str]:
    """The files of before that are gone or changed."""
    now = files(store)
    return [name for name, content in before.items() if now.get(name) != content]


def published(store: Path) -> list[date | None]:
    """The days of what is published of charging."""
    return [p.extract_day for p in Store(store).history(CHARGING)]


def cases(store: Path) -> int:
    """How many charging cases a store holds."""
    return Store(store).current(CHARGING).num_rows


def log_entry(store: Path, version: int = 2) -> Path:
    """An entry of the log of charging; 2 is the newest."""
    return store / "charging" / "_delta_log" / f"{version:020}.json"


def rows_of(store: Path, version: int = 2) -> Path:
    """The file of rows that a version of charging added; 2 is the newest."""
    now = set(DeltaTable(store / "charging", version=version).file_uris())
    before = set(DeltaTable(store / "charging", version=version - 1).file_uris())
    (path,) = [p for p in now - before if "_kind=row" in p]
    return Path(path)


def open_the_way(path: Path) -> None:
    """Let every account reach a path of the test, but for what the test shuts itself."""
    for above in path.parents:
        if above.stat().st_uid == os.geteuid() and Path(gettempdir()) in above.parents:
            above.chmod(0o755)


def lets_all_in(path: Path) -> bool:
    return all(p.stat().st_mode & 0o005 == 0o005 for p in (path, *path.parents))


@contextmanager
def without_rights() -> Iterator[None]:
    """As an account that no folder lets in by special right: root would be let in everywhere."""
    is_root = os.geteuid() == 0
    if is_root and not (lets_all_in(ROOT) and lets_all_in(Path(sys.prefix).resolve())):
        pytest.skip("another account could not even read the program here")
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)

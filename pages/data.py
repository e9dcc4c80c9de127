"""What the pages show, read from the store and counted once: the only place of the pages that caches.

Caches are keyed by the store's versions, never by a frame: Streamlit hashes a large frame from a
sample. What is kept for all readers is never changed by one.
"""

import os
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from cachetools import LRUCache

from extracts.area import Area, load_area
from extracts.extract import Extract
from extracts.publications import Publication, live
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics.counts import counts
from metrics.registry import Measure, measures
from pages.filters import Filters

_MOST = 256  # entries of a cache; each is small
# Before Streamlit's cache, which takes half a millisecond to know a key again: a page has seventy.
_AT_HAND: LRUCache[Hashable, Any] = LRUCache(_MOST)
_LOCK = Lock()
T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """What the store holds of an extract, as a key for caches: the version, and the day to read as at."""

    extract: str
    version: int
    as_at: date | None


@cache  # a page asks for it a hundred times, and Streamlit's cache takes a tenth of a millisecond
def _store(address: str | None) -> Store:
    return Store(address)


def store() -> Store:
    """The store of DASHBOARD_STORE."""
    return _store(os.environ.get("DASHBOARD_STORE"))


@st.cache_resource(ttl=2, show_spinner=False)
def _versions(address: str) -> dict[str, int]:
    """The newest version of each extract's table: a click asks for them many times."""
    return dict(store().state())


def version(extract: Extract) -> int:
    """The version of an extract's table, at most two seconds old."""
    return _versions(store().address)[extract.key]


@st.cache_resource(max_entries=_MOST, show_spinner="Counting …")
def _kept(key: tuple[Hashable, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def kept(*what: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for as long as the store is unchanged.

    what: everything that the result depends on, the store's content and the Area apart. The result is
    shared by all readers: nobody changes it.
    """
    key = (store().address, tuple(_versions(store().address).items()), *what)
    with _LOCK:
        if key in _AT_HAND:
            return _AT_HAND[key]
    found = _kept(key, make)
    with _LOCK:
        _AT_HAND[key] = found
    return found


@st.cache_resource
def area() -> Area:
    """The Area of DASHBOARD_AREA."""
    return load_area()


@st.cache_resource
def all_measures() -> dict[str, Measure]:
    """Every measure by its key."""
    return measures(area())


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _history(extract: str, version: int, address: str) -> list[Publication]:
    return store().history(EXTRACTS[extract])


def history(extract: Extract) -> list[Publication]:
    """Every publication and undo of an extract, the oldest first."""
    return _history(extract.key, version(extract), store().address)


def extract_days(extract: Extract) -> list[date]:
    """The days of the extracts that hold, oldest first."""

    def make() -> list[date]:
        return sorted({p.extract_day for p in live(history(extract)) if p.extract_day})

    return kept("extract days", extract.key, make=make)


def held(extract: Extract, as_at: date | None) -> Held:
    """The key for what the store holds of an extract."""
    return Held(extract.key, version(extract), as_at)


def data_day(extract: Extract, as_at: date | None) -> date | None:
    """The extract's own day of the newest data, or of the newest by `as_at`; None where there is none."""
    return max((d for d in extract_days(extract) if as_at is None or d <= as_at), default=None)


@st.cache_resource(max_entries=_MOST, show_spinner="Counting …")
def _counted(
    what: str,
    key: Held,
    address: str,
    measure: str,
    as_of: date,
    _count: Callable[..., pd.DataFrame],
) -> pd.DataFrame:
    """What `_count` makes of a measure's rows; `what` names it, and is all that the cache knows of it."""
    wanted = all_measures()[measure]
    assert wanted.clock is not None
    with store().newest(
        EXTRACTS[key.extract], wanted.columns(), version=key.version, as_at=key.as_at
    ) as found:
        rows = found.to_arrow_table() if wanted.derive else found
        return _count(wanted.prepare(rows, as_of=as_of), wanted.clock, as_of=as_of)


def counted_rows(
    what: str, measure: Measure, chosen: Filters, count: Callable[..., pd.DataFrame]
) -> pd.DataFrame | None:
    """What `count` makes of the rows of a measure's clock, for the filters; None without data.

    count: takes rows, clock and as_of, and gives a frame with unit and casework_type. It is done once
    for all filters but the day, under the name `what`.
    """
    extract = EXTRACTS[measure.extract]
    day = data_day(extract, chosen.as_at)
    if day is None:
        return None
    key = held(extract, chosen.as_at)
    found = _counted(what, key, store().address, measure.key, day, count)
    keep = pd.Series(True, index=found.index)
    if chosen.unit:
        keep &= found["unit"] == chosen.unit
    if chosen.casework_type:
        keep &= found["casework_type"] == chosen.casework_type
    return found[keep]


def measure_counts(measure: Measure, chosen: Filters) -> tuple[pd.DataFrame, date] | None:
    """Counts of a measure for the filters, and the day they are good for; None without data."""
    found, day = (
        counted_rows("counts", measure, chosen, counts),
        data_day(EXTRACTS[measure.extract], chosen.as_at),
    )
    return None if found is None or day is None else (found, day)


@st.cache_resource(max_entries=16, show_spinner="Reading …")
def _rows(key: Held, address: str, columns: tuple[str, ...]) -> pa.Table:
    return store().current(
        EXTRACTS[key.extract], list(columns), version=key.version, as_at=key.as_at
    )


def rows(extract: Extract, chosen: Filters, columns: Sequence[str] = ()) -> pa.Table:
    """The current rows of an extract for the filters; all declared columns unless some are named."""
    names = tuple(columns) or tuple(f.name for f in extract.fields)
    table = _rows(held(extract, chosen.as_at), store().address, names)
    for column, wanted in (("unit", chosen.unit), ("casework_type", chosen.casework_type)):
        if wanted:
            table = table.filter(pc.equal(table[column], wanted))
    return table


def units() -> list[str]:
    """Every unit of the Area or of the data, in alphabetical order."""

    def make() -> list[str]:
        found = {u.name for u in area().units}
        for extract in EXTRACTS.values():
            found |= set(pc.unique(store().current(extract, ["unit"])["unit"]).to_pylist())
        return sorted(found)

    return kept("names of units", make=make)

"""What the pages show: read from the store, counted once, and kept.

Caches are keyed by the store's versions, never by a frame: Streamlit hashes a large frame from a
sample. What is kept for all readers is never changed by one.
"""

import os
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from extracts.area import Area, load_area
from extracts.extract import Extract
from extracts.keeping.last_good import Good, history_until, last_good
from extracts.publications import Publication, live
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics.counts import counts
from metrics.registry import Measure, measures
from pages import at_hand, planned
from pages.filters import Filters
from plan.log import TABLE

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
def _good(address: str) -> dict[str, Good]:
    """The newest version of each extract's table that can be read: a click asks for them many times."""
    return {key: last_good(store(), extract) for key, extract in EXTRACTS.items()}


def damaged() -> list[tuple[Extract, Good]]:
    """The extracts of which an older version is shown, as the newest is damaged."""
    return [(EXTRACTS[key], g) for key, g in _good(store().address).items() if g.why]


def look_again() -> None:
    """Something was published here: the next page is to show it, sooner than in two seconds."""
    _good.clear()
    planned.look_again()


def versions() -> dict[str, int]:
    """The version of every extract's table and of the plan's, at most two seconds old; not to be changed."""
    found = {key: good.version for key, good in _good(store().address).items()}
    return found | {TABLE: planned.newest(store()).version}


def version(extract: Extract) -> int:
    """The version of an extract's table, at most two seconds old."""
    return versions()[extract.key]


def kept(*what: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for as long as the store is unchanged.

    what: everything that the result depends on, the store's content and the Area apart. The result is
    shared by all readers: nobody changes it.
    """
    return at_hand.kept((store().address, tuple(versions().items()), *what), make)


@st.cache_resource
def settings() -> Area:
    """The Area of DASHBOARD_AREA as its file has it, for whoever needs no plan and no store."""
    return load_area()


def area() -> Area:
    """The Area with the plan: its actions, and the step changes that were set on a page."""
    return planned.area(settings(), store())


@st.cache_resource
def all_measures() -> dict[str, Measure]:
    """Every measure by its key."""
    return measures(settings())


@st.cache_resource(max_entries=at_hand.MOST, show_spinner=False)
def _history(extract: str, version: int, address: str) -> list[Publication]:
    wanted, is_damaged = EXTRACTS[extract], _good(address)[extract].why is not None
    return history_until(store(), wanted, version) if is_damaged else store().history(wanted)


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


@st.cache_resource(max_entries=at_hand.MOST, show_spinner="Counting …")
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


def rows(extract: Extract, chosen: Filters, columns: Sequence[str]) -> pa.Table:
    """The current rows of an extract for the filters, to count: nobody is shown one of them."""
    table = _rows(held(extract, chosen.as_at), store().address, tuple(columns))
    for column, wanted in (("unit", chosen.unit), ("casework_type", chosen.casework_type)):
        if wanted:
            table = table.filter(pc.equal(table[column], wanted))
    return table

"""The improvement plan as the pages have it: read once for as long as nobody changes it.

Where it cannot be read, figures are shown all the same, and the page says what is missing of them.
"""

from dataclasses import dataclass
from threading import Lock

import streamlit as st
from cachetools import LRUCache, TTLCache

from extracts.area import Area
from extracts.errors import StoreError
from extracts.keeping.small_tables import SmallTables
from plan.area import with_held
from plan.log import TABLE, Held, held

_UNREAD = -2  # in the place of a version
_FEW = 2  # versions kept: the newest, and the one before for whoever is being served
_SECONDS = 2  # for which what the store said is taken for true


@dataclass(frozen=True)
class Planned:
    """The plan at a version of its table, -1 where nothing was saved yet; or why it cannot be read."""

    version: int
    held: Held | None
    why: StoreError | None = None


# A page asks a hundred times, and Streamlit's cache takes a tenth of a millisecond to know a key again.
_NEWEST: TTLCache[str, Planned] = TTLCache(_FEW, _SECONDS)
_LAST: LRUCache[str, tuple[Area, Held, Area]] = LRUCache(_FEW)
_LOCK = Lock()


@st.cache_resource(max_entries=_FEW, show_spinner=False)
def _held(address: str, version: int, _store: SmallTables) -> Held:
    return held(_store, version)


def newest(store: SmallTables) -> Planned:
    """The plan, at most two seconds old."""
    with _LOCK:  # one looks, and the others wait for what it finds
        found = _NEWEST.get(store.address)
        if found is None:
            found = _NEWEST[store.address] = _look(store)
    return found


def _look(store: SmallTables) -> Planned:
    try:
        version = store.version_of(TABLE)
        return Planned(version, _held(store.address, version, store))
    except StoreError as why:
        return Planned(_UNREAD, None, why)


def look_again() -> None:
    """The plan was changed here: the next page is to show it at once."""
    with _LOCK:
        _NEWEST.clear()


def area(settings: Area, store: SmallTables) -> Area:
    """The Area with the plan's actions and step changes; as its file has it where there is no plan."""
    found = newest(store).held
    if found is None:
        return settings
    with _LOCK:
        last = _LAST.get(store.address)
        if last is None or last[0] is not settings or last[1] is not found:
            last = _LAST[store.address] = settings, found, with_held(settings, found)
    return last[2]


def plan(store: SmallTables) -> Held:
    """Every revision of actions, step changes and commentary. Raises StoreError where it cannot be read."""
    found = newest(store)
    if found.held is None:
        assert found.why
        raise found.why
    return found.held

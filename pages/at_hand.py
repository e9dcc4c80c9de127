"""What was found lately, kept for all readers: Streamlit's cache, with a quicker one before it."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

import streamlit as st
from cachetools import LRUCache

MOST = 256  # entries of a cache; each is small
# Streamlit's cache takes half a millisecond to know a key again, and a page has seventy.
_AT_HAND: LRUCache[Hashable, Any] = LRUCache(MOST)
_LOCK = Lock()
T = TypeVar("T")


@st.cache_resource(max_entries=MOST, show_spinner="Counting …")
def _kept(key: tuple[Hashable, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def kept(key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """What `make` gives, made once for a key."""
    with _LOCK:
        if key in _AT_HAND:
            return _AT_HAND[key]
    found = _kept(key, make)
    with _LOCK:
        _AT_HAND[key] = found
    return found

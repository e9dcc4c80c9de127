"""Sign-ins that somebody ended by signing out: a cookie that was copied before is refused.

The cookie holds the claims themselves, signed, and nothing can take it back; so the store keeps
which sign-ins are over, for as long as they could otherwise have been good.
"""

import json
import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any

import pyarrow as pa
from cachetools import TTLCache

from access.claims import CLOCKS_DIFFER, SignInExpired
from access.settings import MOST_HOURS
from extracts.errors import StoreError
from extracts.keeping.watched_records import WatchedRecords
from extracts.store import Store

ENDED = (
    "Your sign-in has ended: it was signed out, perhaps in another window. Please sign in again."
)
_TABLE = "sign-outs"
_SCHEMA = pa.schema([(name, pa.string()) for name in ("sign_in", "at")])
# Whatever the Area says, none is good for longer, and the provider's clock may be before ours.
_LONGEST = timedelta(hours=MOST_HOURS) + CLOCKS_DIFFER
_DROPPED = 100  # so many rows that are of no use any more are taken out of the store together
_LOG_DAYS = 30  # for which the store keeps what was taken out
_SECONDS = 2  # for which what the store said is taken for true; a click asks many times
_SAID = 600  # seconds for which the server's log is not told again that the store cannot be read
# What sets one sign-in apart. The nonce tells two apart that a provider dates the same.
_APART = ("iss", "sub", "iat", "nonce")

_KNOWN: TTLCache[str, bool] = TTLCache(100_000, _LONGEST.total_seconds())
_LOOKED: TTLCache[str, bool] = TTLCache(100, _SECONDS)
_TROUBLED: TTLCache[str, bool] = TTLCache(100, _SAID)
_LOCK = Lock()
_LOG = logging.getLogger(__name__)


def end(claims: Mapping[str, Any], *, now: datetime) -> None:
    """Refuse from now on whoever comes with this sign-in, here and wherever the store is read.

    claims: those of its ID token; now: with its offset from UTC. Where the store takes nothing,
    this process alone refuses it, until it ends, and a line of the server's own log says so.
    """
    sign_in = _mark(claims)
    with _LOCK:
        _KNOWN[sign_in] = True
    try:
        store = Store()
        rows = store.records(_TABLE)
        if any(row["sign_in"] == sign_in for row in rows):
            return
        row = {"sign_in": sign_in, "at": _text(now)}
        store.append_records(_TABLE, pa.Table.from_pylist([row], schema=_SCHEMA), days=_LOG_DAYS)
        over = _text(now - _LONGEST)
        if sum(row["at"] < over for row in rows) >= _DROPPED:
            store.drop_records(_TABLE, f"at < '{over}'", days=_LOG_DAYS)
    except StoreError as why:
        _LOG.warning("A sign-out is known to this process alone, until it is started anew. %s", why)


def check_not_ended(claims: Mapping[str, Any], *, now: datetime) -> None:
    """Raise SignInExpired where this sign-in was ended, at most two seconds after it was.

    Where the store cannot be read, what it said before is what counts, and the server's own log
    says so: figures can be read from a store with a damaged table.
    """
    sign_in, address = _mark(claims), os.environ.get("DASHBOARD_STORE")
    with _LOCK:  # one reads, and the others wait for what it finds
        if str(address) not in _LOOKED:
            _look(address, now)
            _LOOKED[str(address)] = True
        if sign_in in _KNOWN:
            raise SignInExpired(ENDED)


def forget() -> None:
    """Know nothing but what the store holds, as a new process does."""
    with _LOCK:
        _KNOWN.clear()
        _LOOKED.clear()
        _TROUBLED.clear()
        _watched.cache_clear()


@cache
def _watched(address: str | None) -> WatchedRecords:
    return WatchedRecords(Store(address), _TABLE)


def _look(address: str | None, now: datetime) -> None:
    """Take in what the store holds."""
    over = _text(now - _LONGEST)
    try:
        for row in _watched(address).rows():
            if row["at"] >= over:
                _KNOWN[row["sign_in"]] = True
    except StoreError as why:
        if str(address) not in _TROUBLED:
            _TROUBLED[str(address)] = True
            _LOG.warning("Which sign-ins were signed out is known only in part. %s", why)


def _mark(claims: Mapping[str, Any]) -> str:
    said = json.dumps([claims.get(name) for name in _APART], default=str)
    return sha256(said.encode()).hexdigest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")

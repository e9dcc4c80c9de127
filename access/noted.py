"""Events that nobody waits for, such as a refusal: recorded, but not again and again.

Whoever is outside can be refused a thousand times a second, and the log must stay readable.
"""

import logging
from datetime import datetime
from threading import Lock

from cachetools import TTLCache

from access.events import What, record
from access.roles import Role
from extracts.errors import StoreError
from extracts.store import Store

_SECONDS = 600  # for which the same is not recorded again
_MERGED: tuple[What, ...] = ("refused", "sign-in failed")
_LATELY: TTLCache[tuple[str, ...], bool] = TTLCache(10_000, _SECONDS)
_LOCK = Lock()
_LOG = logging.getLogger(__name__)


def note(*, who: str, role: Role | None, what: What, detail: str, now: datetime) -> None:
    """Record an event in the store of DASHBOARD_STORE, unless the same was refused lately.

    Where the store takes nothing, a line of the server's own log has it, and the person goes on:
    figures can be read from a store that cannot be written.
    """
    key = (who, role or "", what, detail)
    with _LOCK:
        if what in _MERGED and key in _LATELY:
            return
        _LATELY[key] = True
    try:
        record(Store(), who=who, role=role, what=what, detail=detail, now=now)
    except StoreError as why:
        _LOG.warning("Not in the audit log: %s of %s (%s). %s", what, who, detail, why)


def forget() -> None:
    """Record everything again, as a new process does."""
    with _LOCK:
        _LATELY.clear()

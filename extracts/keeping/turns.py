"""Work on the store that others may get in the way of, done again until they do not."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from extracts.errors import StoreError
from extracts.keeping.faults import Conflict

T = TypeVar("T")

MOST = 50  # each time, one of those who write gets through


def unhindered(turn: Callable[[], T], doing: str, what_now: str = "; try again in a minute") -> T:
    """What `turn` gives, called again where it raises Conflict: others wrote in between.

    doing: what those others do, "publishing Charging". Raises StoreError where they never stop.
    """
    for _ in range(MOST):
        with suppress(Conflict):
            return turn()
    raise StoreError(f"Others are {doing} all the time{what_now}.")

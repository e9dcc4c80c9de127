"""What the libraries raise when a table cannot be read or written, turned into words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from deltalake.exceptions import CommitFailedError, DeltaError

from extracts.errors import StoreError

ROUNDS = 50  # how often to look again where others write; each round, one of them gets through
# Where a file of a table is damaged or gone: on opening, reading with Arrow, reading with DuckDB.
_DAMAGE = (
    DeltaError,
    OSError,
    pa.lib.ArrowException,
    duckdb.InvalidInputException,
    duckdb.IOException,
)
_DAMAGED = "A file of it is damaged or gone; put the store's folder back from the last backup."
_DENIED = ("Permission denied", "Access is denied")
_CAUSE = re.compile(r"\s*(?:\x1b\[\d+m)?↳(?:\x1b\[0m)?\s*")  # before each cause of a cause
# What DuckDB says of Ctrl-C, in its own work and in what it takes its rows from.
_STOPPED = ("Query interrupted", "KeyboardInterrupt")


class Conflict(Exception):
    """Somebody wrote in between; look again and try again."""


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Raise StoreError for a table that is damaged, KeyboardInterrupt where somebody stops it."""
    try:
        yield
    except (RuntimeError, *_DAMAGE) as why:
        if any(word in str(why) for word in _STOPPED):
            raise KeyboardInterrupt from why
        if not isinstance(why, _DAMAGE):
            raise
        what_now = _may_not("read it", why) or _DAMAGED
        raise StoreError(f"The store cannot read {what}: {reason(why)}. {what_now}") from why


@contextmanager
def writing(what: str, address: str) -> Iterator[None]:
    """Raise Conflict where others wrote in between, StoreError where the store takes nothing."""
    try:
        yield
    except CommitFailedError as why:
        raise Conflict from why
    except (DeltaError, OSError) as why:
        what_now = _may_not("write there", why) or "What it held before is untouched."
        raise StoreError(
            f"{what} cannot be written to the store {address}: {reason(why)}. {what_now}"
        ) from why


def reason(why: Exception) -> str:
    """A library's message on one line, without its full stop."""
    if isinstance(why, OSError) and why.strerror:
        return f"{why.strerror}: {why.filename}" if why.filename else why.strerror
    first, *more = str(why).strip().splitlines() or [type(why).__name__]
    causes = [_CAUSE.split(line)[-1] for line in more if _CAUSE.search(line)]
    return ": ".join([first, *causes]).strip().rstrip(".")


def _may_not(do: str, why: Exception) -> str:
    """What to do where it is for want of permission."""
    if not isinstance(why, PermissionError) and not any(w in str(why) for w in _DENIED):
        return ""
    return (
        f"Nothing is damaged, but the account that runs this may not {do}; whoever looks after the "
        "store can allow it."
    )

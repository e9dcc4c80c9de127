"""What the libraries raise when a table cannot be read or written, turned into words."""

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
        raise StoreError(
            f"The store cannot read {what}: {reason(why)}. A file of it is damaged or gone; put "
            "the store's folder back from the last backup."
        ) from why


@contextmanager
def writing(what: str, address: str) -> Iterator[None]:
    """Raise Conflict where others wrote in between, StoreError where the store takes nothing."""
    try:
        yield
    except CommitFailedError as why:
        raise Conflict from why
    except (DeltaError, OSError) as why:
        raise StoreError(
            f"{what} cannot be written to the store {address}: {reason(why)}. "
            "What it held before is untouched."
        ) from why


def reason(why: Exception) -> str:
    """The first line of a library's message, without its full stop."""
    if isinstance(why, OSError) and why.strerror:
        return why.strerror
    return (str(why).strip().splitlines() or [type(why).__name__])[0].rstrip(".")

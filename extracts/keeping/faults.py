"""What the libraries raise when a table cannot be read or written, turned into words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from deltalake.exceptions import CommitFailedError, DeltaError

from extracts.errors import StoreDamaged, StoreError

# Where a file of a table is damaged or gone: on opening, reading with Arrow, reading with DuckDB.
_DAMAGE = (
    DeltaError,
    OSError,
    pa.lib.ArrowException,
    duckdb.InvalidInputException,
    duckdb.IOException,
)
_DAMAGED = "A file of it is damaged or gone; put the store's folder back from the last backup."
# What the libraries say of a fault that is none of the files', and what to do about it.
_KNOWN = (
    (
        ("No space left on device", "Disk quota exceeded", "File too large", "enough space on the"),
        "The disk that it is on is full. Make room there, then do it again.",
    ),
    (
        (
            *("error sending request", "Connection re", "timed out", "dns error", "Host is down"),
            *("is unreachable", "No route to host", "Stale file", "endpoint is not connected"),
        ),
        "Nothing is damaged, but the store cannot be reached now. Try again in a minute; if it "
        "stays away, whoever looks after the network can help.",
    ),
    (
        ("Too many open files",),
        "Nothing is damaged, but this computer lets the program open no more files at once. Try "
        "again in a minute; whoever looks after the server can raise the limit.",
    ),
)
_DENIED = ("Permission denied", "Access is denied", "Read-only file system")
NO_MEMORY = (
    "This computer has not enough memory for it. Nothing is damaged: close other programs, or ask "
    "whoever looks after the server for more."
)
_CAUSE = re.compile(r"\s*(?:\x1b\[\d+m)?↳(?:\x1b\[0m)?\s*")  # before each cause of a cause
# What DuckDB says of Ctrl-C, in its own work and in what it takes its rows from.
_STOPPED = ("Query interrupted", "KeyboardInterrupt")


class Conflict(Exception):
    """Somebody wrote in between; look again and try again."""


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Raise StoreError for what cannot be read, KeyboardInterrupt where somebody stops it."""
    try:
        yield
    except (MemoryError, duckdb.OutOfMemoryException) as why:
        raise StoreError(f"The store cannot read {what}. {NO_MEMORY}") from why
    except (RuntimeError, *_DAMAGE) as why:
        if any(word in str(why) for word in _STOPPED):
            raise KeyboardInterrupt from why
        if not isinstance(why, _DAMAGE):
            raise
        what_now = _what_now("read it", why)
        refusal, what_now = (StoreError, what_now) if what_now else (StoreDamaged, _DAMAGED)
        raise refusal(
            f"The store cannot read {what}: {reason(why)}. {what_now}",
            on_screen=f"The store cannot read {what}. {what_now}",
        ) from why


@contextmanager
def writing(what: str, address: str) -> Iterator[None]:
    """Raise Conflict where others wrote in between, StoreError where the store takes nothing."""
    try:
        yield
    except CommitFailedError as why:
        raise Conflict from why
    except MemoryError as why:
        raise StoreError(f"{what} cannot be written to the store. {NO_MEMORY}") from why
    except (DeltaError, OSError) as why:
        what_now = _what_now("write there", why)
        if "Nothing is damaged" not in what_now:
            what_now = f"{what_now} What it held before is untouched.".strip()
        raise StoreError(
            f"{what} cannot be written to the store {address}: {reason(why)}. {what_now}",
            on_screen=f"{what} cannot be written to the store. {what_now}",
        ) from why


def reason(why: Exception) -> str:
    """A library's message on one line, without its full stop."""
    if isinstance(why, OSError) and why.strerror:
        return f"{why.strerror}: {why.filename}" if why.filename else why.strerror
    first, *more = str(why).strip().splitlines() or [type(why).__name__]
    causes = [_CAUSE.split(line)[-1] for line in more if _CAUSE.search(line)]
    return ": ".join([first, *causes]).strip().rstrip(".")


def _what_now(do: str, why: Exception) -> str:
    """What to do about a fault that is none of the files'; nothing where it is one of theirs."""
    for words, what_now in _KNOWN:
        if any(word in reason(why) for word in words):
            return what_now
    if not isinstance(why, PermissionError) and not any(w in reason(why) for w in _DENIED):
        return ""
    return (
        f"Nothing is damaged, but the account that runs this may not {do}; whoever looks after the "
        "store can allow it."
    )

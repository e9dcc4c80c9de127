"""What is done to a store in a process of its own: on a full disk, short of memory, or killed.

    python -m tests.faults.driver HOW STORE ARGUMENT...

ARGUMENTs are those of `python -m extracts`. What is said goes to stderr, as a person sees it.
"""

import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

import extracts.keeping.tables
from extracts.commands.group import extracts as commands
from extracts.registry import EXTRACTS
from extracts.store import Store

_LEAST = 4096  # bytes that a file may have, where the disk cannot be filled
_MEMORY = 40 << 20  # bytes more than the program has when all of it is loaded


def full(store: Path) -> None:
    """No file may be longer than a few bytes: to the program, a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LEAST, _LEAST))


def short(store: Path) -> None:
    """Little memory is left."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def few(store: Path) -> None:
    """No more files may be open than the program has open already."""
    Store(store).current(EXTRACTS["charging"])
    n = len(os.listdir("/proc/self/fd")) - 1  # noqa: PTH208  # the listing itself is one
    resource.setrlimit(resource.RLIMIT_NOFILE, (n, n))


def die(*_: object, **__: object) -> None:
    """As kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_before(store: Path) -> None:
    """Die when the rows are ready and nothing is written."""
    extracts.keeping.tables.write_deltalake = die


def die_after(store: Path) -> None:
    """Die when all is written and nobody was told."""
    write = extracts.keeping.tables.write_deltalake

    def written(*args: object, **how: object) -> None:
        write(*args, **how)
        die()

    extracts.keeping.tables.write_deltalake = written


def die_between(store: Path) -> None:
    """Die as soon as a new file of rows is there, with the log's entry or without.

    Where the watch is not given a turn by then, die when all is written.
    """
    die_after(store)
    before = set(store.rglob("*.parquet*"))

    def watch() -> None:
        while set(store.rglob("*.parquet*")) == before:
            time.sleep(0.0001)
        die()

    threading.Thread(target=watch, daemon=True).start()


def die_undoing(store: Path) -> None:
    """Die when an undo is written."""
    restore = extracts.keeping.tables.DeltaTable.restore

    def restored(*args: object, **how: object) -> None:
        restore(*args, **how)
        die()

    extracts.keeping.tables.DeltaTable.restore = restored


if __name__ == "__main__":
    how, folder, *arguments = sys.argv[1:]
    if how != "as it is":
        globals()[how](Path(folder))
    commands([arguments[0], "--store", folder, *arguments[1:]])

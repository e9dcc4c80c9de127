"""The command that watches a folder, until it is told to stop or once."""

import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click

from extracts.commands import options as option
from extracts.commands.options import REFUSED, WITH_FINDINGS, worst
from extracts.commands.words import summary_line
from extracts.inbox.log import Log
from extracts.inbox.report import outcome
from extracts.inbox.watching import Inbox, Round
from extracts.keeping.address import in_full
from extracts.store import Store

LOOK_EVERY = 2.0  # seconds
LONGEST_WAIT = 600.0  # seconds that --once waits for files that do not stop growing
_SLICE = 0.25  # of a pause, after which a signal is heeded


class Stop:
    """Whether SIGTERM or SIGINT came. The file under way is ended; a second one ends at once."""

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> "Stop":
        self._before = {
            number: signal.signal(number, self._ask) for number in (signal.SIGTERM, signal.SIGINT)
        }
        return self

    def __exit__(self, *_: object) -> None:
        self._put_back()

    def _ask(self, _: int, __: FrameType | None) -> None:
        self.asked = True
        self._put_back()

    def _put_back(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def pause(self, seconds: float) -> None:
        """Wait, no longer than until a signal comes."""
        until = time.monotonic() + seconds
        while not self.asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE))


@click.command()
@click.argument("folder", type=option.FILE)
@option.store
@click.option("--once", is_flag=True, help="Take what is there, then end: for a scheduler.")
def watch(folder: Path, address: str | None, once: bool) -> int:
    """Publish the files of a folder as they come, by the Area's rules; move each when it is done.

    A file that is published goes to FOLDER/done, one that is refused to FOLDER/refused, each with a
    report beside it.
    """
    log = Log(click.echo, lambda: datetime.now(UTC))
    store = Store(address)
    with Stop() as stop:
        inbox = Inbox(folder, store, log=log, stop=lambda: stop.asked)
        try:
            if once:
                return take_once(inbox, log, stop)
            log.event(f"Watching {folder.absolute()} for the store {in_full(store.address)}.")
            keep_watching(inbox, stop)
            log.event("Stopped; what is left in the folder is taken at the next start.")
        finally:
            inbox.close()
    return 0


def keep_watching(inbox: Inbox, stop: Stop) -> None:
    """Look again and again until a signal comes."""
    while not stop.asked:
        inbox.round()
        stop.pause(LOOK_EVERY)


def take_once(
    inbox: Inbox, log: Log, stop: Stop, *, seconds: Callable[[], float] = time.monotonic
) -> int:
    """Take what is there, once it has stopped growing; the exit code.

    0: all is published, or was, or nothing was there (or another watcher takes it). 1: a file was
    refused or could not be taken. 2: published, with findings.
    """
    until, first, outcomes, codes = seconds() + LONGEST_WAIT, None, [], {0}
    while True:
        found = inbox.round()
        if not found.is_ours:
            return 0
        first = found.arriving if first is None else first
        outcomes += [outcome(taken) for taken in found.taken]
        codes |= _codes(found)
        left = found.arriving & first
        if found.is_away or not left or stop.asked or seconds() > until:
            break
        stop.pause(LOOK_EVERY / 4)
    for path in sorted(left):
        log.event(f"{path.name}: left in the folder, as it is still being written.")
    outcomes += ["left in the folder"] * len(found.kept | left)
    if not found.is_away:
        log.event(summary_line(outcomes) if outcomes else "Nothing to take.")
    return worst(codes | ({REFUSED} if found.kept or left else set()))


def _codes(found: Round) -> set[int]:
    codes = {REFUSED} if found.is_away or any(t.is_refused for t in found.taken) else set()
    return codes | ({WITH_FINDINGS} if any(t.has_findings for t in found.taken) else set())

"""The inbox: a folder whose files are published as they come, by the rules of the Area.

A file is moved after it is published. If the program ends in between, the same file is known by its
content when it is taken again: it publishes nothing, and is moved.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from extracts.area import Area, load_area
from extracts.errors import AreaError, StoreError
from extracts.extract import Extract
from extracts.inbox.arrivals import Arrivals, Mark, Seen, mark_of
from extracts.inbox.attempts import Attempts
from extracts.inbox.folder import FolderAway, Turn, make_ready
from extracts.inbox.lately import Lately
from extracts.inbox.log import Log
from extracts.inbox.move import move
from extracts.inbox.order import Order
from extracts.inbox.patience import Patience
from extracts.inbox.store import check_store
from extracts.inbox.take import (
    StoreAway,
    Taken,
    Waits,
    gave_up,
    take,
    too_large,
)
from extracts.reading.unpack import MOST_BYTES
from extracts.registry import EXTRACTS
from extracts.store import Store


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one look at the folder came to.

    is_ours: whether it was this watcher's turn. is_away: the folder or the Area's settings could
    not be used. taken: what came of each file that was moved. kept: files left for a reason.
    arriving: files that are not whole yet.
    """

    is_ours: bool = True
    is_away: bool = False
    taken: list[Taken] = field(default_factory=list)
    kept: set[Path] = field(default_factory=set)
    arriving: set[Path] = field(default_factory=set)


class Inbox:
    """A folder, the store that it fills, and what is known from one look to the next."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        *,
        log: Log,
        extracts: Mapping[str, Extract] = EXTRACTS,
        area: Callable[[], Area] = load_area,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: Callable[[], float] = time.monotonic,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """seconds: a clock that nobody can set. stop: whether to take no further file."""
        self._folder, self._store, self._log = folder, store, log
        self._extracts, self._area = extracts, area
        self._now, self._seconds, self._stop = now, seconds, stop
        self._turn, self._arrivals = Turn(folder), Arrivals(folder)
        self._attempts, self._patience = Attempts(folder), Patience()
        self._lately = Lately(folder, log)
        self._order = Order(store, extracts, lambda: _today(self._now()))

    def round(self) -> Round:
        """Look once, and take what is whole, the oldest extract first."""
        try:
            if not self._turn.is_ours():
                self._log.trouble(
                    "turn",
                    f"Another watcher takes the files of {self._folder}; this one stands by, and "
                    "takes over when that one ends.",
                )
                return Round(is_ours=False)
            self._log.over("turn", f"The other watcher ended; this one takes over {self._folder}.")
            area = self._area()
            make_ready(self._folder)
            self._lately.put_back(self._seconds())
            seen = self._arrivals.look(self._seconds(), area.inbox.still_seconds)
        except (FolderAway, AreaError) as why:
            self._log.trouble(f"away {why}", str(why))
            return Round(is_away=True)
        self._log.over("away", f"{self._folder} is watched again.")
        return self._take_all(seen, area)

    def close(self) -> None:
        """Let another watcher take the files."""
        self._turn.give_up()

    def _take_all(self, seen: Seen, area: Area) -> Round:
        self._patience.keep_only({*seen.whole, *seen.arriving, *seen.shut})
        for path, what in seen.passed_over.items():
            self._log.trouble(f"other {path.name}", f"{path.name}: passed over: it is {what}.")
        for path, why in seen.shut.items():
            self._log.trouble(
                f"file {path.name}:shut", f"{path.name}: kept: it cannot be opened: {why}."
            )
        at = self._seconds()
        due = {p: mark for p, mark in seen.whole.items() if self._patience.is_due(p, mark, at)}
        found = Round(
            kept={*seen.shut, *(seen.whole.keys() - due)},
            arriving=set(seen.arriving),
        )
        if due and not self._has_store():
            found.kept.update(due)
            return found
        for path in self._order.of(due):
            if self._stop():
                found.kept.add(path)
                continue
            try:
                taken = self._take(path, due[path], area)
            except Waits as why:
                self._keep(path, due[path], why, found)
            except StoreAway as why:
                self._log.trouble(f"store {why.extract}", f"{path.name}: kept in the folder. {why}")
                self._patience.put_off(path, due[path], self._seconds())
                found.kept.add(path)
            else:
                found.taken.extend([taken] if taken else [])
        return found

    def _has_store(self) -> bool:
        try:
            check_store(self._store, self._extracts.values(), self._folder / "done")
        except StoreError as why:
            self._log.trouble("empty store", str(why))
            return False
        self._log.over("empty store", "The store is there again.")
        return True

    def _take(self, path: Path, mark: Mark, area: Area) -> Taken | None:
        """Take a file and move it; None where it went away or is still written to.

        Raises Waits where it is to be left for some reason, StoreAway where that is the store.
        """
        now = self._now()
        data = b""
        try:
            if mark.size <= MOST_BYTES:
                data = path.read_bytes()
        except FileNotFoundError:
            self._log.event(f"{path.name}: it went away before it was taken.")
            return None
        except OSError as why:
            raise Waits(f"{path.name}: kept: it cannot be opened: {why.strerror}.") from why
        if mark_of(path) != mark:
            return None  # it is written to again
        if mark.size > MOST_BYTES:
            taken = too_large(path.name, mark.size, MOST_BYTES, now)
        elif not self._attempts.begin(path, mark):
            taken = gave_up(path.name, data, now)
        else:
            taken = self._judged(path.name, data, area, now)
        try:
            moved = move(path, mark, taken, self._log)
        finally:
            self._attempts.end()
        if moved:
            self._lately.add(moved, mark, self._seconds())
        return taken

    def _judged(self, name: str, data: bytes, area: Area, now: datetime) -> Taken:
        try:
            taken = take(
                self._store, data, name=name, area=area, now=now, today=_today(now),
                extracts=self._extracts,
            )  # fmt: skip
        except (Waits, StoreAway):
            self._attempts.end()  # and not where a fault of the program ends it
            raise
        if taken.reading:
            for about in ("itself", taken.reading.extract.key):
                self._log.over(f"store {about}", "The store can be used again.")
        return taken

    def _keep(self, path: Path, mark: Mark, why: Waits, found: Round) -> None:
        self._patience.put_off(path, mark, self._seconds())
        self._log.trouble(f"file {path.name}:{type(why).__name__}", str(why))
        found.kept.add(path)


def _today(now: datetime) -> date:
    """The day on the wall of this computer's office, where a file of a night is of the new day."""
    return now.astimezone().date()

"""An inbox on a desk: its folder and store, and clocks that stand until they are moved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from extracts.area import Area
from extracts.inbox.log import Log
from extracts.inbox.settings import InboxRules
from extracts.inbox.watching import Inbox, Round
from extracts.publications import Publication, live
from extracts.store import Store
from tests.extracts.small import SMALL, csv_of, held, thing

MORNING = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
STILL = 10.0
KNOWN = {SMALL.key: SMALL}


class Desk:
    """A folder that is watched, and everything around it that a test may turn."""

    def __init__(self, at: Path, *, extracts=KNOWN, **rules: object) -> None:
        self.folder, self.store = at / "in", Store(at / "store")
        self.folder.mkdir(exist_ok=True)
        self.extracts = extracts
        self.area = Area(name="North", inbox=replace(InboxRules(still_seconds=STILL), **rules))
        self.now, self.seconds, self.stop = MORNING, 1000.0, False
        self.lines: list[str] = []
        self.inbox = self.another()

    def another(self) -> Inbox:
        """A watcher of the same folder, with its own memory: also what is there after a restart."""
        log = Log(self.lines.append, lambda: self.now)
        return Inbox(
            self.folder,
            self.store,
            log=log,
            extracts=self.extracts,
            area=lambda: self.area,
            now=lambda: self.now,
            seconds=lambda: self.seconds,
            stop=lambda: self.stop,
        )

    def restart(self) -> None:
        """The program ends, however it does, and is started again."""
        self.inbox.close()
        self.inbox = self.another()

    def drop(self, name: str, *rows: tuple, data: bytes | None = None) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.write_bytes(csv_of(rows or [thing("A")]) if data is None else data)
        return path

    def round(self, after: float = 0.0) -> Round:
        """Look once, so many seconds later."""
        self.seconds += after
        return self.inbox.round()

    def settle(self) -> Round:
        """Look, and again when what is there has been still for long enough."""
        self.round()
        return self.round(after=STILL)

    def names(self, where: str = "") -> list[str]:
        """The files that stand somewhere, without dot files."""
        return sorted(
            p.name for p in (self.folder / where).iterdir() if p.is_file() and p.name[0] != "."
        )

    def report(self, name: str, where: str = "done") -> str:
        """The report beside a file."""
        return (self.folder / where / f"{name}.report.txt").read_text("utf-8-sig")

    def said(self) -> list[str]:
        """What was said since the last time, without times."""
        said = [line.split(" ", 1)[1] for line in self.lines]
        self.lines.clear()
        return said

    def history(self) -> list[Publication]:
        """The publications that hold."""
        return live(self.store.history(SMALL))

    def held(self) -> set[tuple]:
        """The rows that the store holds."""
        return held(self.store)


def days(names: Iterable[str]) -> list[date]:
    """The days in names as small_2026-11-20.csv."""
    return [date.fromisoformat(name[6:16]) for name in names]

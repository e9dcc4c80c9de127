"""The store, slow and obvious: it keeps every file whole, and reads them all again each time."""

from dataclasses import dataclass, replace
from datetime import date

from tests.extracts.small import Row


@dataclass(frozen=True)
class File:
    """What was published: the rows of a file, of a day, all open cases or some.

    A faulty row is not accepted; all that it says is that the file has the thing. came: its rows
    before a purge took some of them.
    """

    number: int
    day: date
    rows: tuple[Row, ...]
    full: bool = False
    came: tuple[Row, ...] | None = None

    def accepted(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not is_faulty(row))

    def has(self, name: str) -> bool:
        return name in {row[0] for row in self.rows}


def is_faulty(row: Row) -> bool:
    """Whether a row is closed before it was opened."""
    return row[3] is not None and row[3] < row[2]


@dataclass(frozen=True)
class Model:
    """Every file that holds, and how many publications and undos there were."""

    files: tuple[File, ...] = ()
    last: int = 0

    def states(self, until: date | None = None) -> dict[str, tuple[Row, bool]]:
        """Thing -> its row and whether it is withdrawn, from the files of that day and before."""
        states: dict[str, tuple[Row, bool]] = {}
        for file in sorted(self.files, key=lambda f: (f.day, f.number)):
            if until and file.day > until:
                continue
            if file.full:
                for name, (row, _) in states.items():
                    if row[3] is None and not file.has(name):
                        states[name] = (row, True)
            states |= {row[0]: (row, False) for row in file.accepted()}
        return states

    def current(self, until: date | None = None) -> set[Row]:
        """The rows that are not withdrawn."""
        return {row for row, gone in self.states(until).values() if not gone}

    def withdrawn(self, until: date | None = None) -> set[Row]:
        """The rows that are."""
        return {row for row, gone in self.states(until).values() if gone}

    def missing(self, rows: tuple[Row, ...], on: date) -> set[Row]:
        """The rows open on a day that a file of it does not hold."""
        names = {row[0] for row in rows}
        return {row for row in self.current(on) if row[3] is None and row[0] not in names}

    def find(self, rows: tuple[Row, ...], on: date, full: bool) -> File | None:
        """The file that was already published."""
        was = [(f, f.rows if f.came is None else f.came) for f in self.files]
        same = [f for f, came in was if (came, f.day, f.full) == (rows, on, full)]
        return same[-1] if same else None

    def newest(self) -> date:
        """The day of the newest file."""
        return max((f.day for f in self.files), default=date.min)

    def publish(self, rows: tuple[Row, ...], on: date, full: bool) -> "Model":
        """With one file more."""
        number = self.last + 1
        return Model((*self.files, File(number, on, rows, full)), number)

    def undo(self, number: int) -> "Model":
        """Without the file of that number and those published after it."""
        return Model(tuple(f for f in self.files if f.number < number), self.last + 1)

    def purge(self, before: date) -> tuple["Model", set[str], int]:
        """(without what was over before a day, the things that go, how many faulty rows go)."""
        ended: dict[str, date | None] = {}
        for file in sorted(self.files, key=lambda f: (f.day, f.number)):
            if file.full:
                for name, day in ended.items():
                    if day is None and not file.has(name):
                        ended[name] = file.day  # withdrawn
            ended |= {row[0]: row[3] for row in file.accepted()}
        gone = {name for name, day in ended.items() if day is not None and day < before}
        files, n_faulty = [], 0
        for file in self.files:
            goes = [row[0] in gone or (is_faulty(row) and file.day < before) for row in file.rows]
            n_faulty += sum(g and is_faulty(r) for g, r in zip(goes, file.rows, strict=True))
            rows = tuple(r for g, r in zip(goes, file.rows, strict=True) if not g)
            came = file.rows if file.came is None else file.came
            files.append(replace(file, rows=rows, came=came))
        return Model(tuple(files), self.last + bool(gone or n_faulty)), gone, n_faulty

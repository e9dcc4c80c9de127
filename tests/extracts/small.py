"""A small extract, and stores of a few rows of it."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from deltalake import DeltaTable

from extracts.extract import Extract, NotBefore
from extracts.intake import Published, publish
from extracts.kinds import Choice, Date, Whole
from extracts.publications import Publication
from extracts.read import Reading, read
from extracts.store import Store
from extracts.text_kinds import Text

SMALL = Extract(
    key="small",
    title="Small",
    one_row_is="one thing",
    keys=("thing",),
    opens="opened_on",
    closes="closed_on",
    fields=(
        Text(name="thing", title="Thing", says="Which thing it is", upper=True),
        Choice(name="colour", title="Colour", says="Its colour", values=("red", "blue", "green")),
        Date(name="opened_on", title="Date opened", says="The day it was opened"),
        Date(name="closed_on", title="Date closed", says="The day it was closed", blank=True),
    ),
    rules=(
        NotBefore(
            later="closed_on",
            earlier="opened_on",
            message="It is closed before it was opened; correct one of the dates.",
        ),
    ),
)
# The same as a later version of the program declares it.
WIDER = replace(
    SMALL, fields=(*SMALL.fields, Whole(name="size", title="Size", says="How big", blank=True))
)
OPENED = date(2026, 1, 1)
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
HEADINGS = tuple(f.title for f in SMALL.fields)

Row = tuple[str, str, date, date | None]


def day(n: int) -> date:
    """The nth of November 2026."""
    return date(2026, 11, n)


def thing(name: str, colour: str = "red", closed: date | None = None) -> Row:
    """A row as the store has it."""
    return name, colour, OPENED, closed


def csv_of(rows: Iterable[Iterable[object]], headings: Iterable[str] = HEADINGS) -> bytes:
    """A file with these rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(["" if c is None else c for c in row] for row in rows)
    return out.getvalue().encode()


def read_small(data: bytes, on: date, extract: Extract = SMALL, name: str = "small.csv") -> Reading:
    """The bytes as read as a file of that day."""
    return read(
        data,
        name=name,
        today=on,
        extract=extract,
        extract_day=on,
        extracts={extract.key: extract},
    )


def reading_of(rows: Iterable[Iterable[object]], on: date, name: str = "small.csv") -> Reading:
    """The rows as read from a file of that day."""
    return read_small(csv_of(rows), on, name=name)


def put(
    store: Store,
    on: date,
    *rows: Row,
    full: bool = False,
    withdraw: int | None = None,
    name: str = "small.csv",
) -> Published:
    """Publish these rows as a file of that day."""
    reading = reading_of(rows, on, name)
    return publish(store, reading, who="Ann", now=NOW, full=full, withdraw=withdraw)


class Interrupted(Store):
    """A store in which somebody else does something after so many looks at it."""

    def __init__(self, folder: Path, after: int, deed: Callable[[Store], object]) -> None:
        super().__init__(folder)
        self.left, self.deed = after, deed

    def table(self, extract: Extract, version: int | None = None) -> DeltaTable | None:
        found = super().table(extract, version)
        self._look()
        return found

    def history(self, extract: Extract) -> list[Publication]:
        found = super().history(extract)
        self._look()
        return found

    def _look(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.deed(Store(self.address))


def numbers(publications: Iterable[Publication]) -> list[int]:
    """The numbers of publications."""
    return [p.number for p in publications]


def held(store: Store, **how: object) -> set[Row]:
    """The current rows, or as at a day, or at a version."""
    table = store.current(SMALL, **how)  # type: ignore[arg-type]
    rows = [tuple(r.values()) for r in table.to_pylist()]
    assert len({r[0] for r in rows}) == len(rows), "a thing is held twice"
    return set(rows)

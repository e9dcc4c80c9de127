"""Synthetic charging submissions, from thousands to tens of millions of rows.

The same rows at every run. Cases come in the order of their receipt, as in the files that the
dashboard is sent, over four years and the units of the Area; 97% have been decided.
"""

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from extracts.area import load_area
from extracts.keeping.table_columns import BOOKKEEPING, table_schema
from extracts.publications import Publication
from extracts.registry import CASEWORK_TYPES, EXTRACTS, SAMPLE_PREFIX
from extracts.store import Store

CHARGING = EXTRACTS["charging"]
LAST = date(2024, 11, 15)  # the day of the first extract, which holds all of the past
YEARS = 4
APPEND = 2_500_000  # rows a publication; a million rows are one, ten million are four
REVISIONS = 10  # later publications that revise cases of the first
AS_OF = LAST + timedelta(days=REVISIONS)  # the day of the last of them
TRACKS, TRACK_SHARES = ("28 day", "5 day", "Priority"), (0.76, 0.10, 0.14)
OUTCOMES = ("Returned at triage", "Action plan", "Charge", "No further action", "Out of court")


def charging(first: int, count: int, of: int, last: date = LAST) -> pa.Table:
    """The rows `first` to `first + count` of a set of `of`, as declared and typed.

    Two cases in three rows: every other case has a second submission.
    """
    rng = np.random.default_rng(first + 1)
    row = np.arange(first, first + count)
    units = [unit.name for unit in load_area().units]
    unit = rng.integers(len(units), size=count)
    home = np.array([_home(name) for name in units])[unit]
    casework = np.where(rng.random(count) < 0.03, 1 - np.minimum(home, 1), home)
    track = rng.choice(len(TRACKS), p=TRACK_SHARES, size=count)
    end = _number(last)
    received = end - 365 * YEARS + row * (365 * YEARS) // of
    late = rng.random(count) < 0.18
    wait = np.where(late, 28 + rng.exponential(25, count), rng.triangular(0, 24, 28, count))
    decided = received + np.where(track == 0, wait, wait / 5).astype(int)
    is_open = (decided > end) | (rng.random(count) < 0.01)
    outcome = rng.choice(len(OUTCOMES), size=count)
    accepted = received + rng.integers(0, 4, count)
    made = {
        "urn": _urns(row // 3 * 2 + (row % 3 == 2)),
        "submission": pa.array(1 + (row % 3 == 1), pa.int32()),
        "unit": _chosen(units, unit),
        "casework_type": _chosen(CASEWORK_TYPES, casework),
        "review_track": _chosen(TRACKS, track),
        "in_custody": pa.array(rng.random(count) < 0.16),
        "received_on": _days(received),
        "accepted_on": _days(accepted, unless=accepted > end),
        "decided_on": _days(decided, unless=is_open),
        "outcome": _chosen(OUTCOMES, outcome, unless=is_open),
        "police_due_on": _days(decided + 28, unless=is_open | (outcome != 1)),
        "same_prosecutor": pa.array(rng.random(count) < 0.6, mask=is_open),
    }
    return pa.table(made, schema=CHARGING.schema())


def _home(unit: str) -> int:
    """The place in CASEWORK_TYPES of what a unit mostly does."""
    words = {"RASSO": 2, "Complex": 3, "Crown": 1}
    return next((place for word, place in words.items() if word in unit), 0)


def _urns(case: np.ndarray) -> pa.Array:
    digits = pc.utf8_lpad(pa.array(case).cast(pa.string()), 8, "0")
    return pc.binary_join_element_wise(SAMPLE_PREFIX, digits, "")


def _chosen(names: Iterable[str], place: np.ndarray, unless: np.ndarray | None = None) -> pa.Array:
    return pa.array(list(names)).take(pa.array(place, mask=unless))


def _days(number: np.ndarray, unless: np.ndarray | None = None) -> pa.Array:
    return pa.array(number.astype(np.int32), pa.int32(), mask=unless).cast(pa.date32())


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def as_decided(rows: pa.Table, day: date) -> pa.Table:
    """The same cases as a later extract has them: charged on a day."""
    return _with(_with(rows, "decided_on", day), "outcome", "Charge")


def as_open(rows: pa.Table) -> pa.Table:
    """The same cases as an earlier extract had them: not yet decided."""
    for name in ("decided_on", "outcome", "police_due_on", "same_prosecutor"):
        rows = _with(rows, name, None)
    return rows


def _with(rows: pa.Table, name: str, value: object) -> pa.Table:
    place, kind = rows.schema.get_field_index(name), CHARGING[name].dtype
    return rows.set_column(place, name, pa.repeat(pa.scalar(value, kind), rows.num_rows))


def store(folder: Path, *, rows: int, revised: float = 0.0) -> Store:
    """A store of that many cases, as they stand in the end in `charging(0, rows, rows)`.

    revised: the share that was published open at first, and decided by one of REVISIONS later.
    """
    made, number = Store(folder), 0
    each = [(first, min(APPEND, rows - first)) for first in range(0, rows, APPEND)]
    for later in range(REVISIONS + 1 if revised else 1):
        day = LAST + timedelta(days=later)
        for first, count in each:
            table, number = _numbered(charging(first, count, rows), first), number + 1
            turn = _turns(count, revised)
            if later:
                table = table.filter(pa.array(turn == later))
            elif revised:
                parts = [
                    table.filter(pa.array(turn == 0)),
                    as_open(table.filter(pa.array(turn > 0))),
                ]
                order = np.argsort(
                    np.concatenate([np.flatnonzero(turn == 0), np.flatnonzero(turn)])
                )
                table = pa.concat_tables(parts).take(pa.array(order))
            _append(made, table, number, day, revises=later > 0)
    return made


def daily(folder: Path, *, rows: int, days: int) -> Store:
    """A store of that many cases: half of them published at first, then some every day."""
    made, first = Store(folder), rows // 2
    every = _numbered(charging(0, rows, rows), 0)
    each = (rows - first) // days
    _append(made, every.slice(0, first), 1, LAST, revises=False)
    for later in range(days):
        some = every.slice(first + later * each, each)
        _append(made, some, later + 2, LAST + timedelta(days=later + 1), revises=False)
    return made


def _numbered(rows: pa.Table, first: int) -> pa.Table:
    case = pa.array(np.arange(first + 1, first + 1 + rows.num_rows), pa.int32())
    return rows.append_column("_case", case)


def _turns(count: int, revised: float) -> np.ndarray:
    """The revision that decides each of some rows, from 1 up; 0 where none does."""
    every = round(REVISIONS / revised) if revised else 1
    turn = np.arange(count) % every + 1
    return np.where(turn <= REVISIONS, turn, 0) if revised else np.zeros(count, int)


def _append(store: Store, rows: pa.Table, number: int, day: date, *, revises: bool) -> None:
    fill = {
        "_kind": "row",
        "_extract_day": day,
        "_publication": number,
        "_revises": revises,
        "_withdrawn": False,
    }
    for field in BOOKKEEPING:
        if field.name not in rows.column_names:
            value = pa.scalar(fill.get(field.name), field.type)
            rows = rows.append_column(field, pa.repeat(value, rows.num_rows))
    rows = rows.select(table_schema(CHARGING).names)
    publication = Publication(
        number=number,
        extract=CHARGING.key,
        who="benchmark",
        at=datetime(2024, 11, 15, 8, tzinfo=UTC) + timedelta(minutes=number),
        file=f"publication {number}",
        sha256=str(number),
        extract_day=day,
        n_rows=rows.num_rows,
        n_accepted=rows.num_rows,
    )
    table = store.table_for_writing(CHARGING)
    store.append(CHARGING, table, rows.cast(table_schema(CHARGING)), publication)


def csv_file(path: Path, rows: pa.Table) -> None:
    """Rows as people export them: headings in words, days as dd/mm/yyyy, yes and no."""
    columns = [_as_written(column) for column in rows.columns]
    titles = [CHARGING[name].title for name in rows.column_names]
    pyarrow.csv.write_csv(
        pa.table(columns, names=titles),
        path,
        pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none"),
    )


def _as_written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_date(column.type):
        column = pc.strftime(column.cast(pa.timestamp("s")), "%d/%m/%Y")
    elif pa.types.is_boolean(column.type):
        column = pc.if_else(column, "Yes", "No")
    return pc.fill_null(column.cast(pa.string()), "")


FAULTS = (  # heading, what is written there; one faulty row in a hundred has one of them
    ("Review track", "21 day"),
    ("Date received", "31/02/2024"),
    ("Date decided", "13/11/2023 late"),
    ("Date decided", "01/01/2001"),  # before the submission was received
    ("URN", ""),
    ("Submission", "first"),
    ("In custody", "perhaps"),
    ("Date accepted", "2024-11-02"),  # written in another way than the rest of the column
    ("Outcome", "Charge; see note"),
    (None, ""),  # a row that lacks its last two cells
)


def with_faults(path: Path, to: Path, *, one_in: int = 100) -> None:
    """The same file with a fault in one row of so many, each kind of FAULTS in turn."""
    with path.open(encoding="utf-8") as lines, to.open("w", encoding="utf-8") as out:
        titles = next(lines)
        out.write(titles)
        places = {title: i for i, title in enumerate(titles.rstrip("\n").split(","))}
        for i, line in enumerate(lines, start=1):
            if i % one_in == 0:
                title, text = FAULTS[i // one_in % len(FAULTS)]
                cells = line.rstrip("\n").split(",")
                if title is None:
                    cells = cells[:-2]
                else:
                    cells[places[title]] = text
                line = ",".join(cells) + "\n"
            out.write(line)
        out.flush()
        os.fsync(out.fileno())

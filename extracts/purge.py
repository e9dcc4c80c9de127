"""Purge: cases that were over before a day are removed for good, from every version of the store.

A case is what rows with one first key tell of, such as a URN: all of it goes, once all of it is
over, or none of it. Open cases stay, whatever their age.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from extracts.errors import PublicationRefused
from extracts.extract import Extract
from extracts.keeping import faults
from extracts.keeping.erasure import overwrite_without, remove_files, unfinished
from extracts.keeping.faults import Conflict
from extracts.keeping.turns import unhindered
from extracts.publications import Publication, check_note
from extracts.refusals import NotConfirmed
from extracts.store import Store

READERS_WAIT = 60.0  # seconds that what is being read may take; the slowest page took 10


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What a purge of an extract would remove, and with it goes.

    keys: the first keys of the cases; by_year: how many of them were over in each year; n_rows: of
    the log; n_rejected: their rejected rows, and those of extracts of days before; n_kept: cases
    that stay. unfinished: the version of a purge that was stopped, whose files are still there.
    """

    extract: Extract
    before: date
    table: DeltaTable | None
    keys: pa.Table
    by_year: Mapping[int, int]
    n_rows: int
    n_rejected: int
    n_kept: int
    unfinished: int | None

    @property
    def n(self) -> int:
        """The number to confirm: cases and rejected rows."""
        return self.keys.num_rows + self.n_rejected


def removal(store: Store, extract: Extract, before: date) -> Removal:
    """What a purge would remove from the store as it is now."""
    table = store.table(extract)
    key, closes = extract.keys[0], extract.closes or extract.opens
    over = f'CASE WHEN _withdrawn THEN _extract_day ELSE "{closes}" END'
    ends = "TRUE"
    if extract.ends:
        field, values = extract.ends
        one_of = ", ".join(f"'{v}'" for v in values)
        ends = f'coalesce("{field}" IN ({one_of}), FALSE) OR _withdrawn'
    columns = [key, closes, extract.opens, *extract.keys, "_withdrawn", "_extract_day"]
    columns += [extract.ends[0]] if extract.ends else []
    order = ", ".join(f'"{c}"' for c in (extract.opens, *extract.keys))
    with store.newest(extract, [*dict.fromkeys(columns)], withdrawn=True, table=table) as newest:
        asked = newest.query(
            "newest",
            f"""
            WITH cases AS (
              SELECT "{key}", max({over}) AS _over,
                bool_and(({over}) IS NOT NULL) AND arg_max({ends}, ({order})) AS _is_over
              FROM newest GROUP BY "{key}"
            )
            SELECT "{key}", _over, _is_over AND _over < DATE '{before}' AS _goes FROM cases
            """,
        )
        assert asked is not None  # of a SELECT there always is one
        found = asked.to_arrow_table()
    gone = found.filter(found["_goes"])
    n_rows, n_rejected = _counts(store, extract, table, gone.select([key]), before)
    return Removal(
        extract=extract,
        before=before,
        table=table,
        keys=gone.select([key]),
        by_year=Counter(sorted(pc.year(gone["_over"]).to_pylist())),
        n_rows=n_rows,
        n_rejected=n_rejected,
        n_kept=found.num_rows - gone.num_rows,
        unfinished=unfinished(store, extract),
    )


def _counts(
    store: Store, extract: Extract, table: DeltaTable | None, gone: pa.Table, before: date
) -> tuple[int, int]:
    """(rows of the log that go, rejected rows that go)."""
    if table is None:
        return 0, 0
    key = extract.keys[0]
    with faults.reading(extract.title), duckdb.connect() as engine:
        log = pa.RecordBatchReader.from_stream(table.scan([key, "_kind", "_extract_day"]))
        engine.register("log", log)
        engine.register("gone", gone)
        (counted,) = engine.sql(
            f"""
            SELECT count(*) FILTER (_kind <> 'rejected'), count(*) FILTER (_kind = 'rejected')
            FROM log WHERE "{key}" IN (FROM gone)
            OR _kind = 'rejected' AND _extract_day < DATE '{before}'
            """
        ).fetchall()
    return counted


def purge(
    store: Store,
    extracts: Iterable[Extract],
    before: date,
    *,
    confirm: int,
    who: str,
    now: datetime,
    note: str = "",
    wait: float = READERS_WAIT,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Publication]:
    """Remove for good the cases that were over before a day; the records of what was removed.

    confirm: the number of cases and rejected rows of all the extracts together (`Removal.n`), else
    NotConfirmed. Each extract gets a version without them, and after `wait` seconds, for those who
    read the one before, the files of earlier versions are removed. Stopped anywhere, nothing is
    torn, and the same again goes on. Raises PublicationRefused or StoreError.
    """
    check_day(before, now)
    check_note(note)
    plan = [removal(store, extract, before) for extract in extracts]
    if confirm != (n := sum(r.n for r in plan)):
        raise NotConfirmed(n)
    made = []
    for going in plan:
        if going.n:
            progress(f"{going.extract.title}: leave out {going.n:,}")
            made.append(_leave_out(store, going, who=who, now=now, note=note))
    waiting = [(r.extract, v) for r in plan if (v := unfinished(store, r.extract)) is not None]
    if waiting and wait:
        progress(f"wait {wait:.0f} seconds for those who read the version before")
        time.sleep(wait)
    for extract, version in waiting:
        progress(f"{extract.title}: remove the files of earlier versions")
        remove_files(store, extract, version)
    return made


def check_day(before: date, now: datetime) -> None:
    """Raise PublicationRefused for a day that has not come, which would take what is not over."""
    if before > now.date():
        raise PublicationRefused(
            f"{before:%d/%m/%Y} has not come yet. Give a day before which cases are to go."
        )


def _leave_out(store: Store, going: Removal, *, who: str, now: datetime, note: str) -> Publication:
    """The version without what goes."""
    wanted, extract = going.n, going.extract

    def leave_out() -> Publication:
        nonlocal going
        table = going.table
        assert table is not None
        record = Publication(
            number=store.next_number(table),
            extract=extract.key,
            version=table.version() + 1,
            who=who,
            at=now,
            note=note,
            mode="purge",
            purged_before=going.before,
            n_purged=going.keys.num_rows,
            n_purged_rejected=going.n_rejected,
        )
        try:
            overwrite_without(store, extract, table, going.keys, record)
        except Conflict:
            going = removal(store, extract, going.before)
            if going.n == wanted:
                raise
            raise PublicationRefused(
                f"Others published {extract.title} meanwhile, and {going.n:,} of it would go now. "
                "Nothing of it is removed; look again and confirm the new number."
            ) from None
        return record

    return unhindered(leave_out, f"publishing {extract.title}")

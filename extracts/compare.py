"""What a file would change: its rows against the store's, as at the file's own day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from extracts import faults
from extracts.extract import Extract
from extracts.late import afterwards
from extracts.newest import ORDER
from extracts.publications import Publication, live
from extracts.read import Reading
from extracts.rows import kept, rejected
from extracts.store import Store, among, quoted


@dataclass(frozen=True, kw_only=True)
class Change:
    """The effect of publishing a reading.

    rows: what would be appended. n_new, n_changed, n_unchanged and n_open_missing are against the
    store as at the file's own day; n_withdrawn is of a full file, or of an earlier file's rows that
    a later full one, already published, does not hold.
    """

    table: DeltaTable | None
    number: int
    rows: pa.Table
    n_new: int
    n_changed: int
    n_unchanged: int
    n_withdrawn: int
    n_open_missing: int
    changed_fields: Mapping[str, int]


def compare(
    store: Store,
    reading: Reading,
    *,
    full: bool = False,
    history: list[Publication] | None = None,
) -> Change:
    """The change that a reading makes to the store as it is now.

    full: open rows that are not in the file are withdrawn. history: where it was just read. An
    older file is compared with the rows of its own day and before, and never changes what files of
    later days said (late.py).
    """
    extract, day = reading.extract, reading.extract_day
    names, keys = [f.name for f in extract.fields], quoted(extract.keys)
    table = store.table(extract)
    number = 1 if table is None else store.next_number(table)
    faulty = rejected(reading)
    with faults.reading(extract.title), duckdb.connect() as engine:
        log = store.scan(extract, [*names, "_case", *ORDER, "_withdrawn"], table=table)
        engine.register("log", among(log, extract.keys[0], reading.rows))
        engine.register("file", _numbered(reading.rows))
        engine.register("faulty", faulty)
        _judge(engine, extract, day, 0 if table is None else store.last_case(table))
        (n_new, n_changed, n_unchanged), changed_fields = _counts(engine, extract)
        said = quoted([*names, "_case", "_revises"])
        says = f"SELECT {said} FROM judged WHERE _new OR _changed ORDER BY _at"
        held = f"SELECT {keys} FROM judged WHERE NOT _new AND NOT _changed"
        rows, seen = engine.sql(says).to_arrow_table(), engine.sql(held).to_arrow_table()
        history = store.history(extract) if history is None else history
        later = [p for p in live(history) if p.extract_day and p.extract_day > day]
        after = _afterwards(engine, store, reading, table, number, later)
        missing = _missing(
            engine, store, reading, table, [*names, "_case"] if full else extract.keys
        )
    gone = missing if full else missing.slice(0, 0)
    stamp = {"_extract_day": day, "_publication": number}
    return Change(
        table=table,
        number=number,
        rows=pa.concat_tables(
            [
                kept(rows, extract, _kind="row", **stamp),
                kept(seen, extract, _kind="seen", **stamp),
                kept(after, extract, _kind="row", **stamp),
                kept(gone, extract, _kind="row", _revises=True, _withdrawn=True, **stamp),
                kept(faulty, extract, _kind="rejected", **stamp),
            ]
        ),
        n_new=n_new,
        n_changed=n_changed,
        n_unchanged=n_unchanged,
        n_withdrawn=gone.num_rows + (pc.sum(after["_newly"]).as_py() or 0),
        n_open_missing=missing.num_rows,
        changed_fields=changed_fields,
    )


def _numbered(rows: pa.Table) -> pa.Table:
    return rows.append_column("_at", pa.array(np.arange(rows.num_rows)))


def _judge(engine: duckdb.DuckDBPyConnection, extract: Extract, day: date, last: int) -> None:
    """Make the tables `known` (all rows of the file's cases) and `judged` (its rows, judged).

    Cases that no file held before are numbered after the last, in the order of the file.
    """
    keys, names = quoted(extract.keys), [f.name for f in extract.fields]
    is_new = f'before."{extract.keys[0]}" IS NULL'
    differs = {
        n: f'NOT ({is_new}) AND file."{n}" IS DISTINCT FROM before."{n}"' for n in _values(extract)
    }
    changed = " OR ".join([*differs.values(), "before._withdrawn"])
    engine.execute(
        f"""
        CREATE TEMP TABLE known AS SELECT * FROM log SEMI JOIN file USING ({keys});
        CREATE TEMP TABLE judged AS
          WITH before AS (
            FROM known WHERE _extract_day <= DATE '{day}'
            QUALIFY row_number() OVER (PARTITION BY {keys}
              ORDER BY _extract_day DESC, _publication DESC) = 1
          ), ever AS (SELECT DISTINCT {keys}, _case AS _known FROM known)
          SELECT {quoted([*names, "_at"], "file.")}, {is_new} AS _new,
            coalesce({changed}, FALSE) AS _changed, _known IS NOT NULL AS _revises,
            coalesce(_known, {last} + row_number() OVER (
              PARTITION BY _known IS NULL ORDER BY _at)) AS _case,
            {", ".join(f'{d} AS "_differs_{n}"' for n, d in differs.items())}
          FROM file LEFT JOIN before USING ({keys}) LEFT JOIN ever USING ({keys});
        """
    )


def _values(extract: Extract) -> list[str]:
    return [f.name for f in extract.fields if f.name not in extract.keys]


def _counts(
    engine: duckdb.DuckDBPyConnection, extract: Extract
) -> tuple[tuple[int, int, int], dict[str, int]]:
    """((new, changed, unchanged), field -> in how many rows it changed)."""
    values = _values(extract)
    columns = [
        "_new",
        "_changed",
        "NOT _new AND NOT _changed",
        *(f'"_differs_{n}"' for n in values),
    ]
    every = ", ".join(f"count(*) FILTER ({c})" for c in columns)
    (counted,) = engine.sql(f"SELECT {every} FROM judged").fetchall()
    return counted[:3], {n: c for n, c in zip(values, counted[3:], strict=True) if c}


def _afterwards(
    engine: duckdb.DuckDBPyConnection,
    store: Store,
    reading: Reading,
    table: DeltaTable | None,
    number: int,
    later: list[Publication],
) -> pa.Table:
    """The rows of later days that a late file makes necessary."""
    if not later:
        return pa.table({"_newly": pa.array([], pa.bool_())})
    extract, day = reading.extract, reading.extract_day
    columns, where = [*extract.keys, *ORDER], f"_extract_day > DATE '{day}'"
    for kind in ("seen", "rejected"):
        engine.register(kind, store.scan(extract, columns, kind=kind, where=where, table=table))
    return afterwards(engine, extract, day, number, later).to_arrow_table()


def _missing(
    engine: duckdb.DuckDBPyConnection,
    store: Store,
    reading: Reading,
    table: DeltaTable | None,
    columns: Sequence[str],
) -> pa.Table:
    """The rows that are open as at the file's day and not in it, not even as a rejected row."""
    extract = reading.extract
    if extract.closes is None:
        return extract.schema().empty_table()
    wanted = [*dict.fromkeys([*columns, extract.closes])]
    with store.newest(extract, wanted, as_at=reading.extract_day, table=table) as newest:
        is_open = newest.filter(f'"{extract.closes}" IS NULL').to_arrow_table()
    engine.register("is_open", is_open)
    keys = quoted(extract.keys)
    return engine.sql(
        f"FROM is_open ANTI JOIN file USING ({keys}) ANTI JOIN faulty USING ({keys})"
    ).to_arrow_table()

"""What a file would change: its rows against the store's, as at the file's own day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable

from extracts.fields import Extract
from extracts.read import Reading
from extracts.store import Store, quoted
from extracts.tables import table_schema


@dataclass(frozen=True, kw_only=True)
class Change:
    """The effect of publishing a reading. `rows`: what would be appended, but for the publication's number."""

    table: DeltaTable | None
    number: int
    rows: pa.Table
    n_new: int
    n_changed: int
    n_unchanged: int
    n_withdrawn: int
    n_open_missing: int
    changed_fields: Mapping[str, int]


def compare(store: Store, reading: Reading, *, full: bool = False) -> Change:
    """The change that a reading makes to the store as it is now.

    full: open rows that are not in the file are withdrawn. An older file is compared with the rows of
    its own day and before; where a later file held a case unchanged, that case's state is said again at
    the later day, so that a late file never changes what came after it.
    """
    extract, day = reading.extract, reading.extract_day
    table = store.table(extract)
    version = None if table is None else table.version()
    keys, names = list(extract.keys), [f.name for f in extract.fields]
    join = f"USING ({quoted(keys)})"
    with duckdb.connect() as engine:
        engine.register("file", reading.rows)
        engine.register("log", store.scan(extract, [*names, "_extract_day", "_publication", "_withdrawn"], version=version))
        engine.execute(f"CREATE TEMP TABLE known AS SELECT * FROM log SEMI JOIN file {join}")
        engine.execute(
            f"CREATE TEMP TABLE before AS SELECT * FROM known WHERE _extract_day <= DATE '{day}' QUALIFY row_number() "
            f"OVER (PARTITION BY {quoted(keys)} ORDER BY _extract_day DESC, _publication DESC) = 1"
        )
        values = [n for n in names if n not in keys]
        differs = {n: f'f."{n}" IS DISTINCT FROM b."{n}"' for n in values}
        is_new, any_differs = f'b."{keys[0]}" IS NULL', " OR ".join([*differs.values(), "b._withdrawn"])
        engine.execute(
            f"CREATE TEMP TABLE judged AS SELECT {quoted(names, 'f.')}, {is_new} AS _new, "
            f"NOT ({is_new}) AND ({any_differs}) AS _changed, "
            f"EXISTS (SELECT 1 FROM known k WHERE {_same(keys, 'k', 'f')}) AS _revises, "
            + ", ".join(f'NOT ({is_new}) AND {d} AS "_d_{n}"' for n, d in differs.items())
            + f" FROM file f LEFT JOIN before b {join}"
        )
        counted = engine.sql(
            "SELECT count(*) FILTER (_new), count(*) FILTER (_changed), count(*) FILTER (NOT _new AND NOT _changed), "
            + ", ".join(f'count(*) FILTER ("_d_{n}")' for n in values)
            + " FROM judged"
        ).fetchall()[0]
        parts = [
            _part(engine.sql(f"SELECT {quoted(names)}, _revises FROM judged WHERE _new OR _changed"), extract, "row", day),
            _part(engine.sql(f"SELECT {quoted(keys)} FROM judged WHERE NOT _new AND NOT _changed"), extract, "seen", day),
            _part(_said_again(engine, store, extract, version, day), extract, "row", day),
            _rejected(reading),
        ]
        missing = _open_missing(engine, store, extract, version)
        if full:
            parts.append(_part(missing.project("*, TRUE AS _withdrawn"), extract, "row", day))
        n_missing = len(missing)
    return Change(
        table=table,
        number=1 if table is None else store.next_number(table),
        rows=pa.concat_tables(parts),
        n_new=counted[0],
        n_changed=counted[1],
        n_unchanged=counted[2],
        n_withdrawn=n_missing if full else 0,
        n_open_missing=n_missing,
        changed_fields={n: c for n, c in zip(values, counted[3:], strict=True) if c},
    )


def _same(keys: list[str], one: str, other: str) -> str:
    return " AND ".join(f'{one}."{k}" = {other}."{k}"' for k in keys)


def _said_again(
    engine: duckdb.DuckDBPyConnection, store: Store, extract: Extract, version: int | None, day: object
) -> duckdb.DuckDBPyRelation:
    """The state before of changed cases, at the later day on which a file held them unchanged."""
    keys, names = list(extract.keys), [f.name for f in extract.fields]
    later = store.scan(extract, [*keys, "_extract_day"], kind="seen", where=f"_extract_day > DATE '{day}'", version=version)
    engine.register("seen", later)
    return engine.sql(
        f"WITH next_seen AS (SELECT {quoted(keys, 's.')}, min(s._extract_day) AS at FROM seen s SEMI JOIN "
        f"(SELECT * FROM judged WHERE _changed) j USING ({quoted(keys)}) GROUP BY ALL) "
        f"SELECT {quoted(names, 'b.')}, b._withdrawn, n.at AS _extract_day, TRUE AS _revises FROM before b "
        f"JOIN next_seen n USING ({quoted(keys)}) WHERE NOT EXISTS (SELECT 1 FROM known k WHERE "
        f"{_same(keys, 'k', 'b')} AND k._extract_day > DATE '{day}' AND k._extract_day <= n.at)"
    )


def _open_missing(
    engine: duckdb.DuckDBPyConnection, store: Store, extract: Extract, version: int | None
) -> duckdb.DuckDBPyRelation:
    """The current rows that are open and not in the file."""
    names = [f.name for f in extract.fields]
    if extract.closes is None:
        engine.register("open_now", pa.table({n: [] for n in names}, schema=extract.schema()))
    else:
        with store.newest(extract, names, version=version) as current:
            engine.register("open_now", current.filter(f'"{extract.closes}" IS NULL').to_arrow_table())
    engine.execute(
        f"CREATE TEMP TABLE missing AS SELECT {quoted(names)}, TRUE AS _revises FROM open_now "
        f"ANTI JOIN file USING ({quoted(extract.keys)})"
    )
    return engine.table("missing")


def _part(relation: duckdb.DuckDBPyRelation, extract: Extract, kind: str, day: object) -> pa.Table:
    """Rows for the table, with the columns that are not given filled in."""
    given = relation.to_arrow_table()
    schema = table_schema(extract)
    fill = {"_kind": kind, "_extract_day": day, "_revises": False, "_withdrawn": False}
    return pa.table(
        [
            given[f.name].cast(f.type)
            if f.name in given.column_names
            else pa.repeat(pa.scalar(fill.get(f.name), f.type), given.num_rows)
            for f in schema
        ],
        schema=schema,
    )


def _rejected(reading: Reading) -> pa.Table:
    """The rejected rows, each with the findings that reject it, as JSON."""
    schema = table_schema(reading.extract)
    faults = reading.findings[reading.findings["rejects"]]
    grouped: dict[int, list[dict[str, str]]] = {}
    for row, heading, value, message in zip(
        faults["row"], faults["heading"], faults["value"], faults["message"], strict=True
    ):
        grouped.setdefault(int(row), []).append({"heading": heading, "value": value, "message": message})
    rejected: pd.DataFrame = reading.rejected
    length = len(rejected)
    given = {
        "_kind": pa.repeat("rejected", length),
        "_extract_day": pa.repeat(pa.scalar(reading.extract_day, pa.date32()), length),
        "_row": pa.array(rejected["row"], pa.int64()),
        "_cells": pa.array(rejected["cells"].tolist(), pa.string()),
        "_findings": pa.array([json.dumps(grouped.get(int(r), [])) for r in rejected["row"]], pa.string()),
    }
    return pa.table([given.get(f.name, pa.nulls(length, f.type)) for f in schema], schema=schema)

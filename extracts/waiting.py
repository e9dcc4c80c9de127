"""Rejected rows that still wait for correction: no later file has brought their case."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable

from extracts.area import Area
from extracts.extract import Extract
from extracts.keeping import faults
from extracts.keeping.table_columns import table_schema
from extracts.layouts import Layout
from extracts.publications import Publication
from extracts.registry import EXTRACTS
from extracts.rows import values_in
from extracts.saved_layouts import layouts_by_name
from extracts.store import Store, among, quoted

COLUMNS = (
    *("unit", "publication", "file", "extract_day", "row"),
    *("since", "files", "cells", "findings"),
)
_KEPT = ("_extract_day", "_publication", "_row", "_cells", "_findings")
_UNIT = "unit"
# A number that grows with the extract day, then with the publication, as in newest.py.
_TURN = "(_extract_day - DATE '1970-01-01')::BIGINT * 4294967296 + _publication"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The rejected rows of an extract that wait, as frames of COLUMNS, by unit, day and row.

    rows: of cases that can be told, from the newest file of which they were rejected; unread: rows
    of which no case can be read, so that nobody can say whether a later file brought it. unit: the
    Area's name, else that of the case as it is held, else "". row: as the spreadsheet shows it.
    since, files: the day of the first file since which the case waits, and of how many files it was
    rejected. cells: JSON, heading -> text; findings: JSON, a list of heading, value and message.
    """

    rows: pd.DataFrame
    unread: pd.DataFrame

    @property
    def n_rows(self) -> int:
        """How many rows wait."""
        return len(self.rows) + len(self.unread)


def waiting(
    store: Store,
    extract: Extract,
    area: Area | None = None,
    known: Mapping[str, Extract] = EXTRACTS,
    *,
    version: int | None = None,
    history: list[Publication] | None = None,
) -> Waiting:
    """The rejected rows of publications that hold whose case no later file has brought since.

    Later is by extract day, then by publication: an older file that comes late does not settle what
    a newer one had wrong. The same row without a case in several files counts once. version: as the
    store was then; history: of then, where it was just read.
    """
    table = store.table(extract, version)
    history = store.history(extract) if history is None else history
    schema, wanted = table_schema(extract), [*extract.keys, *_KEPT]
    with faults.reading(extract.title), duckdb.connect() as engine:
        found = store.scan(extract, wanted, kind="rejected", table=table).read_all()
        rejected = found.cast(pa.schema([schema.field(c) for c in wanted]))
        engine.register("rejected", rejected)
        engine.register("own", _own_days(history))
        for kind in ("row", "seen"):
            engine.register(kind, _brought(store, extract, kind, rejected, table))
        rows, unread = engine.sql(_of_cases(extract)).df(), engine.sql(_of_none(extract)).df()
    layouts = layouts_by_name(store, extract, known)
    return Waiting(
        rows=_whole(rows, extract, area, history, layouts),
        unread=_whole(unread, extract, area, history, layouts),
    )


def _own_days(history: list[Publication]) -> pa.Table:
    """The day of each publication: a row of another day was not in its file (late.py)."""
    rows = [{"_publication": p.number, "_own": p.extract_day} for p in history]
    schema = pa.schema([("_publication", pa.int32()), ("_own", pa.date32())])
    return pa.Table.from_pylist(rows, schema=schema)


def _brought(
    store: Store, extract: Extract, kind: str, rejected: pa.Table, table: DeltaTable | None
) -> pa.Table:
    """The rows of a kind whose first key is one of those of the rejected rows."""
    columns = [*extract.keys, "_extract_day", "_publication", "_withdrawn"]
    columns += [_UNIT] if _has_unit(extract) else []
    log = store.scan(extract, columns, kind=kind, table=table)
    return among(log, extract.keys[0], rejected.select(list(extract.keys)).drop_null())


def _has_unit(extract: Extract) -> bool:
    return any(f.name == _UNIT for f in extract.fields)


def _of_cases(extract: Extract) -> str:
    keys = quoted(extract.keys)
    unit = f'"{_UNIT}"' if _has_unit(extract) else "NULL"
    return f"""
        WITH said AS (
          SELECT {keys}, _extract_day, _publication, {_TURN} AS _turn, {unit} AS _unit FROM "row"
          WHERE NOT _withdrawn
          UNION ALL SELECT {keys}, _extract_day, _publication, {_TURN}, NULL FROM seen
        ), brought AS (
          SELECT {keys}, max(_turn) FILTER (_own IS NULL OR _own = _extract_day) AS _last,
            arg_max(_unit, _turn) FILTER (_unit IS NOT NULL) AS _unit
          FROM said LEFT JOIN own USING (_publication) GROUP BY ALL
        ), waits AS (
          SELECT rejected.*, {_TURN} AS _turn, _unit
          FROM rejected LEFT JOIN brought USING ({keys})
          WHERE {_known(extract)} AND {_TURN} >= coalesce(_last, -1)
        ), cases AS (
          SELECT {keys}, max(_turn) AS _turn, min(_extract_day) AS _since,
            count(DISTINCT _publication) AS _files
          FROM waits GROUP BY ALL
        )
        SELECT waits.* EXCLUDE (_turn), _since, _files FROM waits JOIN cases USING ({keys}, _turn)
    """


def _of_none(extract: Extract) -> str:
    """The rows without a case: of the same cells in several files the newest; none are "{}"."""
    return f"""
        WITH none AS (
          SELECT *, {_TURN} AS _turn, NULL::VARCHAR AS _unit,
            CASE WHEN _cells = '{{}}' THEN concat(_publication, ' ', _row) ELSE _cells END AS _same
          FROM rejected WHERE NOT ({_known(extract)})
        ), once AS (
          SELECT _same, max((_turn, _row)) AS _newest, min(_extract_day) AS _since,
            count(DISTINCT _publication) AS _files
          FROM none GROUP BY ALL
        )
        SELECT none.* EXCLUDE (_turn, _same), _since, _files FROM none JOIN once
        ON none._same = once._same AND (_turn, _row) = _newest
    """


def _known(extract: Extract) -> str:
    """That a row says of which case it is."""
    return " AND ".join(f'rejected."{k}" IS NOT NULL' for k in extract.keys)


def _whole(
    found: pd.DataFrame,
    extract: Extract,
    area: Area | None,
    history: list[Publication],
    layouts: Mapping[str, Layout],
) -> pd.DataFrame:
    """A frame of COLUMNS from what the store gives."""
    frame = found.rename(columns=lambda name: name.lstrip("_"))
    frame["file"] = frame["publication"].map({p.number: p.file for p in history}).astype("str")
    for day in ("extract_day", "since"):
        frame[day] = pd.Series([d.date() for d in frame[day]], index=frame.index, dtype="object")
    frame["unit"] = frame["unit"].fillna("").astype("str")  # of the case as it is held
    if _has_unit(extract):
        for name, part in frame.groupby(
            frame["publication"].map({p.number: p.layout for p in history})
        ):
            cells = [json.loads(c) for c in part["cells"]]
            read = values_in(cells, extract[_UNIT], layouts.get(str(name)), area).to_pylist()
            frame.loc[part.index, "unit"] = [
                u or h for u, h in zip(read, part["unit"], strict=True)
            ]
    order = ["unit", "extract_day", "publication", "row"]
    return frame[list(COLUMNS)].sort_values(order, ignore_index=True)

"""The store as it is read: the log of an extract, and the newest row of each case, now or then.

Current is the newest row of each key by extract day, then by the number of the publication.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from extracts.extract import Extract
from extracts.keeping.faults import reading
from extracts.keeping.more_rows import followed_by, rows_until
from extracts.keeping.newest import TURN, marked, newest_turns
from extracts.keeping.table_columns import table_schema
from extracts.keeping.tables import Tables


def quoted(columns: Iterable[str], of: str = "") -> str:
    """Column names for SQL; they come from the registry, never from people."""
    return ", ".join(f'{of}"{c}"' for c in columns)


def struct(columns: Iterable[str], of: str = "") -> str:
    """One value of SQL that holds some columns under their own names."""
    return "{" + ", ".join(f'"{c}": {of}"{c}"' for c in columns) + "}"


class Store(Tables):
    """Everything published under one folder or object-store address."""

    def scan(
        self,
        extract: Extract,
        columns: Sequence[str],
        *,
        kind: str = "row",
        where: str = "",
        version: int | None = None,
        table: DeltaTable | None = None,
    ) -> pa.RecordBatchReader:
        """The log itself: every row of a kind, in no order, read as it is taken.

        where: a predicate on the table's columns. table: that of the version, where it was opened
        already. A damaged file raises only when it is reached, so read within `faults.reading`.
        """
        return _scan(table or self.table(extract, version), extract, columns, kind, where)

    @contextmanager
    def newest(
        self,
        extract: Extract,
        columns: Sequence[str],
        *,
        version: int | None = None,
        as_at: date | None = None,
        withdrawn: bool = False,
        table: DeltaTable | None = None,
        more: pa.Table | None = None,
    ) -> Iterator[duckdb.DuckDBPyRelation]:
        """A DuckDB relation of the newest row of each key, to be run once, within the block.

        version: as the store was then. as_at: from extracts of that day and before. withdrawn: also
        the rows that a full extract withdrew. table: that of the version, if it is open already.
        more: rows (as Change.rows) that are taken as if they had been published after it.
        """
        until = f"_extract_day <= DATE '{as_at}'" if as_at else ""
        held = [*dict.fromkeys([*columns, "_withdrawn"])]
        table = table or self.table(extract, version)  # once: all reads are of one version
        added = None if more is None else rows_until(more, as_at)

        def log(columns: Sequence[str], *, revising: bool = False) -> pa.RecordBatchReader:
            where = " AND ".join(filter(None, ("_revises" if revising else "", until)))
            found = _scan(table, extract, columns, "row", where)
            if added is None:
                return found
            return followed_by(found, added.filter(added["_revises"]) if revising else added)

        with self.reading(extract, table), duckdb.connect() as engine:
            if any(batch.num_rows for batch in log(["_case"], revising=True)):
                newest = newest_turns(log(TURN))
                every = log([*dict.fromkeys([*held, *TURN])])
                rows = engine.from_arrow(marked(every, newest)).filter("_is_newest")
            else:
                rows = engine.from_arrow(log(held))
            yield rows.filter("TRUE" if withdrawn else "NOT _withdrawn").select(quoted(columns))

    def current(
        self,
        extract: Extract,
        columns: Sequence[str] | None = None,
        *,
        version: int | None = None,
        as_at: date | None = None,
        withdrawn: bool = False,
    ) -> pa.Table:
        """The newest row of each key, in memory; all declared fields unless `columns` says."""
        columns = columns or [f.name for f in extract.fields]
        with self.newest(
            extract, columns, version=version, as_at=as_at, withdrawn=withdrawn
        ) as relation:
            table = relation.to_arrow_table()
        schema = table_schema(extract)
        return table.cast(pa.schema([schema.field(c) for c in columns]))

    def rejected(self, extract: Extract) -> pd.DataFrame:
        """The rows that publications which hold did not accept, by publication and row.

        publication (its number), file, extract_day (date), row (as the spreadsheet shows it), cells
        (JSON: declared heading -> text; empty where the row has too many or too few cells) and
        findings (JSON: a list of heading, value, message).
        """
        columns = ["_publication", "_extract_day", "_row", "_cells", "_findings"]
        with reading(extract.title):
            found = self.scan(extract, columns, kind="rejected").read_all()
        frame = found.rename_columns([c.lstrip("_") for c in columns]).to_pandas()
        files = {p.number: p.file for p in self.history(extract)}
        frame.insert(1, "file", frame["publication"].map(files).astype("str"))
        return frame.sort_values(["publication", "row"], ignore_index=True)


def among(
    log: pa.RecordBatchReader,
    key: str,
    wanted: pa.Table,
    done: Callable[[int], None] = lambda n: None,
) -> pa.Table:
    """The rows of a log whose first key is one of those in a table.

    done: told how many rows of the log have been read. Four times as fast as DuckDB's own
    semi-join, where few rows of many are wanted.
    """
    kind, values = wanted.schema.field(key).type, wanted[key].unique()
    # Arrow cannot filter the views of strings that Delta gives.
    schema = pa.schema(
        [(f.name, pa.string() if pa.types.is_string_view(f.type) else f.type) for f in log.schema]
    )
    found = [schema.empty_table()]
    read = _told(log, done)
    while batches := list(islice(read, len(values) // 2000 + 1)):  # each look takes all the values
        part = pa.Table.from_batches(batches)
        of_them = pc.is_in(part[key].cast(kind), values)
        if pc.any(of_them).as_py():
            found.append(part.cast(schema).filter(of_them))
    return pa.concat_tables(found)


def _told(log: pa.RecordBatchReader, done: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
    n_read = 0
    for batch in log:
        n_read += batch.num_rows
        done(n_read)
        yield batch


def _scan(
    table: DeltaTable | None, extract: Extract, columns: Sequence[str], kind: str, where: str
) -> pa.RecordBatchReader:
    schema = table_schema(extract)
    wanted = pa.schema([schema.field(c) for c in columns])
    if table is None:
        return pa.RecordBatchReader.from_batches(wanted, [])
    predicate = f"_kind = '{kind}'" + (f" AND {where}" if where else "")
    have = {f.name for f in table.schema().fields}
    with reading(extract.title):
        reader = pa.RecordBatchReader.from_stream(
            table.scan(columns=[c for c in columns if c in have], predicate=predicate)
        )
    if all(c in have for c in columns):
        return reader
    return pa.RecordBatchReader.from_batches(wanted, _with_nulls(reader, wanted))


def _with_nulls(reader: pa.RecordBatchReader, wanted: pa.Schema) -> Iterator[pa.RecordBatch]:
    for batch in reader:
        arrays = [
            batch[f.name].cast(f.type)
            if f.name in batch.schema.names
            else pa.nulls(len(batch), f.type)
            for f in wanted
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=wanted)

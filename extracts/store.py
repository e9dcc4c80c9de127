"""The store as it is read: the log of an extract, and the newest row of each case, now or as it was.

Current is the newest row of each key by extract day, then by the number of the publication.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import duckdb
import pyarrow as pa
from deltalake.exceptions import DeltaError

from extracts.errors import StoreError
from extracts.fields import Extract
from extracts.tables import Tables, reason, table_schema


def quoted(columns: Iterable[str], of: str = "") -> str:
    """Column names for SQL; they come from the registry, never from people."""
    return ", ".join(f'{of}"{c}"' for c in columns)


class Store(Tables):
    """Everything published under one folder or object-store address."""

    def scan(
        self, extract: Extract, columns: Sequence[str], *, kind: str = "row", where: str = "", version: int | None = None
    ) -> pa.RecordBatchReader:
        """The log itself: every row of a kind, in no order. `where` is a predicate on the table's columns."""
        table = self.table(extract, version)
        schema = table_schema(extract)
        wanted = pa.schema([schema.field(c) for c in columns])
        if table is None:
            return pa.RecordBatchReader.from_batches(wanted, [])
        predicate = f"_kind = '{kind}'" + (f" AND {where}" if where else "")
        have = {f.name for f in table.schema().fields}
        try:
            reader = pa.RecordBatchReader.from_stream(
                table.scan(columns=[c for c in columns if c in have], predicate=predicate)
            )
        except (DeltaError, OSError) as why:
            raise StoreError(f"{extract.title} cannot be read from the store: {reason(why)}.") from why
        if all(c in have for c in columns):
            return reader
        return pa.RecordBatchReader.from_batches(wanted, _with_nulls(reader, wanted))

    @contextmanager
    def newest(
        self,
        extract: Extract,
        columns: Sequence[str],
        *,
        version: int | None = None,
        as_at: date | None = None,
        withdrawn: bool = False,
    ) -> Iterator[duckdb.DuckDBPyRelation]:
        """A DuckDB relation of the newest row of each key, to be run once, within the block.

        version: as the store was then. as_at: from extracts of that day and before. withdrawn: also the
        rows that a full extract withdrew.
        """
        keys, order = list(extract.keys), ["_extract_day", "_publication"]
        until = f"_extract_day <= DATE '{as_at}'" if as_at else ""
        revised = " AND ".join(filter(None, ["_revises", until]))
        held = [*dict.fromkeys([*columns, "_withdrawn"])]
        everything = [*dict.fromkeys([*keys, *order, *held])]
        with duckdb.connect() as engine:
            twice = engine.from_arrow(self.scan(extract, keys, where=revised, version=version)).distinct().arrow()
            twice = twice.read_all() if isinstance(twice, pa.RecordBatchReader) else twice
            if not twice.num_rows:
                log = engine.from_arrow(self.scan(extract, held, where=until, version=version))
                yield log.filter("TRUE" if withdrawn else "NOT _withdrawn").select(quoted(columns))
                return
            engine.register("twice", twice)
            engine.register("once_log", self.scan(extract, everything, where=until, version=version))
            engine.register("twice_log", self.scan(extract, everything, where=until, version=version))
            engine.execute(
                f"CREATE TEMP TABLE revised AS SELECT unnest(newest) FROM (SELECT arg_max({{{_struct(held)}}}, "
                f"(_extract_day, _publication)) AS newest FROM twice_log SEMI JOIN twice USING ({quoted(keys)}) "
                f"GROUP BY {quoted(keys)})"
            )
            yield engine.sql(
                f"SELECT {quoted(columns)} FROM (SELECT {quoted(held)} FROM once_log ANTI JOIN twice "
                f"USING ({quoted(keys)}) UNION ALL SELECT {quoted(held)} FROM revised)"
                + ("" if withdrawn else " WHERE NOT _withdrawn")
            )

    def current(
        self,
        extract: Extract,
        columns: Sequence[str] | None = None,
        *,
        version: int | None = None,
        as_at: date | None = None,
        withdrawn: bool = False,
    ) -> pa.Table:
        """The newest row of each key, in memory; all declared fields unless `columns` says which."""
        columns = columns or [f.name for f in extract.fields]
        with self.newest(extract, columns, version=version, as_at=as_at, withdrawn=withdrawn) as relation:
            table = relation.to_arrow_table()
        schema = table_schema(extract)
        return table.cast(pa.schema([schema.field(c) for c in columns]))


def _struct(columns: Iterable[str]) -> str:
    return ", ".join(f"\"{c}\": \"{c}\"" for c in columns)


def _with_nulls(reader: pa.RecordBatchReader, wanted: pa.Schema) -> Iterator[pa.RecordBatch]:
    for batch in reader:
        arrays = [
            batch[f.name].cast(f.type) if f.name in batch.schema.names else pa.nulls(len(batch), f.type) for f in wanted
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=wanted)

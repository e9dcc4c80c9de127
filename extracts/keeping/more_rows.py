"""Rows that are not published, read behind those that are: how the store would be with them."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc


def rows_until(more: pa.Table, day: date | None) -> pa.Table:
    """The rows of cases among rows to be published, of that day and before."""
    rows = more.filter(pc.equal(more["_kind"], "row"))
    if day is None:
        return rows
    return rows.filter(pc.less_equal(rows["_extract_day"], pa.scalar(day, pa.date32())))


def followed_by(log: pa.RecordBatchReader, rows: pa.Table) -> pa.RecordBatchReader:
    """The log, then the rows, both with the columns of the log."""

    def behind() -> Iterator[pa.RecordBatch]:
        yield from rows.select(log.schema.names).cast(log.schema).to_batches()

    return pa.RecordBatchReader.from_batches(log.schema, chain(log, behind()))

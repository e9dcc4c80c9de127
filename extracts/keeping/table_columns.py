"""The columns of an extract's table: what the extract declares, and the bookkeeping.

A row of a table is of one `_kind`: "row" (a case as an extract had it), "seen" (the key of a case
that a file held unchanged, so that an older file published late cannot overwrite it) or "rejected"
(a row that was not accepted, with its findings). Each key has a number, its `_case`, that its rows
bear: to find the newest row of a case no text need be read.
"""

import pyarrow as pa
from deltalake import DeltaTable

from extracts.extract import Extract

BOOKKEEPING = pa.schema(
    [
        ("_kind", pa.string()),
        ("_extract_day", pa.date32()),
        ("_publication", pa.int32()),
        ("_case", pa.int32()),
        ("_revises", pa.bool_()),
        ("_withdrawn", pa.bool_()),
        ("_row", pa.int64()),
        ("_cells", pa.string()),
        ("_findings", pa.string()),
    ]
)


def table_schema(extract: Extract) -> pa.Schema:
    """The columns of an extract's table: its fields, then the bookkeeping."""
    return pa.schema([*extract.schema(), *BOOKKEEPING])


def lacks(table: DeltaTable, extract: Extract) -> list[pa.Field]:
    """The columns that a table of an earlier version of the program does not have."""
    have = {f.name for f in table.schema().fields}
    return [f for f in table_schema(extract) if f.name not in have]


def as_wide(rows: pa.Table, table: DeltaTable) -> pa.Table:
    """The rows with a blank in every column that only a later version of the program declares."""
    for field in pa.schema(table.schema().to_arrow()):
        if field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
    return rows

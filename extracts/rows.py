"""Rows as the tables keep them: what a publication appends."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from extracts.area import Area
from extracts.extract import Extract
from extracts.fields import Field, squash
from extracts.findings import Findings
from extracts.keeping.table_columns import table_schema
from extracts.layouts import Layout
from extracts.read import Reading
from extracts.reading.columns import read_column


def kept(given: pa.Table, extract: Extract, **stamp: object) -> pa.Table:
    """Rows for the table: the columns given, else what the stamp says, else blank."""
    fill = {"_revises": False, "_withdrawn": False} | stamp
    schema = table_schema(extract)
    columns = [
        given[f.name].cast(f.type)
        if f.name in given.column_names
        else pa.repeat(pa.scalar(fill.get(f.name), f.type), given.num_rows)
        for f in schema
    ]
    return pa.table(columns, schema=schema)


def rejected(reading: Reading) -> pa.Table:
    """The rejected rows: keys where they can be read, row, and cells and findings as JSON."""
    cells = [json.loads(c) for c in reading.rejected["cells"]]
    faulty = reading.findings[reading.findings["rejects"]]
    grouped: dict[int, list[dict[str, str]]] = {}
    for row, heading, value, message in zip(
        faulty["row"], faulty["heading"], faulty["value"], faulty["message"], strict=True
    ):
        finding = {"heading": heading, "value": value, "message": message}
        grouped.setdefault(int(row), []).append(finding)
    numbers = reading.rejected["row"].tolist()
    return pa.table(
        {k: values_in(cells, reading.extract[k], reading.layout) for k in reading.extract.keys}
        | {
            "_row": pa.array(numbers, pa.int64()),
            "_cells": pa.array(reading.rejected["cells"].tolist(), pa.string()),
            "_findings": pa.array([json.dumps(grouped[n]) for n in numbers], pa.string()),
        }
    )


def n_without_key(reading: Reading) -> int:
    """How many rejected rows do not say of which case they are."""
    keys = rejected(reading).select(list(reading.extract.keys))
    return keys.num_rows - keys.drop_null().num_rows


def values_in(
    cells: Sequence[Mapping[str, str]],
    field: Field,
    layout: Layout | None,
    area: Area | None = None,
) -> pa.Array:
    """The values of a field in rejected rows, null where they are faulty or not there.

    cells: of each row, declared headings and texts. layout: with which the file was read.
    """
    by_layout = layout.fields_by_heading() if layout else {}
    headings = {h for h, name in by_layout.items() if name == field.name} or set(field.headings())
    texts = [next((t for h, t in row.items() if squash(h) in headings), None) for row in cells]
    constant = layout.constants.get(field.name) if layout else None
    written = pa.array([constant or t or "" for t in texts], pa.string())
    rows = np.arange(len(cells))
    good = np.ones(len(cells), bool)
    return read_column(written, field, "", rows, layout, area, Findings(), good)

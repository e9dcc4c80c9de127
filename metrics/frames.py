"""Frames of any engine, brought to Arrow: only what is asked for, and in plain types."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from narwhals.typing import IntoFrame

from extracts.days import Days, Flags
from extracts.registry import CASEWORK_TYPES
from metrics.clocks import Where
from metrics.events import NOT_RECORDED


def chosen(rows: IntoFrame, columns: Sequence[str], where: Sequence[Where] = ()) -> pa.Table:
    """Some columns of the rows that meet all conditions, as an Arrow table.

    rows: any frame that Narwhals takes. Text of every kind becomes plain strings, since views
    cannot be filtered or encoded.
    """
    return _arrow(_filtered(rows, columns, where).select(list(columns)))


def cells(rows: IntoFrame, keys: Sequence[str], where: Sequence[Where] = ()) -> pa.Table:
    """The distinct combinations of some columns and n (int64), how many rows have each.

    This is all that an engine has to do: filter and count equal rows, no arithmetic.
    """
    found = _filtered(rows, keys, where).select(list(keys)).group_by(list(keys)).agg(n=nw.len())
    table = _arrow(found)
    return table.set_column(len(keys), "n", table["n"].cast(pa.int64()))


def categories(column: pa.ChunkedArray) -> tuple[list[str], Days]:
    """The names in a column of text, in order, and the place among them of each entry.

    Casework types are in their own order, other names in the alphabet's; a blank is a name too.
    """
    encoded = pc.fill_null(column, NOT_RECORDED).dictionary_encode().combine_chunks()
    found = encoded.dictionary.to_pylist()
    names = [t for t in CASEWORK_TYPES if t in found] + sorted(set(found) - set(CASEWORK_TYPES))
    places = np.array([names.index(name) for name in found], np.int64)
    return names, places[encoded.indices.to_numpy()]


def equals(column: pa.ChunkedArray, value: str | bool) -> Flags:
    """Whether each entry is a value; a blank is not."""
    return np.asarray(pc.fill_null(pc.equal(column, pa.scalar(value)), False).to_numpy())


def _filtered(rows: IntoFrame, columns: Sequence[str], where: Sequence[Where]) -> Any:
    frame: Any = nw.from_native(rows)
    if isinstance(frame, nw.DataFrame):  # Arrow filters and groups many times quicker than pandas
        needed = dict.fromkeys([*columns, *(w.field for w in where)])
        frame = nw.from_native(_arrow(frame.select(list(needed))))
    return frame.filter(*(w.expression() for w in where)) if where else frame


def _arrow(frame: Any) -> pa.Table:
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("pyarrow")
    table = frame.to_arrow()
    for i, field in enumerate(table.schema):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        text = pa.types.is_string_view(kind) or pa.types.is_large_string(kind)
        if text or pa.types.is_dictionary(field.type):
            table = table.set_column(i, field.name, table[i].cast(pa.string()))
    return table

"""Which rows may have the key of another: a quick look, before the exact one at those few."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_LONGEST = 64  # bytes of a text that are mixed as they are
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: Knuth, volume 3, section 6.4


def may_repeat(keys: pa.Table) -> np.ndarray[Any, Any]:
    """Where (indices) rows are of which another may have the same key: all that do, few others.

    keys: the columns of the key, without nulls.
    """
    mixed = np.zeros(keys.num_rows, "uint64")
    if not len(mixed):
        return np.array([], "int64")
    for column in keys.columns:
        for word in _words(column.combine_chunks()):
            mixed = (mixed ^ word) * _MIX
            mixed ^= mixed >> np.uint64(29)
    in_order = np.sort(mixed)
    again = in_order[1:][in_order[1:] == in_order[:-1]]
    return np.flatnonzero(np.isin(mixed, again)) if len(again) else np.array([], "int64")


def _words(column: pa.Array) -> list[np.ndarray[Any, Any]]:
    """Numbers of 64 bits, the same for the same value: a text's own bytes, or a value's place."""
    if not pa.types.is_string(column.type) or pc.max(pc.binary_length(column)).as_py() > _LONGEST:
        return [pc.dictionary_encode(column).indices.to_numpy().astype("uint64")]
    lengths = pc.binary_length(column).to_numpy()
    width = -(-int(lengths.max()) // 8) * 8
    _, offsets, data = column.buffers()
    places = np.frombuffer(offsets, "int32")[column.offset : column.offset + len(column) + 1]
    padded = np.zeros((len(column), width), "uint8")
    letters = np.frombuffer(data, "uint8")[places[0] : places[-1]]
    if (same := int(lengths[0])) and len(letters) == same * len(column) and (lengths == same).all():
        padded[:, :same] = letters.reshape(-1, same)  # as most references are
    else:
        padded[np.arange(width) < lengths[:, None]] = letters
    return list(padded.view("uint64").T)

"""Which row of the log is the newest of its case: by extract day, then by publication."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from extracts.days import number

ORDER = ("_extract_day", "_publication")
TURN = ("_case", *ORDER)
_NUMBERS = 1 << 32  # more than there are publications

Turns = np.ndarray[Any, np.dtype[np.int64]]


def newest_turns(log: Iterable[pa.RecordBatch]) -> Turns:
    """By `_case`, the turn of its newest row."""
    newest = np.zeros(0, np.int64)
    never = np.iinfo(np.int64).min
    for batch in log:
        case, turn = _turns(batch)
        if (last := case.max(initial=0)) >= len(newest):
            newest = np.concatenate([newest, np.full(last + 1, never)])
        np.maximum.at(newest, case, turn)
    return newest


def newest_rows(held: pa.Table, until: date) -> Turns:
    """By `_case`, the place in `held` of its newest row of that day and before; -1: there is none.

    held: with the columns of TURN.
    """
    case, turn = _turns(held)
    newest = np.full(case.max(initial=0) + 1, np.iinfo(np.int64).min)
    at = np.flatnonzero(turn < (number(until) + 1) * _NUMBERS)
    np.maximum.at(newest, case[at], turn[at])
    at = at[turn[at] == newest[case[at]]]
    places = np.full(len(newest), -1)
    places[case[at]] = at
    return places


def marked(log: pa.RecordBatchReader, newest: Turns) -> pa.RecordBatchReader:
    """The log with `_is_newest`."""
    mark = pa.field("_is_newest", pa.bool_())

    def marked() -> Iterator[pa.RecordBatch]:
        for batch in log:
            case, turn = _turns(batch)
            yield batch.append_column(mark, pa.array(newest[case] == turn))

    return pa.RecordBatchReader.from_batches(log.schema.append(mark), marked())


def _turns(batch: pa.RecordBatch | pa.Table) -> tuple[Turns, Turns]:
    """(the cases, a number that grows with extract day and publication)."""
    case, day, publication = (batch[name].cast(pa.int32()).to_numpy() for name in TURN)
    return case, day.astype(np.int64) * _NUMBERS + publication

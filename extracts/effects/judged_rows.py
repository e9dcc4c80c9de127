"""The rows of a file against those of the store: which are new, changed, or as they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.extract import Extract
from extracts.fields import Field
from extracts.keeping.newest import newest_rows
from extracts.kinds import Choice
from extracts.progress import Progress, unheard
from extracts.same_values import same_values
from extracts.side_by_side import side_by_side
from extracts.store import quoted

Flags = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int64]]


class Emptied(NamedTuple):
    """In how many rows the case had a value before, and in how many of them the file has none."""

    n: int
    n_known: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """What became of each row of a file; arrays are by row of the file.

    held: the store's rows of the file's cases, and maybe others, one chunk a column. before: the
    place in `held` of the case as at the file's day, -1 where it was not there. case: the number
    of its case. known: whether any file held the case before, of whatever day. returns: whether it
    was withdrawn. differs: field -> whether it differs from before. emptied: field -> how many
    values that were known are blank in the file, of the fields that have such.
    """

    rows: pa.Table
    held: pa.Table
    before: Places
    case: Places
    known: Flags
    returns: Flags
    differs: Mapping[str, Flags]
    emptied: Mapping[str, Emptied]

    @cached_property
    def is_new(self) -> Flags:
        """Whether the case was not there as at the file's day."""
        return self.before < 0

    @cached_property
    def is_changed(self) -> Flags:
        """Whether the case was there and differs, or was withdrawn."""
        return np.logical_or.reduce([self.returns, *self.differs.values()])

    @cached_property
    def is_same(self) -> Flags:
        """Whether the case was there, all the same."""
        return ~(self.is_new | self.is_changed)

    @cached_property
    def changed_fields(self) -> dict[str, int]:
        """Field -> in how many rows it changed, of those that did."""
        counts = {name: int(which.sum()) for name, which in self.differs.items()}
        return {name: n for name, n in counts.items() if n}

    def moved(self, field: str) -> dict[str, int]:
        """Value of a field -> in how many rows the case had another before, the most first."""
        values = self.rows[field].filter(pa.array(self.differs[field])).drop_null()
        counts = pc.value_counts(values).to_pylist()
        return {c["values"]: c["counts"] for c in sorted(counts, key=lambda c: -c["counts"])}

    def numbered(self) -> pa.Table:
        """The rows with `_case` and `_revises`."""
        case = pa.array(self.case.astype(np.int32))
        return self.rows.append_column("_case", case).append_column(
            "_revises", pa.array(self.known)
        )

    def table(self) -> pa.Table:
        """The numbered rows with `_new` and `_changed`."""
        table = self.numbered().append_column("_new", pa.array(self.is_new))
        return table.append_column("_changed", pa.array(self.is_changed))


def judge(
    engine: duckdb.DuckDBPyConnection,
    rows: pa.Table,
    held: pa.Table,
    extract: Extract,
    day: date,
    last: int,
    progress: Progress = unheard,
) -> Judged:
    """The rows of a file, judged.

    held: every row of the log whose case may be in the file: fields, _case, ORDER and _withdrawn,
    one chunk a column.
    last: the last number that a case was given; cases that no file held are numbered after it, in
    the order of the file.
    """
    progress(0.0, "Finding the cases that are known")
    case = _known_cases(engine, rows, held, extract)
    known = case > 0
    case[~known] = last + 1 + np.arange((~known).sum())
    newest = newest_rows(held, day)
    before = np.full(len(case), -1)
    within = known & (case < len(newest))
    before[within] = newest[case[within]]
    at = np.flatnonzero(before >= 0)
    of_those = pa.array(before[at])
    values = [f for f in extract.fields if f.name not in extract.keys]

    def differs(field: Field) -> tuple[Flags, Emptied]:
        now = rows[field.name].combine_chunks()
        now = now if len(at) == len(now) else now.take(pa.array(at))
        then = held[field.name].take(of_those).cast(now.type)
        differs = _spread(~same_values(now, then), at, len(case))
        return differs, _emptied(now, then, field)

    told = [f"Comparing {f.title}" for f in values] + ["Comparing"]
    progress(0.4, told[0])
    found = side_by_side(
        differs,
        values,
        lambda n: progress(0.4 + 0.6 * n / len(values), told[n]),
    )
    was_withdrawn = held["_withdrawn"].take(of_those).combine_chunks()
    return Judged(
        rows=rows,
        held=held,
        before=before,
        case=case,
        known=known,
        returns=_spread(was_withdrawn.to_numpy(zero_copy_only=False), at, len(case)),
        differs={f.name: which for f, (which, _) in zip(values, found, strict=True)},
        emptied={f.name: n for f, (_, n) in zip(values, found, strict=True) if n.n},
    )


def _emptied(now: pa.Array, then: pa.Array, field: Field) -> Emptied:
    was_known = pc.invert(_blank(then, field))
    is_gone = pc.and_(was_known, _blank(now, field))
    return Emptied(*(pc.sum(which).as_py() or 0 for which in (is_gone, was_known)))


def _blank(values: pa.Array, field: Field) -> pa.Array:
    """Whether each value is blank, or is what a blank cell stands for."""
    blank = pc.is_null(values)
    if isinstance(field, Choice) and field.blank_means is not None:
        return pc.or_kleene(blank, pc.equal(values, field.blank_means))
    return blank


def _known_cases(
    engine: duckdb.DuckDBPyConnection, rows: pa.Table, held: pa.Table, extract: Extract
) -> Places:
    """The number of each row's case, 0 where no file held it."""
    case = np.zeros(rows.num_rows, np.int64)
    if not held.num_rows:
        return case
    keys = [*extract.keys]
    numbers = held["_case"].to_numpy()
    places = np.full(numbers.max() + 1, -1)
    places[numbers] = np.arange(len(numbers))  # any row of a case has its keys
    once = held.select([*keys, "_case"]).take(pa.array(places[places >= 0]))
    at = pa.array(np.arange(rows.num_rows, dtype=np.int32))
    engine.register("once", once)
    engine.register("numbered", rows.select(keys).append_column("_at", at))
    found = engine.sql(
        f"SELECT _at, _case FROM numbered JOIN once USING ({quoted(keys)})"
    ).to_arrow_table()
    engine.unregister("numbered")
    engine.unregister("once")
    case[found["_at"].to_numpy()] = found["_case"].to_numpy()
    return case


def _spread(which: Flags, at: Places, length: int) -> Flags:
    whole = np.zeros(length, bool)
    whole[at] = which
    return whole

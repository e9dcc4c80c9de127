"""What a file would change: its rows against the store's, as at the file's own day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable

from extracts.effects.changed_rows import Example, example_rows, rows_in_words
from extracts.effects.judged_rows import Emptied, Judged, judge
from extracts.effects.late import afterwards
from extracts.extract import Extract
from extracts.keeping.newest import ORDER
from extracts.progress import Progress, part, unheard
from extracts.publications import Publication, live
from extracts.read import Reading
from extracts.rows import kept, rejected
from extracts.store import Store, among, quoted
from extracts.text_kinds import Unit


@dataclass(frozen=True, kw_only=True)
class Change:
    """The effect of publishing a reading.

    rows: what would be appended. n_new, n_changed, n_unchanged and n_open_missing are against the
    store as at the file's own day; n_withdrawn is of a full file, or of an earlier file's rows that
    a later full one, already published, does not hold. emptied: as Judged has it. moved: unit ->
    in how many changed rows the case was of another before. examples: before and after of some
    changed rows. withdrawn: some of the rows that it withdraws, every field under its title, as
    texts.
    """

    table: DeltaTable | None
    number: int
    rows: pa.Table
    n_new: int
    n_changed: int
    n_unchanged: int
    n_withdrawn: int
    n_open_missing: int
    changed_fields: Mapping[str, int]
    emptied: Mapping[str, Emptied]
    moved: Mapping[str, int]
    examples: Sequence[Example]
    withdrawn: pd.DataFrame


def compare(
    store: Store,
    reading: Reading,
    *,
    full: bool = False,
    history: list[Publication] | None = None,
    progress: Progress = unheard,
) -> Change:
    """The change that a reading makes to the store as it is now.

    full: open rows that are not in the file are withdrawn. history: where it was just read. An
    older file is compared with the rows of its own day and before, and never changes what files of
    later days said (late.py).
    """
    extract, day = reading.extract, reading.extract_day
    names = [f.name for f in extract.fields]
    table = store.table(extract)
    number = 1 if table is None else store.next_number(table)
    faulty = rejected(reading)
    with store.reading(extract, table), duckdb.connect() as engine:
        progress(0.0, "Reading what is published")
        log = store.scan(extract, [*names, "_case", *ORDER, "_withdrawn"], table=table)
        last = 0 if table is None else store.last_case(table)
        held = among(log, extract.keys[0], reading.rows, _reading_log(progress, last))
        held = held.combine_chunks()
        judged = judge(engine, reading.rows, held, extract, day, last, part(progress, 0.3, 0.7))
        history = store.history(extract) if history is None else history
        later = [p for p in live(history) if p.extract_day and p.extract_day > day]
        after = _afterwards(engine, store, judged, reading, table, number, later)
        progress(0.8, "Looking for open cases that the file does not hold")
        engine.register("file", reading.rows.select(list(extract.keys)))
        engine.register("faulty", faulty)
        wanted = [*names, "_case"] if full else extract.keys
        missing = _missing(engine, store, reading, table, wanted)
    progress(0.9, "Counting what changes")
    gone = missing if full else missing.slice(0, 0)
    newly = after.filter(after["_newly"])
    stamp = {"_extract_day": day, "_publication": number}
    written = judged.numbered().filter(pa.array(~judged.is_same))
    seen = reading.rows.select(list(extract.keys)).filter(pa.array(judged.is_same))
    return Change(
        table=table,
        number=number,
        rows=pa.concat_tables(
            [
                kept(written, extract, _kind="row", **stamp),
                kept(seen, extract, _kind="seen", **stamp),
                kept(after, extract, _kind="row", **stamp),
                kept(gone, extract, _kind="row", _revises=True, _withdrawn=True, **stamp),
                kept(faulty, extract, _kind="rejected", **stamp),
            ]
        ),
        n_new=int(judged.is_new.sum()),
        n_changed=int(judged.is_changed.sum()),
        n_unchanged=int(judged.is_same.sum()),
        n_withdrawn=gone.num_rows + newly.num_rows,
        n_open_missing=missing.num_rows,
        changed_fields=judged.changed_fields,
        emptied=judged.emptied,
        moved=_moved(judged, extract),
        examples=example_rows(judged),
        withdrawn=rows_in_words(extract, gone if gone.num_rows else newly),
    )


def _moved(judged: Judged, extract: Extract) -> dict[str, int]:
    found: Counter[str] = Counter()
    for field in extract.fields:
        if isinstance(field, Unit) and field.name in judged.differs:
            found.update(judged.moved(field.name))
    return dict(found)


def _reading_log(progress: Progress, last_case: int) -> Callable[[int], None]:
    """Tells how far the log is read; it has a row or more of each case."""
    within = part(progress, 0.0, 0.3)
    return lambda n_read: within(min(n_read / max(last_case, 1), 1.0), "Reading what is published")


def _afterwards(
    engine: duckdb.DuckDBPyConnection,
    store: Store,
    judged: Judged,
    reading: Reading,
    table: DeltaTable | None,
    number: int,
    later: list[Publication],
) -> pa.Table:
    """The rows of later days that a late file makes necessary."""
    extract, day = reading.extract, reading.extract_day
    if not later:
        return extract.schema().append(pa.field("_newly", pa.bool_())).empty_table()
    engine.register("judged", judged.table())
    engine.register("known", judged.held)
    columns, where = [*extract.keys, *ORDER], f"_extract_day > DATE '{day}'"
    for kind in ("seen", "rejected"):
        engine.register(kind, store.scan(extract, columns, kind=kind, where=where, table=table))
    return afterwards(engine, extract, day, number, later).to_arrow_table()


def _missing(
    engine: duckdb.DuckDBPyConnection,
    store: Store,
    reading: Reading,
    table: DeltaTable | None,
    columns: Sequence[str],
) -> pa.Table:
    """The rows that are open as at the file's day and not in it, not even as a rejected row."""
    extract = reading.extract
    if extract.closes is None:
        return extract.schema().empty_table()
    wanted = [*dict.fromkeys([*columns, extract.closes])]
    with store.newest(extract, wanted, as_at=reading.extract_day, table=table) as newest:
        is_open = newest.filter(f'"{extract.closes}" IS NULL').to_arrow_table()
    engine.register("is_open", is_open)
    keys = quoted(extract.keys)
    return engine.sql(
        f"FROM is_open ANTI JOIN file USING ({keys}) ANTI JOIN faulty USING ({keys})"
    ).to_arrow_table()

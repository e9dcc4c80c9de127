"""Read -> compare -> publish, and undo: what the pages and the command line both call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from extracts.compare import Change, compare
from extracts.errors import PublicationRefused, StoreError
from extracts.fields import Extract
from extracts.publications import Publication, live
from extracts.read import Reading
from extracts.registry import SAMPLE_PREFIX
from extracts.saved_layouts import save_layout
from extracts.store import Store
from extracts.tables import Conflict

# How often to look again where others publish in the same moment; each round, one of them gets through.
_ROUNDS = 50


@dataclass(frozen=True, kw_only=True)
class Published:
    """What came of publishing: the publication, or the earlier one that the same file made."""

    publication: Publication
    was_already: bool = False


def publish(
    store: Store,
    reading: Reading,
    *,
    who: str,
    now: datetime,
    note: str = "",
    full: bool = False,
    withdraw: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Published:
    """Publish a reading: all of it, or nothing.

    full: the file holds every open case, so that open cases missing from it are withdrawn; `withdraw` is
    the number that was confirmed. The same file again publishes nothing. Raises PublicationRefused or
    StoreError, and then the store is as it was.
    """
    for _ in range(_ROUNDS):
        earlier = live(store.history(reading.extract))
        if same := [p for p in earlier if p.sha256 == reading.sha256]:
            return Published(publication=same[-1], was_already=True)
        _check_may_publish(reading, earlier, full)
        progress("compare")
        change = compare(store, reading, full=full)
        if full and change.n_withdrawn and withdraw != change.n_withdrawn:
            raise PublicationRefused(
                f"As a full extract, {reading.name} would withdraw {change.n_withdrawn:,} open "
                f"{'row' if change.n_withdrawn == 1 else 'rows'} that it does not hold. Confirm that number, or publish "
                "it as changes, which withdraws nothing."
            )
        progress("write")
        publication = _record(reading, change, who=who, now=now, note=note, full=full)
        try:
            _append(store, reading.extract, change, publication)
        except Conflict:
            continue
        if reading.layout:
            save_layout(store, reading.fingerprint, reading.layout, who=who, now=now)
        return Published(publication=publication)
    raise StoreError(f"Others are publishing {reading.extract.title} all the time; try again in a minute.")


def _check_may_publish(reading: Reading, earlier: list[Publication], full: bool) -> None:
    if reading.n_rows and not reading.n_accepted:
        raise PublicationRefused(
            f"None of the {reading.n_rows:,} rows of {reading.name} can be accepted, so nothing is published. "
            "Correct what the findings say, or check that it is the right file."
        )
    newest = max((p.extract_day for p in earlier if p.extract_day), default=None)
    if full and newest and reading.extract_day < newest:
        raise PublicationRefused(
            f"{reading.name} is of {reading.extract_day:%d/%m/%Y}, older than the newest extract ({newest:%d/%m/%Y}), "
            "so it cannot say which cases are gone. Publish it as changes."
        )


def _append(store: Store, extract: Extract, change: Change, publication: Publication) -> None:
    table = change.table
    if table is None:
        table = store.table_for_writing(extract)
        if store.next_number(table) != change.number:
            raise Conflict
    elif len(table.schema().fields) < len(change.rows.schema):
        store.table_for_writing(extract)
        raise Conflict  # the table has gained a column: compare again with it
    at = change.rows.schema.get_field_index("_publication")
    numbers = pa.repeat(pa.scalar(change.number, pa.int32()), change.rows.num_rows)
    store.append(extract, table, change.rows.set_column(at, "_publication", numbers), publication)


def _record(
    reading: Reading, change: Change, *, who: str, now: datetime, note: str, full: bool
) -> Publication:
    keys = reading.rows[reading.extract.keys[0]]
    return Publication(
        number=change.number,
        extract=reading.extract.key,
        version=-1 if change.table is None else change.table.version() + 1,
        who=who,
        at=now,
        note=note,
        file=reading.name,
        sha256=reading.sha256,
        extract_day=reading.extract_day,
        mode="full" if full else "changes",
        layout=reading.layout.name if reading.layout else "",
        n_rows=reading.n_rows,
        n_accepted=reading.n_accepted,
        n_rejected=reading.n_rejected,
        n_repeated=reading.n_repeated,
        n_new=change.n_new,
        n_changed=change.n_changed,
        n_unchanged=change.n_unchanged,
        n_withdrawn=change.n_withdrawn,
        n_open_missing=change.n_open_missing,
        n_findings=len(reading.findings),
        changed_fields=change.changed_fields,
        sample_rows=pc.sum(pc.starts_with(keys, SAMPLE_PREFIX)).as_py() or 0,
    )


def undo(
    store: Store,
    extract: Extract,
    *,
    who: str,
    now: datetime,
    note: str = "",
    number: int | None = None,
    and_later: bool = False,
) -> Publication:
    """Take back a publication (by default the last one that holds): a new version with the state before it.

    Later publications were compared with it, so they go with it, and only if `and_later` says so. Raises
    PublicationRefused where there is nothing to undo.
    """
    for _ in range(_ROUNDS):
        holding = live(store.history(extract))
        if not holding:
            raise PublicationRefused(f"{extract.title} has no publication to undo.")
        number = number or holding[-1].number
        wanted = [p for p in holding if p.number >= number]
        if not wanted or wanted[0].number != number:
            raise PublicationRefused(
                f"{extract.title} no. {number} is not a publication that holds; those are "
                f"{', '.join(str(p.number) for p in holding[-10:])}."
            )
        if len(wanted) > 1 and not and_later:
            raise PublicationRefused(
                f"{extract.title} no. {number} was followed by {len(wanted) - 1} more "
                f"({', '.join(str(p.number) for p in wanted[1:])}), which were compared with it. Undo those first, or say "
                "that they go with it, and publish their files again."
            )
        table = store.table(extract)
        assert table is not None
        record = Publication(
            number=store.next_number(table),
            extract=extract.key,
            version=table.version() + 1,
            who=who,
            at=now,
            note=note,
            mode="undo",
            undoes=tuple(p.number for p in wanted),
        )
        try:
            store.restore(extract, table, wanted[0].version - 1, record)
        except Conflict:
            continue
        return record
    raise StoreError(f"Others are publishing {extract.title} all the time; try again in a minute.")


def newest_extract_day(publications: list[Publication]) -> date | None:
    """The latest day of the publications that hold."""
    return max((p.extract_day for p in live(publications) if p.extract_day), default=None)

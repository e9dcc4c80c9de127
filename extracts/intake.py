"""Read -> compare -> publish, and undo: what the pages and the command line both call."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from extracts.effects.compare import Change, compare
from extracts.effects.file_counts import file_counts
from extracts.effects.row_counts import blanks, sample_rows, units
from extracts.extract import Extract
from extracts.keeping.faults import Conflict
from extracts.keeping.table_columns import lacks
from extracts.keeping.turns import unhindered
from extracts.overtaken import Said, check_as_said
from extracts.publications import Publication, check_note, live, next_number
from extracts.read import Reading
from extracts.refusals import (
    Unconfirmed,
    check_confirmed,
    check_may_publish,
    same_file,
    to_undo,
)
from extracts.saved_layouts import save_layout
from extracts.store import Store

_MOST_UNITS = 100  # recorded of a file: a column taken for the unit by mistake has a million


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
    said: Said | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Published:
    """Publish a reading: all of it, or nothing.

    full: the file holds every open case, so that open cases missing from it are withdrawn;
    `withdraw` is the number that was confirmed. said: what it may change and withdraw. The same
    file of the same day again publishes nothing. Raises PublicationRefused or StoreError, and then
    the store is as it was.
    """
    check_note(note)

    def once() -> Published:
        history = store.history(reading.extract)
        if same := same_file(reading, history, full=full):
            return Published(publication=same, was_already=True)
        check_may_publish(reading, live(history), full=full)
        progress("compare")
        change = compare(store, reading, full=full, history=history)
        if change.number != next_number(history):
            raise Conflict  # since the history was read, perhaps of this very file
        if said:
            check_as_said(store, reading, change, said)
        if full and change.n_withdrawn and withdraw != change.n_withdrawn:
            raise Unconfirmed(change.n_withdrawn)
        progress("write")
        record = _record(reading, change, who=who, now=now, note=note, full=full)
        if reading.layout:
            save_layout(store, reading.fingerprint, reading.layout, who=who, now=now)
        return Published(publication=_append(store, reading.extract, change, record))

    return unhindered(once, f"publishing {reading.extract.title}")


def _append(store: Store, extract: Extract, change: Change, record: Publication) -> Publication:
    """Write the rows and their record. Raises Conflict where others published since."""
    table = change.table
    if table is None or lacks(table, extract):
        table = store.table_for_writing(extract)
        if store.next_number(table) != change.number:
            raise Conflict
    before = table.version()
    store.append(extract, table, change.rows, record)
    return replace(record, version=before + 1)


def _record(
    reading: Reading, change: Change, *, who: str, now: datetime, note: str, full: bool
) -> Publication:
    of_rows = reading.rows, reading.extract
    return Publication(
        number=change.number,
        extract=reading.extract.key,
        who=who,
        at=now,
        note=note,
        file=reading.name,
        sha256=reading.sha256,
        extract_day=reading.extract_day,
        mode="full" if full else "changes",
        layout=reading.layout.name if reading.layout else "",
        **file_counts(reading, change),
        changed_fields=change.changed_fields,
        sample_rows=sample_rows(*of_rows),
        units=units(*of_rows, most=_MOST_UNITS),
        blanks=blanks(*of_rows),
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
    confirmed: tuple[int, ...] | None = None,
) -> Publication:
    """Take back a publication (by default the last that holds): a version with the state before.

    Later ones built on it, so they go with it, and only if `and_later` says so. confirmed: the
    numbers that may go and no others, as undo_preview.undo_effect gives them. Raises
    PublicationRefused where there is nothing to undo, or others would go.
    """
    check_note(note)

    def once() -> Publication:
        nonlocal number
        history = store.history(extract)
        wanted = to_undo(extract, live(history), number, and_later)
        if confirmed is not None:
            check_confirmed(extract, wanted, history, confirmed)
        number = wanted[0].number  # whatever others publish from now on
        table = store.table(extract)
        if table is None or store.next_number(table) != next_number(history):
            raise Conflict
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
        store.restore(extract, table, wanted[0].version - 1, record)
        return record

    return unhindered(once, f"publishing {extract.title}")

"""The Delta tables of the store: making, opening, committing. Nothing published is overwritten."""

import os
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import TableNotFoundError
from deltalake.schema import Field as DeltaField

from extracts.address import check_may_read, check_may_write, checked
from extracts.errors import StoreError
from extracts.extract import Extract
from extracts.faults import ROUNDS, Conflict, reading, writing
from extracts.publications import Publication, from_commit
from extracts.registry import EXTRACTS
from extracts.table_columns import as_wide, lacks, table_schema

DEFAULT = Path(__file__).parent.parent / ".store"
# Kept for the audit period, as is every file: nothing is vacuumed. Ten years is our assumption.
_KEPT = {
    "delta.logRetentionDuration": "interval 3650 days",
    "delta.deletedFileRetentionDuration": "interval 3650 days",
}
_NUMBERING = "publication"
_CASES = "case"


class Tables:
    """The tables under one folder or object-store address. Safe to share between threads."""

    def __init__(
        self,
        address: str | Path | None = None,
        *,
        storage_options: Mapping[str, str] | None = None,
    ) -> None:
        """address: by default that of DASHBOARD_STORE, else a folder that git ignores.

        Raises StoreError where it cannot be that of a store.
        """
        self.address = checked(str(address or os.environ.get("DASHBOARD_STORE") or DEFAULT))
        self._options = dict(storage_options or {}) or None
        self._lock = threading.Lock()

    def _path(self, extract: Extract) -> str:
        return f"{self.address}/{extract.key}"

    def table(self, extract: Extract, version: int | None = None) -> DeltaTable | None:
        """The Delta table now, or at a version; None where nothing was ever published."""
        at = extract.title if version is None else f"{extract.title} at version {version}"
        with reading(at):
            try:
                table = DeltaTable(
                    self._path(extract), version=version, storage_options=self._options
                )
            except TableNotFoundError:
                check_may_read(self._path(extract))
                return None
            if "_case" not in (f.name for f in table.schema().fields):
                raise StoreError(
                    f"The store's {extract.title} was written by an early version of this program, "
                    "which did not number cases. Load the files again into an empty folder: set "
                    "DASHBOARD_STORE to its path."
                )
        return table

    def table_for_writing(self, extract: Extract) -> DeltaTable:
        """The table, made if it is not there, with a column for every declared field.

        Raises Conflict where another process makes or alters it in the same moment.
        """
        table = self.table(extract)
        with writing(extract.title, self.address), self._lock:
            check_may_write(self._path(extract))
            if table is None:
                if "://" not in self.address:
                    Path(self.address).mkdir(parents=True, exist_ok=True)
                table = DeltaTable.create(
                    self._path(extract),
                    schema=table_schema(extract),
                    mode="ignore",
                    partition_by=["_kind"],
                    configuration=_KEPT,
                    storage_options=self._options,
                )
            if missing := lacks(table, extract):
                table.alter.add_columns([DeltaField.from_arrow(f) for f in missing])
        return table

    def version(self, extract: Extract) -> int:
        """The number of the newest version of the extract's table; -1 where there is none."""
        table = self.table(extract)
        return -1 if table is None else table.version()

    def state(
        self, extracts: Iterable[Extract] = tuple(EXTRACTS.values())
    ) -> tuple[tuple[str, int], ...]:
        """A key for caches: it changes whenever what the store holds changes."""
        return tuple((e.key, self.version(e)) for e in extracts)

    def history(self, extract: Extract) -> list[Publication]:
        """Every publication and undo of an extract, the oldest first."""
        table = self.table(extract)
        if table is None:
            return []
        with reading(f"what was published of {extract.title}"):
            while True:
                version, commits = table.version(), table.history()
                # The library reads the log anew, but counts versions down from the one it opened.
                table.update_incremental()
                if table.version() == version:
                    break
        found = [p for c in reversed(commits) if (p := from_commit(c))]
        undone = {n for p in found for n in p.undoes}
        return [replace(p, is_undone=p.number in undone) for p in found]

    def append(
        self, extract: Extract, table: DeltaTable, rows: pa.Table, publication: Publication
    ) -> None:
        """Add rows and the record of their publication in one commit.

        table: the state that `rows` were compared with. Raises Conflict where another publication
        came in between: the number that both would take is what tells them apart.
        """
        with writing(extract.title, self.address), self._lock:
            check_may_write(self._path(extract))
            last = max(pc.max(rows["_case"]).as_py() or 0, self.last_case(table))
            write_deltalake(
                table,
                as_wide(rows, table),
                mode="append",
                commit_properties=_commit(publication, Transaction(_CASES, last)),
            )

    def restore(self, extract: Extract, table: DeltaTable, version: int, undo: Publication) -> None:
        """Make a new version with the content of an earlier one. Raises Conflict as `append`."""
        with writing(extract.title, self.address), self._lock:
            check_may_write(self._path(extract))
            table.restore(version, commit_properties=_commit(undo))

    def records(self, name: str) -> list[dict[str, str]]:
        """The rows of a small table that is no extract, such as the saved layouts."""
        path = f"{self.address}/{name}"
        with reading(name):
            if not DeltaTable.is_deltatable(path, self._options):
                check_may_read(path)
                return []
            table = DeltaTable(path, storage_options=self._options)
            rows: list[dict[str, str]] = pa.table(table.scan()).to_pylist()
        return rows

    def append_records(self, name: str, rows: pa.Table) -> None:
        """Add rows to a small table that is no extract."""
        for _ in range(ROUNDS):
            with suppress(Conflict), writing(name.capitalize(), self.address):
                check_may_write(f"{self.address}/{name}")
                write_deltalake(
                    f"{self.address}/{name}",
                    rows,
                    mode="append",
                    configuration=_KEPT,
                    storage_options=self._options,
                )
                return
        raise StoreError(f"Others are writing {name} all the time; try again in a minute.")

    def next_number(self, table: DeltaTable) -> int:
        """The number that the next publication takes."""
        return (table.transaction_version(_NUMBERING) or 0) + 1

    def last_case(self, table: DeltaTable) -> int:
        """The newest number that a case was given, be its publication undone; 0 where none was."""
        return table.transaction_version(_CASES) or 0


def _commit(publication: Publication, *more: Transaction) -> CommitProperties:
    return CommitProperties(
        custom_metadata=publication.to_metadata(),
        app_transactions=[Transaction(_NUMBERING, publication.number), *more],
    )

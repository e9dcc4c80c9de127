"""The Delta tables of the store: making, opening, committing. Nothing published is overwritten."""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import TableNotFoundError
from deltalake.schema import Field as DeltaField

from extracts.errors import StoreDamaged, StoreError
from extracts.extract import Extract
from extracts.keeping.address import check_entry, check_may_read, check_may_write, checked
from extracts.keeping.faults import reading, writing
from extracts.keeping.small_tables import KEPT, SmallTables
from extracts.keeping.table_columns import BOOKKEEPING, as_wide, lacks, table_schema
from extracts.publications import Publication, from_commit, publications
from extracts.registry import EXTRACTS

DEFAULT = Path(__file__).parents[2] / ".store"
# What the library notes of each file in the log, where even a purge leaves it: nothing of a case.
_NOTED = [name for name in BOOKKEEPING.names if name not in ("_kind", "_cells", "_findings")]
_KEPT = KEPT | {"delta.dataSkippingStatsColumns": ",".join(_NOTED)}
# Of an object store: the library's own would keep a reader three minutes.
_PATIENCE = {"connect_timeout": "5s", "timeout": "60s", "retry_timeout": "20s", "max_retries": "4"}
_NUMBERING = "publication"
_CASES = "case"


class Tables(SmallTables):
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
        patience = _PATIENCE if "://" in self.address else {}
        self._options = patience | dict(storage_options or {}) or None
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
            check_entry(self._path(extract), table.version())
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

    @contextmanager
    def reading(self, extract: Extract, table: DeltaTable | None) -> Iterator[None]:
        """As faults.reading, but that files which a purge removed are not called damaged."""
        try:
            with reading(extract.title):
                yield
        except StoreDamaged as why:
            version = -1 if table is None else table.version()
            purges = [p for p in self.history(extract) if p.is_purge and p.version > version]
            if not purges:
                raise
            raise StoreError(
                f"{extract.title} was purged on {purges[-1].at:%d/%m/%Y}, and what it held before "
                "cannot be read any more. Do it again, or open the page again, with what it holds "
                "now."
            ) from why

    def commits(self, extract: Extract) -> list[dict[str, Any]]:
        """The log's entries as the library gives them, each with its version, the oldest first."""
        table = self.table(extract)
        if table is None:
            return []
        with reading(f"what was published of {extract.title}"):
            while True:
                version, commits = table.version(), table.history()
                # The library reads the log anew, but counts versions down from the one it opened.
                table.update_incremental()
                if table.version() == version:
                    return commits[::-1]

    def history(self, extract: Extract) -> list[Publication]:
        """Every publication, undo and purge of an extract, the oldest first."""
        return publications([p for c in self.commits(extract) if (p := from_commit(c))])

    def append(
        self, extract: Extract, table: DeltaTable, rows: pa.Table, publication: Publication
    ) -> None:
        """Add rows and the record of their publication in one commit.

        table: the state that `rows` were compared with. Raises Conflict where another publication
        came in between: the number that both would take is what tells them apart.
        """
        with writing(extract.title, self.address), self._lock:
            check_may_write(self._path(extract), rows.nbytes)
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

    def overwrite(
        self,
        extract: Extract,
        table: DeltaTable,
        rows: pa.RecordBatchReader,
        purge: Publication,
    ) -> None:
        """Make a new version that holds these rows alone. Raises Conflict as `append`."""
        held = pc.sum(pa.table(table.get_add_actions())["size_bytes"]).as_py() or 0
        with writing(extract.title, self.address), self._lock:
            check_may_write(self._path(extract), held)
            write_deltalake(table, rows, mode="overwrite", commit_properties=_commit(purge))

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

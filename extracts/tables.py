"""The Delta tables of the store: making, opening, committing. What is published is never overwritten.

A row of a table is of one `_kind`: "row" (a case as an extract had it), "seen" (the key of a case that a
file held unchanged, so that an older file published late cannot overwrite it) or "rejected" (a row that
was not accepted, with its findings).
"""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.schema import Field as DeltaField

from extracts.errors import StoreError
from extracts.fields import Extract
from extracts.publications import Publication, from_commit
from extracts.registry import EXTRACTS

DEFAULT = Path(__file__).parent.parent / ".store"
# Kept for the audit period, as is every file: nothing is vacuumed. Ten years is our assumption.
_KEPT = {
    "delta.logRetentionDuration": "interval 3650 days",
    "delta.deletedFileRetentionDuration": "interval 3650 days",
}
BOOKKEEPING = pa.schema(
    [
        ("_kind", pa.string()),
        ("_extract_day", pa.date32()),
        ("_publication", pa.int32()),
        ("_revises", pa.bool_()),
        ("_withdrawn", pa.bool_()),
        ("_row", pa.int64()),
        ("_cells", pa.string()),
        ("_findings", pa.string()),
    ]
)
_NUMBERING = "publication"


class Conflict(Exception):
    """Somebody published in between; look again and try again."""


def table_schema(extract: Extract) -> pa.Schema:
    """The columns of an extract's table: its fields, then the bookkeeping."""
    return pa.schema([*extract.schema(), *BOOKKEEPING])


class Tables:
    """The tables under one folder or object-store address. Safe to share between threads."""

    def __init__(self, address: str | Path | None = None, *, storage_options: Mapping[str, str] | None = None) -> None:
        """address: by default that of DASHBOARD_STORE, else a folder that git ignores."""
        self.address = str(address or os.environ.get("DASHBOARD_STORE") or DEFAULT).rstrip("/")
        self._options = dict(storage_options or {}) or None
        self._lock = threading.Lock()

    def _path(self, extract: Extract) -> str:
        return f"{self.address}/{extract.key}"

    def table(self, extract: Extract, version: int | None = None) -> DeltaTable | None:
        """The Delta table as it is now, or at a version; None where nothing was ever published."""
        try:
            return DeltaTable(self._path(extract), version=version, storage_options=self._options)
        except TableNotFoundError:
            return None
        except (DeltaError, OSError) as why:
            at = "" if version is None else f" at version {version}"
            raise StoreError(f"The store's table for {extract.title} cannot be read{at}: {reason(why)}.") from why

    def table_for_writing(self, extract: Extract) -> DeltaTable:
        """The table, made if it is not there, with a column for every declared field."""
        table = self.table(extract)
        if table is None:
            try:
                if "://" not in self.address:
                    Path(self.address).mkdir(parents=True, exist_ok=True)
                DeltaTable.create(
                    self._path(extract),
                    schema=table_schema(extract),
                    mode="ignore",
                    partition_by=["_kind"],
                    configuration=_KEPT,
                    storage_options=self._options,
                )
            except (DeltaError, OSError) as why:
                if self.table(extract) is None:  # else another process made it in this moment
                    raise StoreError(f"The store {self.address} cannot be written: {reason(why)}.") from why
            table = self.table(extract)
            assert table is not None
        have = {f.name for f in table.schema().fields}
        if missing := [f for f in table_schema(extract) if f.name not in have]:
            table.alter.add_columns([DeltaField.from_arrow(f) for f in missing])
        return table

    def version(self, extract: Extract) -> int:
        """The number of the newest version of the extract's table; -1 where there is none."""
        table = self.table(extract)
        return -1 if table is None else table.version()

    def state(self, extracts: Iterable[Extract] = tuple(EXTRACTS.values())) -> tuple[tuple[str, int], ...]:
        """A key for caches: it changes whenever what the store holds changes."""
        return tuple((e.key, self.version(e)) for e in extracts)

    def history(self, extract: Extract) -> list[Publication]:
        """Every publication and undo of an extract, the oldest first."""
        table = self.table(extract)
        if table is None:
            return []
        try:
            commits = table.history()
        except (DeltaError, OSError) as why:
            raise StoreError(f"The history of {extract.title} cannot be read: {reason(why)}.") from why
        found = [p for c in reversed(commits) if (p := from_commit(c))]
        undone = {n for p in found for n in p.undoes}
        return [replace(p, is_undone=p.number in undone) for p in found]

    def append(self, extract: Extract, table: DeltaTable, rows: pa.Table, publication: Publication) -> None:
        """Add rows and the record of their publication in one commit.

        table: the state that `rows` were compared with. Raises Conflict where another publication came
        in between: the number that both would take is what tells them apart.
        """
        with self._writing(extract):
            write_deltalake(table, rows, mode="append", commit_properties=_commit(publication))

    def restore(self, extract: Extract, table: DeltaTable, version: int, undo: Publication) -> None:
        """Make a new version with the content of an earlier one. Raises Conflict as `append` does."""
        with self._writing(extract):
            table.restore(version, commit_properties=_commit(undo))

    @contextmanager
    def _writing(self, extract: Extract) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except CommitFailedError as why:
            raise Conflict from why
        except (DeltaError, OSError) as why:
            raise StoreError(
                f"{extract.title} could not be written to the store; it is as it was before. {reason(why)}."
            ) from why

    def records(self, name: str) -> list[dict[str, str]]:
        """The rows of a small table that is no extract, such as the saved layouts."""
        path = f"{self.address}/{name}"
        if not DeltaTable.is_deltatable(path, self._options):
            return []
        table = DeltaTable(path, storage_options=self._options)
        return pa.RecordBatchReader.from_stream(table.scan()).read_all().to_pylist()

    def append_records(self, name: str, rows: pa.Table) -> None:
        """Add rows to a small table that is no extract."""
        write_deltalake(
            f"{self.address}/{name}", rows, mode="append", configuration=_KEPT, storage_options=self._options
        )

    def next_number(self, table: DeltaTable) -> int:
        """The number that the next publication takes."""
        return (table.transaction_version(_NUMBERING) or 0) + 1


def _commit(publication: Publication) -> CommitProperties:
    return CommitProperties(
        custom_metadata=publication.to_metadata(), app_transactions=[Transaction(_NUMBERING, publication.number)]
    )


def reason(why: Exception) -> str:
    """The first line of a library's message, without its full stop."""
    return (str(why).strip().splitlines() or [type(why).__name__])[0].rstrip(".")

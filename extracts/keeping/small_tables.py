"""Small tables of the store that are no extract, such as the saved layouts: rows of texts."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake

from extracts.errors import StoreError
from extracts.keeping.address import check_entry, check_may_read, check_may_write
from extracts.keeping.faults import Conflict, reading, writing
from extracts.keeping.turns import unhindered


def kept_for(days: int) -> dict[str, str]:
    """The library's settings for how long a table's log keeps what is no longer in the table."""
    return {
        "delta.logRetentionDuration": f"interval {days} days",
        "delta.deletedFileRetentionDuration": f"interval {days} days",
    }


# Kept for the audit period, as is every file, unless cases are purged. Ten years is our assumption.
DAYS = 3650
KEPT = kept_for(DAYS)
_COMPACTED = 100  # after so many versions
# How people know a table whose name does not say it.
_IN_WORDS = {"plan": "the improvement plan", "packs": "the packs that were issued"}


class SmallTables:
    """The small tables under one folder or object-store address."""

    address: str
    _options: dict[str, str] | None

    def small_table(self, name: str) -> DeltaTable | None:
        """A small table as it is now; None where it is not there. To be called within `reading`."""
        path = f"{self.address}/{name}"
        if not DeltaTable.is_deltatable(path, self._options):
            check_may_read(path)
            return None
        table = DeltaTable(path, storage_options=self._options)
        check_entry(path, table.version())
        return table

    def records(
        self,
        name: str,
        version: int | None = None,
        *,
        columns: Sequence[str] | None = None,
        where: str = "",
    ) -> list[dict[str, str]]:
        """Every row of a small table, now or at a version; none where it is not there.

        columns: those that are read, all by default. where: a predicate on the table's columns.
        """
        with reading(_in_words(name)):
            table = None if version == -1 else self.small_table(name)
            if table is not None and version is not None and version != table.version():
                table.load_as_version(version)
            return [] if table is None else rows_of(table, columns, where)

    def append_records(self, name: str, rows: pa.Table, *, days: int = DAYS) -> None:
        """Add rows to a small table, which is made where it is not there.

        days: for how long the log of a table that is made now keeps what is dropped from it.
        """

        def append() -> None:
            with writing(_capital(_in_words(name)), self.address):
                check_may_write(f"{self.address}/{name}", rows.nbytes)
                write_deltalake(
                    f"{self.address}/{name}",
                    rows,
                    mode="append",
                    configuration=kept_for(days),
                    storage_options=self._options,
                )
            self._compact(name)

        unhindered(append, f"writing {name}")

    def version_of(self, name: str) -> int:
        """The number of the newest version of a small table, for caches; -1 where there is none."""
        with reading(_in_words(name)):
            table = self.small_table(name)
            return -1 if table is None else table.version()

    def numbered(
        self, name: str, *, columns: Sequence[str] | None = None
    ) -> tuple[int, list[dict[str, str]]]:
        """(the number of the last `append_next`, 0 where there was none; every row).

        columns: those that are read, all by default.
        """
        with reading(_in_words(name)):
            table = self.small_table(name)
            return (0, []) if table is None else (_number(table, name), rows_of(table, columns))

    def append_next(self, name: str, rows: pa.Table, *, after: int) -> None:
        """Add rows as the next number, in one commit: all of them or none.

        after: the number that `numbered` gave with what the rows were made from. Raises Conflict
        where somebody else has taken the next one since; then look again (turns.unhindered).
        """
        path = f"{self.address}/{name}"
        with writing(_capital(_in_words(name)), self.address):
            check_may_write(path, rows.nbytes)
            with reading(_in_words(name)):
                table = self.small_table(name)
            if table is None:
                if "://" not in self.address:
                    Path(self.address).mkdir(parents=True, exist_ok=True)
                table = DeltaTable.create(
                    path,
                    schema=rows.schema,
                    mode="ignore",
                    configuration=KEPT,
                    storage_options=self._options,
                )
            if _number(table, name) != after:
                raise Conflict
            write_deltalake(
                table,
                rows,
                mode="append",
                commit_properties=CommitProperties(app_transactions=[Transaction(name, after + 1)]),
            )
        self._compact(name)

    def drop_records(self, name: str, where: str, *, days: int) -> None:
        """Take rows out of a small table; nothing where others write it, or it takes nothing.

        where: a predicate on its columns. days: for how long the files that held them stay, so that
        whoever reads or copies the table in this moment finds them.
        """
        with suppress(Conflict, StoreError), writing(_capital(_in_words(name)), self.address):
            table = DeltaTable(f"{self.address}/{name}", storage_options=self._options)
            table.delete(where)
            table.vacuum(days * 24, dry_run=False, enforce_retention_duration=False)

    def _compact(self, name: str) -> None:
        """Put the many files of a small table together now and then: it is quicker to read."""
        with suppress(Conflict, StoreError), writing(_capital(_in_words(name)), self.address):
            table = DeltaTable(f"{self.address}/{name}", storage_options=self._options)
            if table.version() % _COMPACTED == 0:
                table.optimize.compact()


def rows_of(
    table: DeltaTable, columns: Sequence[str] | None = None, where: str = ""
) -> list[dict[str, str]]:
    """Every row of an open small table; columns and where as for SmallTables.records."""
    wanted = None if columns is None else list(columns)
    found = table.scan(columns=wanted, predicate=where or None)
    rows: list[dict[str, str]] = pa.table(found).to_pylist()
    return rows


def _in_words(name: str) -> str:
    return _IN_WORDS.get(name, name)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _number(table: DeltaTable, name: str) -> int:
    return table.transaction_version(name) or 0

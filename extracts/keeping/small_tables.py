"""Small tables of the store that are no extract, such as the saved layouts: rows of texts."""

from contextlib import suppress

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

from extracts.errors import StoreError
from extracts.keeping.address import check_may_read, check_may_write
from extracts.keeping.faults import Conflict, reading, writing
from extracts.keeping.turns import unhindered

# Kept for the audit period, as is every file, unless cases are purged. Ten years is our assumption.
KEPT = {
    "delta.logRetentionDuration": "interval 3650 days",
    "delta.deletedFileRetentionDuration": "interval 3650 days",
}
_COMPACTED = 100  # after so many versions


class SmallTables:
    """The small tables under one folder or object-store address."""

    address: str
    _options: dict[str, str] | None

    def records(self, name: str) -> list[dict[str, str]]:
        """Every row of a small table; none where it is not there."""
        path = f"{self.address}/{name}"
        with reading(name):
            if not DeltaTable.is_deltatable(path, self._options):
                check_may_read(path)
                return []
            table = DeltaTable(path, storage_options=self._options)
            rows: list[dict[str, str]] = pa.table(table.scan()).to_pylist()
        return rows

    def append_records(self, name: str, rows: pa.Table) -> None:
        """Add rows to a small table, which is made where it is not there."""

        def append() -> None:
            with writing(name.capitalize(), self.address):
                check_may_write(f"{self.address}/{name}", rows.nbytes)
                write_deltalake(
                    f"{self.address}/{name}",
                    rows,
                    mode="append",
                    configuration=KEPT,
                    storage_options=self._options,
                )
            self._compact(name)

        unhindered(append, f"writing {name}")

    def _compact(self, name: str) -> None:
        """Put the many files of a small table together now and then: it is quicker to read."""
        with suppress(Conflict, StoreError), writing(name.capitalize(), self.address):
            table = DeltaTable(f"{self.address}/{name}", storage_options=self._options)
            if table.version() % _COMPACTED == 0:
                table.optimize.compact()

"""A small table that is asked for again and again, as whether a sign-in is over."""

from deltalake import DeltaTable

from extracts.keeping.faults import reading
from extracts.keeping.small_tables import SmallTables, rows_of


class WatchedRecords:
    """The rows of a small table, which are read when it has changed and only then."""

    def __init__(self, store: SmallTables, name: str) -> None:
        self._store, self._name = store, name
        self._table: DeltaTable | None = None
        self._version = -1
        self._rows: list[dict[str, str]] = []

    def rows(self) -> list[dict[str, str]]:
        """Every row, as SmallTables.records. Not to be changed, nor asked for by two at once."""
        table, self._table = self._table, None  # after a fault it is opened anew
        with reading(self._name):
            if table is None:
                table = self._store.small_table(self._name)
            else:
                table.update_incremental()
            if table is not None and table.version() != self._version:
                self._rows, self._version = rows_of(table), table.version()
        self._table = table
        return self._rows

"""In which order files are taken: the oldest extract first, as its name says or its content."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from extracts.errors import DashboardError
from extracts.extract import Extract
from extracts.inbox.arrivals import Mark
from extracts.inbox.take import read_file
from extracts.reading.extract_day import days_in
from extracts.reading.unpack import MOST_BYTES
from extracts.store import Store


class Order:
    """Orders files; one whose name has not one day is read for it, once."""

    def __init__(
        self, store: Store, extracts: Mapping[str, Extract], today: Callable[[], date]
    ) -> None:
        self._store, self._extracts, self._today = store, extracts, today
        self._days: dict[tuple[Path, Mark], date] = {}

    def of(self, files: Mapping[Path, Mark]) -> list[Path]:
        """The files, the oldest extract first; those of one day by name."""
        if len(files) < 2:
            return list(files)
        self._days = {key: day for key, day in self._days.items() if files.get(key[0]) == key[1]}
        return sorted(files, key=lambda path: (self._day(path, files[path]), path.name))

    def _day(self, path: Path, mark: Mark) -> date:
        in_name = days_in(path.name)
        if len(in_name) == 1:
            return in_name.pop()
        if (path, mark) not in self._days:
            self._days[path, mark] = self._day_inside(path, mark)
        return self._days[path, mark]

    def _day_inside(self, path: Path, mark: Mark) -> date:
        """The own day of an extract; the first of all where the file is none: why, `take` says."""
        if mark.size > MOST_BYTES:
            return date.min
        try:
            reading = read_file(
                self._store, path.read_bytes(), name=path.name, today=self._today(),
                extracts=self._extracts,
            )  # fmt: skip
        except (OSError, DashboardError):
            return date.min
        return reading.extract_day

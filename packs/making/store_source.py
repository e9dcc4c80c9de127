"""What a pack and a brief are made of, read from a store at versions that stay the same."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa

from extracts.area import Area
from extracts.extract import Extract
from extracts.keeping.last_good import history_until, last_good
from extracts.keeping.table_columns import table_schema
from extracts.publications import Publication, live, publications
from extracts.registry import EXTRACTS
from extracts.store import Store
from extracts.waiting import waiting
from metrics.counts import counts
from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.series import series
from metrics.spc import Judged
from packs.making.source import is_sample
from plan.actions import PlanAction, actions
from plan.commentary import Commentary, commentary
from plan.log import TABLE

T = TypeVar("T")


class StoreSource:
    """A Source (source.py). Each figure is counted once; nothing of it changes while it is used.

    area: with its plan. versions: of each extract's table, by default the newest that can be read,
    and of the plan's, by default that of when it is first asked for. damaged: the extracts of which
    that is an older one.
    """

    def __init__(self, store: Store, area: Area, versions: Mapping[str, int] | None = None) -> None:
        self._store, self._area = store, area
        good = {} if versions else {key: last_good(store, e) for key, e in EXTRACTS.items()}
        self.damaged = tuple(e for key, e in EXTRACTS.items() if key in good and good[key].why)
        self._versions = {key: g.version for key, g in good.items()} | {
            key: version for key, version in (versions or {}).items() if key in EXTRACTS
        }
        self._plan = (versions or {}).get(TABLE)
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    @property
    def versions(self) -> Mapping[str, int]:
        """The version of each extract's table, and of the plan's."""
        if self._plan is None:
            self._plan = self._store.version_of(TABLE)
        return self._versions | {TABLE: self._plan}

    def data_day(self, extract: Extract) -> date | None:
        """The own day of the newest extract that holds."""
        days = [p.extract_day for p in live(self.history(extract)) if p.extract_day]
        return max(days, default=None)

    def history(self, extract: Extract) -> list[Publication]:
        """Every publication, undo and purge up to the version, the oldest first."""

        def read() -> list[Publication]:
            version = self._versions.get(extract.key, -1)
            if version < 0:
                return []
            if extract in self.damaged:
                return history_until(self._store, extract, version)
            found = self._store.history(extract)
            return publications([p for p in found if p.version <= version])

        return self.once(("history", extract.key), read)

    def rows(self, extract: Extract, columns: Sequence[str]) -> pa.Table:
        """The newest row of each case."""

        def read() -> pa.Table:
            version = self._versions.get(extract.key, -1)
            if version < 0:
                schema = table_schema(extract)
                return pa.schema([schema.field(c) for c in columns]).empty_table()
            return self._store.current(extract, list(columns), version=version)

        return self.once(("rows", extract.key, tuple(columns)), read)

    def counts(self, measure: Measure) -> pd.DataFrame | None:
        """The counts of a measure with a clock, as of its data day."""
        extract = EXTRACTS[measure.extract]
        day = self.data_day(extract)
        if day is None or measure.clock is None:
            return None
        clock, version = measure.clock, self._versions[extract.key]

        def read() -> pd.DataFrame:
            with self._store.newest(extract, measure.columns(), version=version) as found:
                rows = found.to_arrow_table() if measure.derive else found
                return counts(measure.prepare(rows, as_of=day), clock, as_of=day)

        return self.once(("counts", measure.key), read)

    def monthly(self, measure: Measure, by: tuple[str, ...] = ()) -> pd.DataFrame | None:
        """A measure's figures by month."""
        extract = EXTRACTS[measure.extract]
        day = self.data_day(extract)
        if day is None:
            return None

        def make() -> pd.DataFrame:
            found = self.counts(measure)
            return series(
                measure,
                self.rows(extract, measure.columns()) if found is None else found,
                period="month",
                by=by,
                as_of=day,
                small_number=self._area.small_number,
            )

        return self.once(("monthly", measure.key, by), make)

    def judged(self, measure: Measure, month: date, by: tuple[str, ...] = ()) -> Judged | None:
        """A measure's lines, judged at the end of a month."""
        monthly, day = self.monthly(measure, by), self.data_day(EXTRACTS[measure.extract])
        if monthly is None or day is None:
            return None
        return self.once(
            ("judged", measure.key, month, by),
            lambda: judged_months(
                measure,
                monthly,
                area=self._area,
                day=day,
                by=by,
                is_sample=is_sample(self),
                until=month,
            ),
        )

    def waiting(self, extract: Extract) -> int:
        """How many rejected rows wait for correction."""

        def read() -> int:
            history = self.history(extract)
            if not history:
                return 0
            version = self._versions[extract.key]
            found = waiting(self._store, extract, self._area, version=version, history=history)
            return found.n_rows

        return self.once(("waiting", extract.key), read)

    def plan_actions(self) -> Sequence[PlanAction]:
        """The actions of the improvement plan."""
        return self.once("plan", lambda: actions(self._store, self.versions[TABLE]))

    def commentary(self, month: date) -> Mapping[str, Commentary]:
        """What was written of a month, by the keys of the measures."""
        version = self.versions[TABLE]
        return self.once(("commentary", month), lambda: commentary(self._store, month, version))

"""What the Board's pack and the morning brief are made of, from what the pages have counted already."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import pandas as pd
import pyarrow as pa

from extracts.extract import Extract
from extracts.publications import Publication
from extracts.waiting import waiting
from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.series import first_day
from metrics.spc import Judged
from packs.content import Pack
from packs.making import months as of_months
from packs.making.board import board
from pages import counted, data, judged, known, planned
from pages.filters import EVERYTHING
from plan.actions import PlanAction, actions_in
from plan.commentary import Commentary, commentary_in

T = TypeVar("T")


class PageSource:
    """A packs.making.source.Source: of all units and casework types, and the newest data there is."""

    @property
    def versions(self) -> Mapping[str, int]:
        """The version of each table that is read."""
        return data.versions()

    def data_day(self, extract: Extract) -> date | None:
        """The own day of the newest extract that holds."""
        return data.data_day(extract, None)

    def counts(self, measure: Measure) -> pd.DataFrame | None:
        """The counts of a measure with a clock, as of its data day."""
        found = data.measure_counts(measure, EVERYTHING) if measure.clock else None
        return found[0] if found else None

    def rows(self, extract: Extract, columns: Sequence[str]) -> pa.Table:
        """The newest row of each case, to count."""
        return data.rows(extract, EVERYTHING, columns)

    def monthly(self, measure: Measure, by: tuple[str, ...] = ()) -> pd.DataFrame | None:
        """A measure's figures by month."""
        found = counted.measure_series(measure, EVERYTHING, by=by)
        return found[0] if found else None

    def judged(self, measure: Measure, month: date, by: tuple[str, ...] = ()) -> Judged | None:
        """A measure's lines, judged at the end of a month; the last that is over as the pages have it."""
        told = judged.told(measure, EVERYTHING, by)
        if told is None or month == first_day(told.day, 1):
            return told.judged if told else None
        return data.kept(
            "judged until",
            *(measure.key, month, by),
            make=lambda: judged_months(
                measure,
                told.monthly,
                area=data.area(),
                day=told.day,
                by=by,
                is_sample=known.is_sample(),
                until=month,
            ),
        )

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for as long as the store is unchanged."""
        return data.kept(key, make=make)

    def history(self, extract: Extract) -> list[Publication]:
        """Every publication, undo and purge, the oldest first."""
        return data.history(extract)

    def waiting(self, extract: Extract) -> int:
        """How many rejected rows wait for correction: their number alone, which is for everybody."""
        history = data.history(extract)

        def make() -> int:
            found = waiting(
                data.store(), extract, data.area(), version=data.version(extract), history=history
            )
            return found.n_rows

        return data.kept("number waiting", extract.key, make=make) if history else 0

    def plan_actions(self) -> Sequence[PlanAction]:
        """The actions of the improvement plan. Raises StoreError where it cannot be read."""
        return actions_in(planned.plan(data.store()))

    def commentary(self, month: date) -> Mapping[str, Commentary]:
        """What was written of a month. Raises StoreError where it cannot be read."""
        return commentary_in(planned.plan(data.store()), month)


def pack(month: date) -> Pack:
    """The pack of a month (its first day) as it is now. Raises PackError or StoreError."""
    today = known.today()
    return data.kept(
        "pack", month, today, make=lambda: board(PageSource(), data.area(), month, today=today)
    )


def months() -> list[date]:
    """The months that a pack can be made of, the newest first; none without data."""
    return data.kept(
        "months of packs",
        make=lambda: of_months.months(PageSource(), data.all_measures().values()),
    )

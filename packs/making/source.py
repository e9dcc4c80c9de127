"""What a pack and a brief are made of, wherever it is kept: figures, publications, the plan."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa

from extracts.extract import Extract
from extracts.publications import Publication, live
from extracts.registry import EXTRACTS
from metrics.measure import Measure
from metrics.spc import Judged
from plan.actions import PlanAction
from plan.commentary import Commentary

T = TypeVar("T")
ALL_SAMPLE = "Sample data: every case is made up"
SOME_SAMPLE = "Some cases are made up: there is sample data among them"


class Source(Protocol):
    """Figures of all cases as they are known now. What is given is not to be changed."""

    @property
    def versions(self) -> Mapping[str, int]:
        """The version of each table of the store that is read, -1 where there is none."""

    def data_day(self, extract: Extract) -> date | None:
        """The own day of the newest extract that holds; None where there is none."""

    def counts(self, measure: Measure) -> pd.DataFrame | None:
        """metrics.counts.counts of a measure with a clock as of its data day, or None."""

    def rows(self, extract: Extract, columns: Sequence[str]) -> pa.Table:
        """The newest row of each case: no rows where nothing was published."""

    def monthly(self, measure: Measure, by: tuple[str, ...] = ()) -> pd.DataFrame | None:
        """metrics.series.series by month, with the month so far; None without data."""

    def judged(self, measure: Measure, month: date, by: tuple[str, ...] = ()) -> Judged | None:
        """metrics.judged_months.judged_months up to a month (its first day); None without data."""

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for as long as the data is the same."""

    def history(self, extract: Extract) -> list[Publication]:
        """Every publication, undo and purge, the oldest first."""

    def waiting(self, extract: Extract) -> int:
        """How many rejected rows wait for correction."""

    def plan_actions(self) -> Sequence[PlanAction]:
        """The actions of the improvement plan, those taken back too."""

    def commentary(self, month: date) -> Mapping[str, Commentary]:
        """What was written of a month (its first day), by the keys of the measures."""


def held(source: Source) -> list[Publication]:
    """The publications of every extract that hold."""
    return [p for e in EXTRACTS.values() for p in live(source.history(e))]


def is_sample(source: Source) -> bool:
    """Whether all cases are of the sample data; not where there are none."""
    found = held(source)
    return any(p.sample_rows for p in found) and all(p.sample_rows == p.n_accepted for p in found)


def sample_words(source: Source) -> str:
    """The label of sample data; "" where no case is made up."""
    if is_sample(source):
        return ALL_SAMPLE
    return SOME_SAMPLE if any(p.sample_rows for p in held(source)) else ""


def newest_day(source: Source) -> date | None:
    """The newest own day of any extract; None without data."""
    return max((d for e in EXTRACTS.values() if (d := source.data_day(e))), default=None)


def seen_on(source: Source) -> date:
    """The day that it is seen on: today in London, or the last day of the sample data."""
    newest = newest_day(source)
    if newest and is_sample(source):
        return newest
    return datetime.now(ZoneInfo("Europe/London")).date()

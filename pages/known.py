"""What is known of the data as a whole: whether it is a sample, what day it is seen on, how fresh it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pyarrow.compute as pc

from extracts.extract import Extract
from extracts.freshness import Freshness, freshness
from extracts.publications import live
from extracts.registry import EXTRACTS
from pages import data
from pages.filters import EVERYTHING


def has_sample() -> bool:
    """Whether any of the data that holds is sample data."""
    return _sample()[0]


def is_sample() -> bool:
    """Whether all of it is."""
    return _sample()[1]


def _sample() -> tuple[bool, bool]:
    """Whether any is, whether all is."""

    def make() -> tuple[bool, bool]:
        found = [p for e in EXTRACTS.values() for p in live(data.history(e))]
        has = any(p.sample_rows for p in found)
        return has, has and all(p.sample_rows == p.n_accepted for p in found)

    return data.kept("sample", make=make)


def today() -> date:
    """The day that freshness is judged by: today in London, or the last day of the sample data."""
    if is_sample():
        return max(d for e in EXTRACTS.values() for d in data.extract_days(e))
    return datetime.now(ZoneInfo("Europe/London")).date()


def fresh(extract: Extract, as_at: date | None = None) -> Freshness:
    """How fresh an extract is, or was on an earlier day."""
    return freshness(
        [d for d in data.extract_days(extract) if as_at is None or d <= as_at],
        today=as_at or today(),
        allowed=data.area().extract_lag_working_days,
        is_daily=extract.key in data.area().daily_extracts,
    )


def units() -> list[str]:
    """Every unit of the Area or of the data, in alphabetical order."""

    def make() -> list[str]:
        found = {u.name for u in data.area().units}
        for extract in EXTRACTS.values():
            if data.version(extract) >= 0:
                rows = data.rows(extract, EVERYTHING, ["unit"])
                found |= set(pc.unique(rows["unit"]).to_pylist())
        return sorted(found)

    return data.kept("names of units", make=make)

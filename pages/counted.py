"""The figures of the pages, for the reader's filters: each counted once and kept."""

from datetime import date
from functools import reduce
from operator import add

import pandas as pd
from narwhals.typing import IntoFrame

from extracts.registry import EXTRACTS
from metrics.ages import ages
from metrics.clocks import Clock
from metrics.lifetimes import lifetimes
from metrics.periods import Period
from metrics.ratios import UNKNOWN_ENTITLEMENT, unknown_entitlement
from metrics.registry import Measure
from metrics.reviews import REVIEW_NEEDS
from metrics.series import first_day, series
from metrics.standing import RecentScore, Standings, recent_scores, standings, units_overdue
from pages import data
from pages.filters import Filters


def group_standings(keys: tuple[str, ...], chosen: Filters) -> Standings | None:
    """The standings of several measures of one extract, added up; None without data."""

    def make() -> Standings | None:
        found = [f for k in keys if (f := data.measure_counts(data.all_measures()[k], chosen))]
        return reduce(add, (standings(c, as_of=day) for c, day in found)) if found else None

    return data.kept("standings", keys, chosen, make=make)


def overdue_table(groups: dict[str, tuple[str, ...]], chosen: Filters) -> pd.DataFrame:
    """metrics.standing.units_overdue of the measures of every group, with a column of overdue a group."""

    def make() -> pd.DataFrame:
        return units_overdue(
            {
                title: [
                    f for k in keys if (f := data.measure_counts(data.all_measures()[k], chosen))
                ]
                for title, keys in groups.items()
            }
        )

    return data.kept("units", tuple(groups.items()), chosen, make=make)


def scores_now(chosen: Filters) -> tuple[RecentScore, RecentScore, RecentScore] | None:
    """metrics.standing.recent_scores of the reviews of casework; None without data."""
    extract = EXTRACTS["reviews"]
    day = data.data_day(extract, chosen.as_at)
    if day is None:
        return None
    return data.kept(
        "scores",
        chosen,
        make=lambda: recent_scores(
            data.rows(extract, chosen, REVIEW_NEEDS),
            kinds=data.all_measures()["review_score"].kinds,
            as_of=day,
        ),
    )


def measure_series(
    measure: Measure, chosen: Filters, *, period: Period = "month", by: tuple[str, ...] = ()
) -> tuple[pd.DataFrame, date] | None:
    """metrics.series.series of a measure for the filters, and its data day; None without data."""
    extract = EXTRACTS[measure.extract]
    day = data.data_day(extract, chosen.as_at)
    if day is None:
        return None

    def make() -> pd.DataFrame:
        found = data.measure_counts(measure, chosen) if measure.clock else None
        return series(
            measure,
            found[0] if found else data.rows(extract, chosen, measure.columns()),
            period=period,
            by=by,
            first=first_day(day, chosen.months),
            as_of=day,
            small_number=data.area().small_number,
        )

    return data.kept("series", measure.key, chosen, period, by, make=make), day


def letters_unknown(chosen: Filters) -> tuple[int, int, date] | None:
    """Letters whose entitlement is not recorded, in the months chosen: (owed, not sent, data day)."""
    extract = EXTRACTS[UNKNOWN_ENTITLEMENT.extract]
    day = data.data_day(extract, chosen.as_at)
    if day is None:
        return None

    def make() -> tuple[int, int]:
        found = unknown_entitlement(
            data.rows(extract, chosen, UNKNOWN_ENTITLEMENT.columns()),
            period="all",
            first=first_day(day, chosen.months),
            as_of=day,
        )
        return int(found["owed"].sum()), int(found["not_sent"].sum())

    return *data.kept("unknown", chosen, make=make), day


def data_day(measure: Measure, chosen: Filters) -> date | None:
    """The day that a measure's data is good for; None without data."""
    return data.data_day(EXTRACTS[measure.extract], chosen.as_at)


def first_and_last(measure: Measure, chosen: Filters, months: int = 12) -> tuple[date, date] | None:
    """The first days of the first and the last of so many whole months; None without data."""
    day = data_day(measure, chosen)
    if day is None:
        return None
    first, last = first_day(day, months), first_day(day, 1)
    assert first is not None
    assert last is not None
    return first, last


def lifetimes_of(measure: Measure, chosen: Filters) -> pd.DataFrame | None:
    """metrics.lifetimes.lifetimes of a measure for the filters; None without data."""
    return data.counted_rows("lifetimes", measure, chosen, lifetimes)


def ages_of(measure: Measure, chosen: Filters, days: tuple[date, ...]) -> pd.DataFrame | None:
    """metrics.ages.ages of a measure for the filters on some days; None without data."""

    def count(rows: IntoFrame, clock: Clock, *, as_of: date) -> pd.DataFrame:
        return ages(rows, clock, days=days, as_of=as_of)

    return data.counted_rows("ages", measure, chosen, count)

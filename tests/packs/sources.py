"""Sources of packs that are made for a test, without a store."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa

from extracts.area import Area, AreaUnit
from extracts.extract import Extract
from extracts.keeping.table_columns import table_schema
from extracts.publications import Publication, live
from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.registry import measures

MONTH, TODAY = date(2026, 10, 1), date(2026, 11, 20)
AREA = Area(
    name="Any Area",
    units=(AreaUnit(name="Unit A", short="A"), AreaUnit(name="Unit B", short="B")),
    daily_extracts=("charging", "disclosure", "victim_letters"),
)
KNOWN = measures(AREA)


class Made:
    """A source of what is given. series: measure -> unit ("" for the Area) -> shares."""

    def __init__(self, area: Area = AREA, **given: object) -> None:
        self.area = area
        self.series: Mapping[str, Mapping[str, Sequence[float]]] = {}
        self.published: Mapping[str, list[Publication]] = {}
        self.waits: Mapping[str, int] = {}
        self.plan: Sequence[object] = ()
        self.written: Mapping[str, object] = {}
        self.letters: Sequence[Mapping[str, object]] = ()
        self.overdue: Mapping[str, int] = {}
        self.day: date | None = TODAY
        vars(self).update(given)
        self.versions = {"charging": 7}

    def data_day(self, extract: Extract) -> date | None:
        if extract.key in self.published:
            days = [p.extract_day for p in live(self.history(extract)) if p.extract_day]
            return max(days, default=None)
        return self.day

    def counts(self, measure: Measure) -> pd.DataFrame | None:
        return None

    def rows(self, extract: Extract, columns: Sequence[str]) -> pa.Table:
        assert extract.key == "victim_letters", "a pack is made of no other rows"
        schema = table_schema(extract)
        return pa.Table.from_pylist(self.letters, pa.schema([schema.field(c) for c in columns]))

    def monthly(self, measure: Measure, by: tuple[str, ...] = ()) -> pd.DataFrame | None:
        if measure.key not in self.series:
            return None
        lines = self.series[measure.key]
        wanted = {u: s for u, s in lines.items() if bool(u) == bool(by)}
        parts = [
            monthly(shares, overdue=self.overdue.get(unit, 0)).assign(
                **({"unit": unit} if by else {})
            )
            for unit, shares in wanted.items()
        ]
        return pd.concat(parts or [monthly([]).assign(unit="")], ignore_index=True)

    def judged(self, measure: Measure, month: date, by: tuple[str, ...] = ()):
        found, day = self.monthly(measure, by), self.day
        if found is None or day is None:
            return None
        return judged_months(
            measure, found, area=self.area, day=day, by=by, is_sample=False, until=month
        )

    def once(self, key, make):
        return make()

    def history(self, extract: Extract) -> list[Publication]:
        return self.published.get(extract.key, [])

    def waiting(self, extract: Extract) -> int:
        return self.waits.get(extract.key, 0)

    def plan_actions(self):
        return self.plan

    def commentary(self, month: date):
        return self.written if month == MONTH else {}


def monthly(shares: Sequence[float], overdue: int = 0, each: int = 100) -> pd.DataFrame:
    """As metrics.series.series has months, the last of them October 2026; NaN: nothing fell due."""
    value = np.array(shares, float)
    periods = pd.date_range(end="2026-10-01", periods=len(value), freq="MS", unit="s")
    return pd.DataFrame(
        {
            "period": periods,
            "value": value,
            "part": pd.array(np.nan_to_num(value * each).round().astype(int), "Int64"),
            "whole": np.where(np.isnan(value), 0, each),
            "small": False,
            "started": each,
            "overdue": overdue,
        }
    )


def publication(day: date | None, number: int = 1, **more: object) -> Publication:
    """A file of a day that came the same evening."""
    usual = {
        "extract": "charging",
        "version": number,
        "at": datetime.combine(day or TODAY, datetime.min.time(), UTC).replace(hour=17),
        "extract_day": day,
        "n_rows": 100,
        "n_accepted": 100,
    }
    return Publication(number=number, **usual | more)

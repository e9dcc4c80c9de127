"""Lines of whole months and what is said of them, for the reader's filters: each judged once and kept."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.series import Line, first_day
from metrics.spc import Judged
from pages import counted, data, known
from pages.filters import Filters


@dataclass(frozen=True, eq=False)
class Told:
    """A measure's lines, judged. monthly: every month with the one so far; day: the data's own."""

    judged: Judged
    monthly: pd.DataFrame
    day: date

    @property
    def verdicts(self) -> pd.DataFrame:
        """A row a line."""
        return self.judged.verdicts

    def shown(self, chosen: Filters) -> pd.DataFrame:
        """The judged points of the months that the reader wants to see."""
        return shown(self.judged.points, self.day, chosen)


def shown(points: pd.DataFrame, day: date, chosen: Filters) -> pd.DataFrame:
    """The points of the months that the reader wants to see."""
    first = first_day(day, chosen.months)
    kept = points if first is None else points[points["period"] >= pd.Timestamp(first)]
    return kept.reset_index(drop=True)


def told(measure: Measure, chosen: Filters, by: tuple[str, ...] = ()) -> Told | None:
    """A measure's lines for the filters, judged over all months there are; None without data.

    The months that the reader wants to see change what is drawn and never what is said.
    """
    everything = replace(chosen, months=0)
    found = counted.measure_series(measure, everything, by=by)
    if found is None:
        return None
    monthly, day = found

    def make() -> Told:
        judged = judged_months(
            measure,
            monthly,
            area=data.area(),
            day=day,
            by=by,
            unit=chosen.unit,
            is_sample=known.is_sample(),
        )
        return Told(judged, monthly, day)

    return data.kept("told", measure.key, everything, by, make=make)


def newest(found: Told) -> tuple[Line, Line] | None:
    """Of one line: its last whole month and its verdict; None where there is no whole month."""
    points = found.judged.points
    if points.empty:
        return None
    (verdict,) = found.verdicts.to_dict("records")
    return points.iloc[-1].to_dict(), verdict

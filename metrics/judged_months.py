"""The whole months of a measure's lines judged, as the pages and the Board's pack show them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from extracts.area import Area
from metrics.filling import filling
from metrics.line_settings import with_settings
from metrics.measure import Measure
from metrics.presets import PRESETS
from metrics.series import begun
from metrics.spc import Judged, judge


def judged_months(
    measure: Measure,
    monthly: pd.DataFrame,
    *,
    area: Area,
    day: date,
    by: Sequence[str] = (),
    unit: str | None = None,
    is_sample: bool,
    until: date | None = None,
) -> Judged:
    """Each line from its first month with anything to count, with the Area's settings, judged.

    Months in which the data was still filling up (filling.filling) are drawn and not judged.

    monthly: of series.series() by month. day: the data's own; its month is not over and is left
    out. until: the first day of the last month that is taken (None: all), so that verdicts are
    those of its end, with the cases as they are known now. by, unit, is_sample: as for
    line_settings.with_settings().
    """
    whole = monthly[monthly["period"] < pd.Timestamp(day.replace(day=1))]
    if until:
        whole = whole[whole["period"] <= pd.Timestamp(until)]
    settled = with_settings(
        begun(whole, by), area=area, measure=measure.key, by=by, unit=unit, is_sample=is_sample
    )
    settled["left_out"] |= filling(measure, settled, by)
    return judge(settled, by=by, preset=PRESETS[area.rules], better=measure.better, chosen=True)

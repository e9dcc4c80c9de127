"""Whether an action of the Area worked: which units and months are compared for it."""

from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.judgement import Action
from metrics.effect import effect
from metrics.effect_verdict import Effect
from metrics.filling import filling
from metrics.measure import Measure
from metrics.targets import actions, left_out


def effect_of(
    area: Area,
    action: Action,
    measure: Measure,
    points: pd.DataFrame,
    *,
    until: date,
    is_sample: bool,
) -> Effect:
    """What a measure did since an action started, as effect() judges it.

    points: months of series.series() by unit, of the whole time. until: the last day of which they
    know. Units that another action on the measure was begun for are no comparison: what they did
    may be its doing. Months that the Area leaves out of the judgement are left out here too.
    """
    elsewhere = {
        unit
        for other in actions(area, measure=measure.key, is_sample=is_sample)
        if other != action and other.started <= until
        for unit in other.units
    }
    return effect(
        measure,
        _judged(area, measure, points),
        units=action.units,
        started=action.started,
        until=until,
        small_number=area.small_number,
        set_aside=sorted(elsewhere),
    )


def _judged(area: Area, measure: Measure, points: pd.DataFrame) -> pd.DataFrame:
    """The months of units that are judged."""
    points = points[~filling(measure, points, ("unit",))]
    if not any(p.measure == measure.key for p in area.left_out):
        return points
    out = {u: left_out(area, measure.key, u) for u in points["unit"].astype(str).unique()}
    of = zip(points["unit"].astype(str), points["period"].dt.date, strict=True)
    return points[[month not in out[unit] for unit, month in of]]

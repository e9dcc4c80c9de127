"""The Board's standing item: is pre-charge work in time, unit by unit, and who oversees it."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from extracts.area import Area
from extracts.registry import EXTRACTS
from metrics.measure import Measure
from metrics.series import NONE, each
from metrics.targets import target_at
from packs.content import StandingUnit
from packs.making.lines import UNITS, figure_of
from packs.making.source import Source
from packs.words.near import with_small

MEASURES = ("charging_28_day", "charging_5_day")
NOT_OVER = f"{NONE} (the data ends within the month)"


def standing(
    source: Source, area: Area, measures: Mapping[str, Measure], month: date, *, is_sample: bool
) -> tuple[StandingUnit, ...]:
    """Every unit of the Area and of the data; those with the most overdue first.

    All is as at the end of the month: what is overdue is None where the data of a measure ends
    before that. Raises nothing where there is no data: then each unit has dashes.
    """
    figures: dict[str, dict[str, str]] = {}
    overdue: dict[str, int] = {}
    is_known = True
    for key in MEASURES:
        found = source.monthly(measures[key], UNITS)
        day = source.data_day(EXTRACTS[measures[key].extract])
        is_over = day is not None and month < day.replace(day=1)
        is_known = is_known and is_over and found is not None
        for unit, rows in () if found is None else each(found, "unit"):
            of_month = rows[rows["period"] == pd.Timestamp(month)].to_dict("records")
            (target,) = target_at(area, key, unit, [month], is_sample=is_sample)
            figures.setdefault(unit, {})[key] = (
                _figure(measures[key], of_month, target) if is_over else NOT_OVER
            )
            overdue[unit] = overdue.get(unit, 0) + sum(int(row["overdue"]) for row in of_month)
    names = [u.name for u in area.units]
    names += sorted(set(figures) - set(names))
    roles = {u.name: u.pre_charge_role for u in area.units if u.pre_charge_role}
    units = [
        StandingUnit(
            unit=name,
            name=area.short_names.get(name, name),
            overseer=roles.get(name, area.board.pre_charge_role),
            figures={key: figures.get(name, {}).get(key, NONE) for key in MEASURES},
            overdue=overdue.get(name, 0) if is_known else None,
        )
        for name in names
    ]
    return tuple(sorted(units, key=lambda unit: -(unit.overdue or 0)))


def _figure(measure: Measure, of_month: Sequence[Mapping[Hashable, Any]], target: float) -> str:
    """The month's figure with its denominator, marked where it is a small number.

    A dash where the unit had nothing.
    """
    if not of_month:
        return NONE
    (month,) = of_month
    said = figure_of(measure, month, None if isnan(target) else float(target))
    return with_small(said, month["value"], small=bool(month["small"]))

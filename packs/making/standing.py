"""The Board's standing item: is pre-charge work in time, unit by unit, and who oversees it."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.registry import EXTRACTS
from metrics.measure import Measure
from metrics.series import NONE, each, in_words
from packs.content import StandingUnit
from packs.making.lines import UNITS
from packs.making.source import Source

MEASURES = ("charging_28_day", "charging_5_day")
NOT_OVER = f"{NONE} (the data ends within the month)"


def standing(
    source: Source, area: Area, measures: Mapping[str, Measure], month: date
) -> tuple[StandingUnit, ...]:
    """Every unit of the Area and of the data; those with the most overdue first.

    Raises nothing where there is no data: then each unit has dashes.
    """
    figures: dict[str, dict[str, str]] = {}
    overdue: dict[str, int] = {}
    for key in MEASURES:
        found = source.monthly(measures[key], UNITS)
        day = source.data_day(EXTRACTS[measures[key].extract])
        is_over = day is not None and month < day.replace(day=1)
        for unit, rows in () if found is None else each(found, "unit"):
            figures.setdefault(unit, {})[key] = (
                _figure(measures[key], rows, month) if is_over else NOT_OVER
            )
            overdue[unit] = overdue.get(unit, 0) + int(rows["overdue"].iloc[-1])
    names = [u.name for u in area.units]
    names += sorted(set(figures) - set(names))
    roles = {u.name: u.pre_charge_role for u in area.units if u.pre_charge_role}
    units = [
        StandingUnit(
            unit=name,
            name=area.short_names.get(name, name),
            overseer=roles.get(name, area.board.pre_charge_role),
            figures={key: figures.get(name, {}).get(key, NONE) for key in MEASURES},
            overdue=overdue.get(name, 0),
        )
        for name in names
    ]
    return tuple(sorted(units, key=lambda unit: -unit.overdue))


def _figure(measure: Measure, rows: pd.DataFrame, month: date) -> str:
    """The month's figure with its denominator; a dash where the unit had nothing."""
    of_month = rows[rows["period"] == pd.Timestamp(month)]
    return in_words(measure, of_month.iloc[0].to_dict()) if len(of_month) else NONE

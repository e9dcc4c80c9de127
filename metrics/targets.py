"""What an Area's settings say of one measure: its targets, step changes, points left out, actions.

Units are given by their full names, or None for the Area's own line.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.area import Area
from extracts.judgement import Action, LeftOut, StepChange, Target

Floats: TypeAlias = NDArray[np.float64]
Periods: TypeAlias = "pd.Series[Any] | pd.DatetimeIndex | Sequence[date] | NDArray[np.datetime64]"


def target_at(
    area: Area, measure: str, unit: str | None, periods: Periods, *, is_sample: bool
) -> Floats:
    """The target in force on the first day of each period, as the measure is shown; NaN where none.

    periods: first days, in any order. A unit's own target goes before the Area's while it has one
    in force. is_sample: whether illustrative targets hold.
    """
    days = np.asarray(periods).astype("datetime64[D]")
    held = _held(area, measure, is_sample)
    areas = _in_force([t for t in held if t.unit is None], days)
    if unit is None:
        return areas
    own = _in_force([t for t in held if t.unit == unit], days)
    return np.where(np.isnan(own), areas, own)


def target_column(
    area: Area,
    measure: str,
    units: "pd.Series[Any] | Sequence[str]",
    periods: Periods,
    *,
    is_sample: bool,
) -> Floats:
    """target_at() for rows of several units: of each row, its unit and the first day of its period.

    Rows may come in any order, as may units that the Area does not know.
    """
    days = np.asarray(periods).astype("datetime64[D]")
    found = target_at(area, measure, None, days, is_sample=is_sample)
    row_units = np.asarray(units, dtype=object)
    for unit in {t.unit for t in area.targets if t.measure == measure and t.unit}:
        own = row_units == unit
        found[own] = target_at(area, measure, unit, days[own], is_sample=is_sample)
    return found


def target_on(
    area: Area, measure: str, unit: str | None, day: date, *, is_sample: bool
) -> Target | None:
    """The target in force on a day, with its source; None where there is none."""
    begun = [t for t in _for(area, measure, unit, is_sample) if t.starts_on <= day]
    own = [t for t in begun if t.unit] or begun
    return own[-1] if own else None


def next_target(
    area: Area, measure: str, unit: str | None, day: date, *, is_sample: bool
) -> Target | None:
    """The first target to come into force after a day; None where none is to come."""
    held = _for(area, measure, unit, is_sample)
    if any(t.unit and t.starts_on <= day for t in held):  # which the Area's do not go before
        held = [t for t in held if t.unit]
    return next((t for t in held if t.starts_on > day), None)


def steps(area: Area, measure: str, unit: str | None) -> tuple[date, ...]:
    """The days from which a line is judged anew, once each, the earliest first."""
    return tuple(dict.fromkeys(s.starts_on for s in step_changes(area, measure, unit)))


def step_changes(area: Area, measure: str, unit: str | None) -> tuple[StepChange, ...]:
    """The step changes of a line, the earliest first: who set each, and why.

    Those of every unit are a unit's and the Area's; a unit's own are not the Area's.
    """
    found = [s for s in area.step_changes if s.measure == measure and s.unit in (None, unit)]
    return tuple(sorted(found, key=lambda s: s.starts_on))


def left_out(area: Area, measure: str, unit: str | None) -> tuple[date, ...]:
    """The first days of the months of a line that are not judged, once each, the earliest first."""
    return tuple(dict.fromkeys(p.month for p in points_left_out(area, measure, unit)))


def points_left_out(area: Area, measure: str, unit: str | None) -> tuple[LeftOut, ...]:
    """The months of a line that are not judged, the earliest first: who left each out, and why.

    Those of every unit are a unit's and the Area's; a unit's own are not the Area's.
    """
    found = [p for p in area.left_out if p.measure == measure and p.unit in (None, unit)]
    return tuple(sorted(found, key=lambda p: p.month))


def actions(
    area: Area,
    *,
    measure: str | None = None,
    issue: int | None = None,
    unit: str | None = None,
    is_sample: bool,
) -> tuple[Action, ...]:
    """The actions, the earliest first; of a measure, an issue or a unit alone where given.

    A unit's actions are those that name it and those of every unit. is_sample: whether
    illustrative actions are among them.
    """
    found = [
        a
        for a in area.actions
        if (is_sample or not a.illustrative)
        and (measure is None or measure in a.measures)
        and (issue is None or issue == a.issue)
        and (unit is None or not a.units or unit in a.units)
    ]
    return tuple(sorted(found, key=lambda a: a.started))


def _held(area: Area, measure: str, is_sample: bool) -> list[Target]:
    """The targets of a measure, the earliest first."""
    found = [t for t in area.targets if t.measure == measure and (is_sample or not t.illustrative)]
    return sorted(found, key=lambda t: t.starts_on)


def _for(area: Area, measure: str, unit: str | None, is_sample: bool) -> list[Target]:
    """Those that are a line's; of one day, the unit's own first."""
    found = [t for t in _held(area, measure, is_sample) if t.unit in (None, unit)]
    return sorted(found, key=lambda t: (t.starts_on, t.unit is None))


def _in_force(targets: list[Target], days: "NDArray[np.datetime64]") -> Floats:
    starts = np.array([t.starts_on for t in targets], "datetime64[D]")
    values = np.array([np.nan, *(t.value for t in targets)])
    return values[np.searchsorted(starts, days, side="right")]

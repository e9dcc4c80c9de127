"""A measure's lines as a pack holds them: of the Area and of each unit, judged at a month's end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from extracts.area import Area
from metrics.compare import by_concern
from metrics.measure import Measure
from metrics.reviews import POINTS
from metrics.series import NONE, in_words
from metrics.spc import Judged
from packs.content import Line, Point
from packs.making.source import Source
from packs.words.near import just_missed, with_miss

MONTHS = 30  # of a line that are kept and drawn: two years and the half before; our assumption
UNITS = ("unit",)
_POINT = (
    *("period", "value", "part", "whole", "small", "left_out", "meaning"),
    *("mean", "lower", "upper", "target"),
)
_SCORED = ("n_reviews", *POINTS)  # what a score is made of


@dataclass(frozen=True, eq=False, kw_only=True)
class Told:
    """A measure judged at the end of a month: the Area's line, and the units'."""

    area: Judged
    units: Judged


def told(source: Source, measure: Measure, month: date) -> Told | None:
    """A measure's lines up to a month; None where nothing fell into any of its months."""
    whole, units = source.judged(measure, month), source.judged(measure, month, UNITS)
    if whole is None or units is None or whole.points.empty:
        return None
    return Told(area=whole, units=units)


def area_line(measure: Measure, found: Told) -> Line:
    """The Area's own line."""
    (verdict,) = found.area.verdicts.to_dict("records")
    return _line(measure, found.area.points, verdict, unit="", name="Area")


def unit_lines(measure: Measure, found: Told, area: Area) -> tuple[Line, ...]:
    """A line a unit, those of most concern first."""
    verdicts = {str(v["unit"]): v for v in found.units.verdicts.to_dict("records")}
    points = found.units.points
    return tuple(
        _line(
            measure,
            points[points["unit"] == unit],
            verdicts[unit],
            unit=unit,
            name=area.short_names.get(unit, unit),
        )
        for unit in by_concern(found.units, measure.better)
    )


def no_line() -> Line:
    """The line of a measure of which there is nothing."""
    return Line(
        unit="",
        name="Area",
        month=None,
        figure=NONE,
        variation="not judged",
        side=0,
        assurance="",
        points=(),
    )


def figure_of(measure: Measure, month: Mapping[Any, Any], target: float | None) -> str:
    """A month's figure with its denominator, and that it just misses the target it reads as.

    month: a row of metrics.series.series().
    """
    missed = just_missed(measure.shown_as, measure.better, _number(month["value"]), target)
    return with_miss(in_words(measure, month), missed)


def _line(
    measure: Measure, points: pd.DataFrame, verdict: Mapping[Any, Any], *, unit: str, name: str
) -> Line:
    newest = points.iloc[-1].to_dict()
    shown = points.tail(MONTHS)
    names = [*_POINT, *(name for name in _SCORED if name in shown)]
    columns = [shown[name].tolist() for name in names]  # rows are slow to take one by one
    return Line(
        unit=unit,
        name=name,
        month=newest["period"].date(),
        figure=figure_of(measure, newest, _number(newest["target"])),
        variation=verdict["variation"],
        side=int(verdict["side"]),
        assurance=verdict["assurance"],
        points=tuple(
            _point(measure, dict(zip(names, of, strict=True))) for of in zip(*columns, strict=True)
        ),
    )


def _point(measure: Measure, row: Mapping[str, Any]) -> Point:
    top = 1.0 if measure.shown_as == "share" else None
    return Point(
        period=row["period"].date(),
        value=_number(row["value"]),
        part=None if pd.isna(row["part"]) else int(row["part"]),
        whole=int(row["whole"]),
        small=bool(row["small"]),
        left_out=bool(row["left_out"]),
        meaning=row["meaning"],
        mean=_number(row["mean"]),
        lower=_within(row["lower"], top),
        upper=_within(row["upper"], top),
        target=_number(row["target"]),
        reviews=int(row["n_reviews"]) if "n_reviews" in row else None,
        points=_points(row) if "n_reviews" in row else None,
    )


def _points(row: Mapping[str, Any]) -> int:
    """The points that answers were given."""
    return sum(int(row[rating]) * each for rating, each in POINTS.items())


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _within(limit: float, top: float | None) -> float | None:
    """A limit no further than figures can go, as it is said and drawn."""
    found = _number(limit)
    if found is None:
        return None
    found = max(found, 0.0)
    return found if top is None else min(found, top)

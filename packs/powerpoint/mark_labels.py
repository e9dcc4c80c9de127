"""How high the names of what happened stand in a chart, so that they cover no line and no other."""

from collections.abc import Sequence
from dataclasses import dataclass

from packs.content import Point
from packs.pdf.scale import Scale

_LEVELS = tuple(n / 100 for n in range(95, 4, -6))  # of the scale's height, the highest first
_APART = 0.06  # of the height: from a line to the middle of a name, or from one name to another
_LETTER = 0.5  # of the type's size: about how wide a letter is
_BESIDE = 0.8  # of the chart's width: what its inside has
_LINES = ("value", "mean", "lower", "upper", "target")


@dataclass(frozen=True)
class Name:
    """What happened in a month: the place of the month, its words, and whether they stand left."""

    at: int
    words: str
    is_left: bool


def heights(
    names: Sequence[Name], points: Sequence[Point | None], scale: Scale, wide: float, size: float
) -> list[float]:
    """How high each name stands, in the unit of the scale.

    points: of the months across; wide: inches of the chart; size: points of the type.
    """
    month = wide * 72 * _BESIDE / max(len(points), 1)
    found: list[tuple[range, float]] = []
    for name in names:
        covers = _covers(name, len(name.words) * size * _LETTER / month, len(points))
        taken = [
            value / scale.top
            for at in covers
            if (point := points[at])
            for line in _LINES
            if (value := getattr(point, line)) is not None
        ]
        taken += [high for other, high in found if set(other) & set(covers)]
        found.append((covers, _highest_free(taken)))
    return [high * scale.top for _, high in found]


def _covers(name: Name, months: float, n: int) -> range:
    """The months over which a name stands."""
    wide = int(months) + 1
    if name.is_left:
        return range(max(name.at - wide, 0), name.at + 1)
    return range(name.at, min(name.at + wide + 1, n))


def _highest_free(taken: Sequence[float]) -> float:
    """The highest level that is free; where none is, the one that is furthest from the rest."""

    def room(level: float) -> float:
        return min((abs(level - other) for other in taken), default=1.0)

    return next((level for level in _LEVELS if room(level) >= _APART), max(_LEVELS, key=room))

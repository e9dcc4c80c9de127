"""The upright scale of a chart of the pack, the same wherever the measure is drawn."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from metrics.measure import ShownAs
from packs.content import Line, Point

_STEPS = (1, 2, 2.5, 5, 10)
_LINES = 4  # at most so many steps from nought to the top


@dataclass(frozen=True)
class Scale:
    """From nought to top, with a line every step; in the unit of the measure."""

    top: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """Where its lines are, nought among them."""
        return [self.step * i for i in range(round(self.top / self.step) + 1)]


def scale(shown_as: ShownAs, lines: Iterable[Line]) -> Scale:
    """The scale on which all these lines fit, with limits and targets.

    A share goes to 100% as on screen; days and counts to the first round number over all of them.
    """
    if shown_as == "share":
        return Scale(1.0, 0.25)
    drawn = (
        v
        for line in lines
        for p in line.points
        for v in (p.value, p.mean, p.upper, p.target)
        if v is not None
    )
    highest = max(drawn, default=0.0) or 1.0
    size = 10.0 ** math.floor(math.log10(highest / _LINES))
    step = next(s * size for s in _STEPS if s * size * _LINES >= highest - 1e-9)
    if shown_as == "count":
        step = max(1.0, float(math.ceil(step)))
    return Scale(step * math.ceil(highest / step - 1e-9), step)


def months_of(lines: Iterable[Line]) -> list[date]:
    """The months that lines drawn beside each other have in common as an axis, the oldest first."""
    return sorted({p.period for line in lines for p in line.points})


def within(value: float | None, shown_as: ShownAs) -> float | None:
    """A limit as it is drawn: nothing is below nought, and no share is over 100%."""
    if value is None:
        return None
    return max(0.0, min(value, 1.0) if shown_as == "share" else value)


def stretches(points: Iterable[Point], of: str) -> list[list[Point]]:
    """The points that have a column, parted where one lacks it, and where its level changes.

    of: "mean", "lower", "upper" or "target". A limit may differ from month to month with how many
    there are; it is parted where the average changes, which is where a step change is.
    """
    found: list[list[Point]] = []
    points = list(points)
    for before, point in pairwise([None, *points]):
        if point is None or getattr(point, of) is None:
            continue
        level = "target" if of == "target" else "mean"
        follows = (
            before is not None
            and getattr(before, of) is not None
            and getattr(before, level) == getattr(point, level)
        )
        if follows and found:
            found[-1].append(point)
        else:
            found.append([point])
    return found

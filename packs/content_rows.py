"""What a pack says of a measure: its lines month by month, and its row in the Board's matrix."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.measure import Better, ShownAs

Variation = Literal["usual", "improvement", "concern", "change", "not judged"]


@dataclass(frozen=True, kw_only=True)
class Point:
    """A month of a line.

    period: its first day. value: as the measure is shown (a share from 0 to 1, days or a count);
    part and whole: what it is of (part None where there is none). small: too few to be judged.
    mean, lower, upper: of the usual range, target: in force; None where there is none. Of a score:
    reviews that it is made of, and points that were given, of twice as many as there are answers
    (whole); None of any other measure.
    """

    period: date
    value: float | None
    part: int | None
    whole: int
    small: bool
    left_out: bool
    meaning: Variation
    mean: float | None
    lower: float | None
    upper: float | None
    target: float | None
    reviews: int | None = None
    points: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A measure month by month: of the Area (unit "") or of a unit.

    unit: its full name; name: the short one. points: the oldest first, the pack's month last,
    unless nothing fell into it. variation, side (1 high, -1 low, 0) and assurance ("", "will
    reach", "will not reach" …): the verdict on the newest point that is judged. figure: the newest
    month with its denominator, "74% (1,204 of 1,627)", and that it just misses its target where it
    reads as that; month: which that is.
    """

    unit: str
    name: str
    month: date | None
    figure: str
    variation: Variation
    side: int
    assurance: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What happened on a day: an action was started, or a step change of the limits."""

    day: date
    label: str
    kind: Literal["step", "action"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A measure in the Board's matrix, and what its chart is made of.

    says: how it is counted; caveats: what to mind of it. target, usual_range: in words, "–" where
    there is none. on_month_before, on_year_before: by how much the pack's month differs from the
    one before and from the same of the year before, "+2 points", "–" where one of them has no
    figure. change: in words what the icons say. drafted: the sentence that the figures make;
    commentary: what somebody wrote in its place, with who and when ("" where nobody did). units: of
    most concern first. consistent: the units compared, in words ("" with one unit or none).
    worse_units: short names of those that are worse than they were.
    """

    key: str
    title: str
    issue: int
    shown_as: ShownAs
    better: Better
    counting_unit: str
    says: str
    caveats: str
    target: str
    usual_range: str
    on_month_before: str
    on_year_before: str
    change: str
    drafted: str
    commentary: str
    commentary_by: str
    commentary_at: str
    area: Line
    units: tuple[Line, ...]
    consistent: str
    worse_units: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def sentence(self) -> str:
        """What the pack says of the measure: what was written, or else what was drafted."""
        return self.commentary or self.drafted

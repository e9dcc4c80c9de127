"""Where the values and days of a line stand on the paper of a chart."""

import calendar
from collections.abc import Sequence
from datetime import date

from packs.pdf.scale import Scale


class Plot:
    """The inside of a chart: months across, each as wide as the next, and a scale upright.

    periods: first days of months, the oldest first. box: its left, top, right and bottom edges, in
    points from the upper left corner of the chart.
    """

    def __init__(self, periods: Sequence[date], scale: Scale, box: tuple[float, ...]) -> None:
        self.scale, self.periods = scale, list(periods)
        self.left, self.top, self.right, self.bottom = box
        self._first = _months(periods[0]) if periods else 0.0
        self._n = _months(periods[-1]) - self._first + 1 if periods else 1.0

    @property
    def half_month(self) -> float:
        """From the middle of a month to its edge."""
        return (self.right - self.left) / self._n / 2

    def middle(self, period: date) -> float:
        """Across, to the middle of a month."""
        return self.across(period) + self.half_month

    def across(self, day: date) -> float:
        """Across, to a day."""
        return self.left + (_months(day) - self._first) * self.half_month * 2

    def down(self, value: float) -> float:
        """Down, to a value; a limit beyond the scale stands on its edge."""
        share = min(max(value / self.scale.top, 0.0), 1.0)
        return self.bottom - share * (self.bottom - self.top)


def _months(day: date) -> float:
    """Months since the year 0, a day being a part of its month."""
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month - 1 + (day.day - 1) / days

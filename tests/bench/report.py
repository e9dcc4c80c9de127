"""What was measured, beside its limit, and whether it keeps to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

Took: TypeAlias = tuple[float, float]  # seconds by the clock, and of all processors together

# unit -> how a value of it is written
_WRITTEN = {
    "×": "{:.2f} ×",
    "s": "{:.2f} s",
    "ms": "{:.0f} ms",
    "GB": "{:.2f} GB",
    "kB": "{:.0f} kB",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One thing measured. limit: the most it may be; None where it is only reported."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""

    @property
    def is_over(self) -> bool:
        return self.limit is not None and self.value > self.limit

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "–"
        return "OVER" if self.is_over else "pass"

    def __str__(self) -> str:
        return f"{self.what}: {_written(self.value, self.unit)} {self.verdict} {self.note}".rstrip()


def ratio(
    what: str, ours: Sequence[Took], base: Sequence[Took], *, limit: float | None, than: str
) -> Figure:
    """The median of our seconds over the median of the baseline's, by the clock.

    The same of processor time is noted: what else the machine does changes it less.
    """
    (mine, worked), (theirs, base_worked) = _medians(ours), _medians(base)
    note = f"{mine:.2f} s, {than} {theirs:.2f} s"
    if base_worked:
        note += f"; of processor time {worked / base_worked:.2f} ×"
    return Figure(what=what, value=mine / theirs, unit="×", limit=limit, note=note)


def _medians(taken: Sequence[Took]) -> list[float]:
    return [median(each) for each in zip(*taken, strict=True)]


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table of Markdown, wide enough for a terminal."""
    rows = [("Measured", "Figure", "Limit", "", "Note")]
    for f in figures:
        limit = "" if f.limit is None else _written(f.limit, f.unit)
        rows.append((f.what, _written(f.value, f.unit), limit, f.verdict, f.note))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])


def _written(value: float, unit: str) -> str:
    return _WRITTEN[unit].format(value)

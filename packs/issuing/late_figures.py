"""Which figures are not as they were in a pack that was issued: late data, month by month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from extracts.errors import count
from metrics.series import NONE, in_days, percent
from packs.content import Line, Pack, Point, Row
from packs.making.months import last_day
from packs.words.near import just_missed, with_miss
from packs.words.sheet_words import day_words

Kind = Literal["headline", "step", "verdict", "judgement", "figure", "plan", "words", "data"]
AREA = "Area"  # the name of the Area's own line
K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is not as it was issued.

    measure: its title; unit: the short name, "Area" for the Area; of what: an action or an extract,
    where it is none of a measure. month: that the figure is of. before, after: as they were issued
    and as they are now, with what they are out of. says: all of it in a sentence.
    """

    kind: Kind
    measure: str = ""
    unit: str = ""
    month: date | None = None
    of: str = ""
    before: str
    after: str
    says: str


def point_words(row: Row, point: Point) -> str:
    """The figure of a point with what it is out of: "74% (20 of 27)"; that it is just missed."""
    if point.value is None:
        return f"{NONE} (no {row.counting_unit})"
    missed = just_missed(row.shown_as, row.better, point.value, point.target)
    return with_miss(_figure_words(row, point, point.value), missed)


def _figure_words(row: Row, point: Point, value: float) -> str:
    if row.shown_as == "count":
        return f"{point.whole:,} {row.counting_unit}"
    if row.shown_as == "days":
        return f"{in_days(value)} (median of {point.whole:,} {row.counting_unit})"
    if point.part is None:
        reviews = f" in {count(point.reviews, 'review')}" if point.reviews else ""
        return f"{percent(value)} ({point.whole:,} {row.counting_unit}{reviews})"
    return f"{percent(value)} ({point.part:,} of {point.whole:,})"


def figures(before: Row | None, after: Row | None) -> Iterator[Difference]:
    """Each month of each line whose figure is another."""
    row = after or before
    assert row is not None
    for old, new in pairs(lines(before), lines(after)):
        line = new or old
        assert line is not None
        for one, other in pairs(_points(old), _points(new)):
            point = other or one
            assert point is not None
            if _figure(one) == _figure(other):
                continue
            was, is_now = _told_apart(row, one, other)
            yield Difference(
                kind="figure",
                measure=row.title,
                unit=line.name,
                month=point.period,
                before=was,
                after=is_now,
                says=f"Late data: {row.title}, {line.name}, {point.period:%B %Y}: was {was}, now "
                f"{is_now}.",
            )


def overdue(issued: Pack, now: Pack) -> Iterator[Difference]:
    """Each unit of the standing item of which another number was overdue at the month's end."""
    day = last_day(now.month)
    for old, new in pairs({u.unit: u for u in issued.standing}, {u.unit: u for u in now.standing}):
        unit = new or old
        assert unit is not None
        before, after = (u.overdue if u else None for u in (old, new))
        if before == after:
            continue
        was, is_now = (NONE if n is None else f"{n:,}" for n in (before, after))
        yield Difference(
            kind="figure",
            measure="Pre-charge submissions overdue",
            unit=unit.name,
            month=now.month,
            before=was,
            after=is_now,
            says=f"Late data: pre-charge submissions overdue at {day_words(day)}, {unit.name}: was "
            f"{was}, now {is_now}.",
        )


def _told_apart(row: Row, before: Point | None, after: Point | None) -> tuple[str, str]:
    """Two figures in words; to more places where they read alike."""
    was, is_now = (point_words(row, p) if p else NONE for p in (before, after))
    if was != is_now:
        return was, is_now
    was, is_now = (f"{was}{_closer(row, p)}" for p in (before, after))
    return was, is_now


def _closer(row: Row, point: Point | None) -> str:
    """What to add to a figure that reads as the other does."""
    if point is None or point.value is None:
        return ""
    exact = f"{point.value:.3%}" if row.shown_as == "share" else f"{point.value:.3f}"
    return f", exactly {exact}{', left out of what is judged' if point.left_out else ''}"


def lines(row: Row | None) -> dict[str, Line]:
    """The lines of a row by the full names of their units, "" for the Area."""
    return {line.unit: line for line in (row.area, *row.units)} if row else {}


def _points(line: Line | None) -> dict[date, Point]:
    return {p.period: p for p in line.points} if line else {}


def _figure(point: Point | None) -> tuple[float | None, int | None, int, bool] | None:
    """What makes a figure the same to the last digit; a month without cases is none."""
    if point is None or (point.value is None and not point.whole):
        return None
    return point.value, point.part, point.whole, point.left_out


def pairs(before: Mapping[K, T], after: Mapping[K, T]) -> list[tuple[T | None, T | None]]:
    """The two of every key, in the order of the later."""
    keys = dict.fromkeys([*after, *before])
    return [(before.get(key), after.get(key)) for key in keys]

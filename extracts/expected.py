"""Which extracts were expected, day by day, and which came: for a calendar that people read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from extracts.publications import Publication, live
from extracts.working_days import is_working_day, working_days_between

LONDON = ZoneInfo("Europe/London")

# received: an extract of the day holds. late: so it does, but it came after more working days than
# the Area allows. missing: none holds, and it is due. awaited: none yet, and there is still time.
# "": none is expected, on a day without work, before the first, or where the extract is not daily.
State = Literal["received", "late", "missing", "awaited", ""]


@dataclass(frozen=True, kw_only=True)
class ExpectedDay:
    """A day of the calendar.

    numbers: of the publications of that day that hold, in the order in which they came. came: the
    day in London on which the first of them did; None where none did, or where all are sample data,
    which comes at once.
    """

    day: date
    state: State
    is_working: bool
    numbers: tuple[int, ...] = ()
    came: date | None = None


def expected_days(
    publications: Iterable[Publication],
    days: Iterable[date],
    *,
    today: date,
    allowed: int,
    is_daily: bool,
) -> list[ExpectedDay]:
    """How each of some days stands, seen on `today`.

    publications: an extract's whole history. allowed: working days that an extract may be behind
    (the Area's setting). Extracts are expected of working days from the first extract on; a day
    with none is missing once that makes the extract late (freshness.py), or one of a later day
    holds.
    """
    of_day: dict[date, list[Publication]] = {}
    for p in live(list(publications)):
        if p.extract_day:
            of_day.setdefault(p.extract_day, []).append(p)
    first, newest = min(of_day, default=date.max), max(of_day, default=date.min)

    def state(day: date, came: date | None) -> State:
        if day in of_day:
            is_late = is_daily and came and working_days_between(day, came) > allowed
            return "late" if is_late else "received"
        if not is_daily or day < first or not is_working_day(day):
            return ""
        is_due = day < newest or (day <= today and working_days_between(day, today) >= allowed)
        return "missing" if is_due else "awaited"

    found = []
    for day in days:
        there = of_day.get(day, [])
        came = min((day_of(p.at) for p in there if not _is_sample(p)), default=None)
        found.append(
            ExpectedDay(
                day=day,
                state=state(day, came),
                is_working=is_working_day(day),
                numbers=tuple(p.number for p in there),
                came=came,
            )
        )
    return found


def gaps(
    publications: Iterable[Publication], *, today: date, allowed: int, is_daily: bool
) -> list[date]:
    """Every day from the first extract on that is missing, the oldest first."""
    history = list(publications)
    first = min((p.extract_day for p in live(history) if p.extract_day), default=None)
    if first is None:
        return []
    last = max(today, max(p.extract_day for p in live(history) if p.extract_day))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = expected_days(history, days, today=today, allowed=allowed, is_daily=is_daily)
    return [d.day for d in found if d.state == "missing"]


def days_of_month(month: date) -> list[date]:
    """Every day of the month that a day lies in."""
    first = month.replace(day=1)
    days = (first + timedelta(days=n) for n in range(31))
    return [d for d in days if d.month == first.month]


def months(publications: Iterable[Publication], *, today: date) -> list[date]:
    """The first days of the months from the first extract to today or the newest, newest first."""
    days = [p.extract_day for p in live(list(publications)) if p.extract_day]
    month, first = max([today, *days]).replace(day=1), min([today, *days]).replace(day=1)
    found = [month]
    while month > first:
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return found


def day_of(at: datetime) -> date:
    """The day in London of a moment."""
    return at.astimezone(LONDON).date()


def _is_sample(p: Publication) -> bool:
    return bool(p.sample_rows) and p.sample_rows == p.n_accepted

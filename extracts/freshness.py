"""Is the data here: how far behind an extract is, and which of its days never came."""

from dataclasses import dataclass
from datetime import date

from extracts.working_days import previous_working_day, working_days_between

LOOK_BACK_WORKING_DAYS = 10  # how far back a gap is still news; our assumption


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """How fresh an extract is on a day.

    newest: the day of the newest extract (None: there is none). behind: working days since then.
    is_late: more than the Area allows. missing: working days, the latest first, for which no
    extract came although one came later.
    """

    newest: date | None
    behind: int
    is_late: bool
    missing: tuple[date, ...]


def freshness(days: list[date], *, today: date, allowed: int, is_daily: bool) -> Freshness:
    """The freshness of an extract whose extracts are of `days`, seen on `today`.

    allowed: working days that it may be behind (the Area's setting). An extract that is not daily
    is never late and has no gaps. Days after today do not count as ahead.
    """
    if not days:
        return Freshness(newest=None, behind=0, is_late=is_daily, missing=())
    newest = max(days)
    behind = working_days_between(newest, today, "day 0") if newest < today else 0
    return Freshness(
        newest=newest,
        behind=behind,
        is_late=is_daily and behind > allowed,
        missing=_gaps(days, newest) if is_daily else (),
    )


def _gaps(days: list[date], newest: date) -> tuple[date, ...]:
    """Working days without an extract between the first and the newest, not far back."""
    seen, gaps, day = set(days), [], newest
    earliest = max(min(days), _back(newest))
    while (day := previous_working_day(day)) > earliest:
        if day not in seen:
            gaps.append(day)
    return tuple(gaps)


def _back(day: date) -> date:
    for _ in range(LOOK_BACK_WORKING_DAYS):
        day = previous_working_day(day)
    return day

"""The months that a pack can be made of, and their days."""

from collections.abc import Iterable
from datetime import date, timedelta

from extracts.expected import days_of_month
from metrics.measure import Measure
from metrics.series import first_day
from packs.errors import PackError
from packs.making.source import Source, newest_day


def last_day(month: date) -> date:
    """The last day of a month.

    >>> last_day(date(2024, 2, 1))
    datetime.date(2024, 2, 29)
    """
    return days_of_month(month)[-1]


def next_month(month: date) -> date:
    """The first day of the month after, in which the Board looks back on it.

    >>> next_month(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return last_day(month) + timedelta(days=1)


def months(source: Source, measures: Iterable[Measure]) -> list[date]:
    """The first days of the months that are over in the data, the newest first; none without data.

    From the first into which anything of any measure fell.
    """
    newest = newest_day(source)
    if newest is None:
        return []
    begins = []
    for measure in measures:
        found = source.monthly(measure)
        if found is not None and (found["whole"] > 0).any():
            begins.append(found.loc[found["whole"] > 0, "period"].min().date())
    month, first = first_day(newest, 1), min(begins, default=date.max)
    listed = []
    while month and month >= first:
        listed.append(month)
        month = first_day(month, 1)
    return listed


def check_month(month: date, there_are: list[date], newest: date | None) -> None:
    """Raise PackError unless a pack can be made of a month."""
    if newest is None:
        raise PackError(
            "There is no data yet, so no pack can be made: publish extracts on the page Upload, or "
            "with python -m extracts load FOLDER."
        )
    if month in there_are:
        return
    if not there_are:
        raise PackError(f"No month is over yet in the data, which reach to {newest:%a %d %b %Y}.")
    if month > there_are[0]:
        raise PackError(
            f"{month:%B %Y} is not over in the data, which reach to {newest:%a %d %b %Y}. The last "
            f"month that a pack can be made of is {there_are[0]:%B %Y}."
        )
    raise PackError(f"The figures begin in {there_are[-1]:%B %Y}, after {month:%B %Y}.")

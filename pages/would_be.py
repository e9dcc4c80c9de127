"""What the headline figures of an extract's measures are, and what they would become."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import pyarrow as pa

from extracts.registry import EXTRACTS
from metrics.backlog import backlog
from metrics.counts import counts
from metrics.measure import Measure
from metrics.recent_cases import recent_cases
from metrics.series import first_day, in_words, series

COLUMNS = ["Measure", "Figure", "Now", "Would be"]
_ON_TIME = "on_time_share"  # the headline of what can be overdue
NOT_OVER, NO_DATA = "month not over", "no data"


@dataclass(frozen=True, kw_only=True)
class State:
    """The rows of an extract as a store has them, or would have them, and the day they are good for.

    day: None where there are none.
    """

    rows: pa.Table
    day: date | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A measure's figures in words: of whole months by their first day, the oldest first; overdue."""

    months: dict[date, str]
    overdue: str


def columns(measures: Iterable[Measure]) -> list[str]:
    """The columns that the measures of an extract need, once each."""
    of = list(measures)
    extract = EXTRACTS[of[0].extract]
    held = [extract.keys[0], *([extract.closes] if extract.closes else [])]
    return list(dict.fromkeys([*held, *(c for m in of for c in m.columns())]))


def before_and_after(
    measures: list[Measure],
    before: State,
    after: State,
    *,
    small_number: int,
    progress: Callable[[float], None] = lambda share: None,
) -> pd.DataFrame:
    """A row a figure, as texts: COLUMNS. Each measure's newest whole month, and what is overdue.

    A file may end another month: then there is a row of each. Raises OutsideCalendar where a day is
    later than the bank holidays that are known.
    """
    days = [state.day for state in (before, after) if state.day]
    first = first_day(min(days), 1) if days else None
    before_late, after_late = (_of_late(state, measures, first) for state in (before, after))
    lines = []
    for n, measure in enumerate(measures):
        # What is derived from cases can stay overdue after they are closed.
        is_quick = not (measure.derive and measure.headline == _ON_TIME)
        now = _told(measure, before_late if is_quick else before, first, small_number)
        progress((2 * n + 1) / (2 * len(measures)))
        then = _told(measure, after_late if is_quick else after, first, small_number)
        progress((n + 1) / len(measures))
        newest = {list(told.months)[-1] for told in (now, then) if told.months}
        lines += [
            (measure.title, f"{month:%B %Y}", _of(now, month), _of(then, month))
            for month in sorted(newest)
        ]
        if measure.headline == _ON_TIME:
            lines.append((measure.title, "Overdue", now.overdue, then.overdue))
    return pd.DataFrame(lines, columns=COLUMNS)


def _of_late(state: State, measures: list[Measure], first: date | None) -> State:
    """The same without the cases that move none of these figures any more."""
    if first is None:
        return state
    extract = EXTRACTS[measures[0].extract]
    return replace(state, rows=recent_cases(state.rows, extract, measures, first=first))


def _told(measure: Measure, state: State, first: date | None, small_number: int) -> Told:
    if state.day is None:
        return Told(months={}, overdue=NO_DATA)
    rows, overdue = state.rows, ""
    if measure.clock:
        rows = counts(measure.prepare(rows, as_of=state.day), measure.clock, as_of=state.day)
        overdue = f"{backlog(rows, as_of=state.day)['overdue'].sum():,}"
    frame = series(
        measure, rows, period="month", first=first, as_of=state.day, small_number=small_number
    )
    whole = frame[frame["period"] < pd.Timestamp(state.day.replace(day=1))]
    return Told(
        months={
            line["period"].date(): in_words(measure, line) for line in whole.to_dict("records")
        },
        overdue=overdue,
    )


def _of(told: Told, month: date) -> str:
    return told.months.get(month, NOT_OVER if told.months else NO_DATA)

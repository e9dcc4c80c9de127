"""What an extract's headline figures are, and what they would become.

They are those that Today and the page of an issue show first, under the same labels.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import pyarrow as pa

from extracts.registry import EXTRACTS
from metrics.counts import counts
from metrics.groups import GROUPS
from metrics.measure import Measure
from metrics.recent_cases import recent_cases
from metrics.series import NONE, first_day, in_words, series
from metrics.standing import recent_scores, standings
from pages import first_figures

COLUMNS = ["Measure", "Figure", "Now", "Would be"]
BY_DAY = "By the day alone"
_ON_TIME = "on_time_share"  # the headline of what can be overdue
NOT_OVER = "month not over"


@dataclass(frozen=True, kw_only=True)
class State:
    """The rows of an extract as a store has them, or would have them, and the day they are good for.

    day: None where there are none.
    """

    rows: pa.Table
    day: date | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A measure's figures: in words of whole months by their first day, the oldest first; overdue.

    recent: what it gives to a tile of Today, None where that is nothing.
    """

    months: dict[date, str]
    overdue: str
    recent: first_figures.Recent = None


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
    by_day: bool = False,
    progress: Callable[[float], None] = lambda share: None,
) -> pd.DataFrame:
    """A row a figure, as texts: COLUMNS. Today's tile, each measure's newest whole month, what is overdue.

    A file may end another month: then there is a row of each. by_day: with BY_DAY as the last column, where
    `after` is of a later day: the figures on that day of the rows of `before`. Raises OutsideCalendar where a day is
    later than the bank holidays that are known.
    """
    states, columns = [before, after], [*COLUMNS]
    if by_day and before.day and after.day and before.day < after.day:
        states.append(replace(before, day=after.day))
        columns.append(BY_DAY)
    days = [state.day for state in states if state.day]
    first = first_day(min(days), 1) if days else None
    late = [_of_late(state, measures, first) for state in states]
    lines: list[tuple[str, ...]] = []
    recent: list[dict[str, first_figures.Recent]] = [{} for _ in states]
    for n, measure in enumerate(measures):
        # What is derived from cases can stay overdue after they are closed.
        is_quick = not (measure.derive and measure.headline == _ON_TIME)
        told = []
        for i, state in enumerate(late if is_quick else states, 1):
            told.append(_told(measure, state, first, small_number))
            progress((n + i / len(states)) / len(measures))
        newest = {list(t.months)[-1] for t in told if t.months}
        lines += [
            (measure.title, f"{month:%B %Y}", *(_of(t, month) for t in told))
            for month in sorted(newest)
        ]
        overdue = [t.overdue for t in told]
        if {*overdue} - {NONE, first_figures.NO_DATA}:
            lines.append((measure.title, first_figures.OVERDUE_NOW, *overdue))
        for each, of in zip(recent, told, strict=True):
            each[measure.key] = of.recent
    return pd.DataFrame([*first_figures.tiles(*recent), *lines], columns=columns)


def _of_late(state: State, measures: list[Measure], first: date | None) -> State:
    """The same without the cases that move none of these figures any more."""
    if first is None:
        return state
    extract = EXTRACTS[measures[0].extract]
    return replace(state, rows=recent_cases(state.rows, extract, measures, first=first))


def _told(measure: Measure, state: State, first: date | None, small_number: int) -> Told:
    if state.day is None:
        return Told(months={}, overdue=first_figures.NO_DATA)
    rows = state.rows
    recent: first_figures.Recent = None
    if measure.clock:
        rows = counts(measure.prepare(rows, as_of=state.day), measure.clock, as_of=state.day)
        if any(measure.key in group.measures for group in GROUPS):
            recent = standings(rows, as_of=state.day)
    elif measure.key == first_figures.SCORED:
        recent, _, _ = recent_scores(rows, kinds=measure.kinds, as_of=state.day)
    frame = series(
        measure, rows, period="month", first=first, as_of=state.day, small_number=small_number
    )
    whole = frame[frame["period"] < pd.Timestamp(state.day.replace(day=1))]
    return Told(
        months={
            line["period"].date(): in_words(measure, line) for line in whole.to_dict("records")
        },
        overdue=first_figures.overdue(measure, frame),
        recent=recent,
    )


def _of(told: Told, month: date) -> str:
    return told.months.get(month, NOT_OVER if told.months else first_figures.NO_DATA)

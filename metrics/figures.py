"""Figures: what the events of each group come to in each span of days.

What they mean, and the rule of when a case has fallen due, is said in timeliness.py.
"""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days, number
from metrics.events import Events
from metrics.grid import framed, share
from metrics.periods import Spans
from metrics.quantiles import quantiles

P90 = 0.9


def figures(entries: Events, wanted: Spans, as_of: date) -> pd.DataFrame:
    """One row a group and span, the groups in order and the spans within them.

    The columns are those of timeliness.timeliness(), but for the two marks of small numbers.
    """
    today, width = number(as_of), len(wanted)

    def during(some: Events) -> Days:
        return some.table(wanted.place(some.day), width).ravel()

    due = entries.only("due")
    due = due.where(due.day < today)
    fell_due, on_time = during(due), during(due.only("due", "on time"))
    finished = entries.only("stopped")
    with_limit = during(finished.only("stopped", "on time", "late"))
    in_time = during(finished.only("stopped", "on time"))
    open_, overdue = _standing(entries, Spans(wanted.starts, np.minimum(wanted.ends, today)))
    median, p90, mean = _days(finished, wanted)
    return framed(entries.labels, wanted).assign(
        is_final=np.tile(wanted.ends, len(entries.labels)) < today,
        fell_due=fell_due,
        fell_due_on_time=on_time,
        on_time_share=share(on_time, fell_due),
        started=during(entries.only("started")),
        finished=during(finished),
        finished_with_limit=with_limit,
        finished_on_time=in_time,
        finished_on_time_share=share(in_time, with_limit),
        median_days=median,
        p90_days=p90,
        mean_days=mean,
        open=open_,
        overdue=overdue,
    )


def _standing(entries: Events, wanted: Spans) -> tuple[Days, Days]:
    """How many cases are open and overdue at the end of each span, by group and span."""

    def by_end(some: Events, later: int = 0) -> Days:
        return some.table(wanted.from_end(some.day + later), len(wanted)).cumsum(axis=1)

    open_ = by_end(entries.only("started")) - by_end(entries.only("stopped"))
    # overdue from the day after the due day until the day before a late stop
    missed = by_end(entries.only("due", "late", "open"), later=1)
    overdue = missed - by_end(entries.only("stopped", "late"))
    return open_.ravel(), overdue.ravel()


def _days(finished: Events, wanted: Spans) -> list[NDArray[np.float64]]:
    """Median, 90th percentile and mean of elapsed days, by group and span."""
    place = wanted.place(finished.day)
    inside = finished.where(place >= 0)
    size = len(finished.labels) * len(wanted)
    cell = inside.group * len(wanted) + place[place >= 0]
    median, p90 = quantiles(cell, inside.days, inside.n, size=size, at=(0.5, P90))
    totals = (
        np.bincount(cell, weights=w, minlength=size) for w in (inside.days * inside.n, inside.n)
    )
    return [median, p90, share(*totals)]

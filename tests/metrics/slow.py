"""The same figures a second time, row by row and day by day: slow, and plain to read."""

from collections import Counter
from datetime import date, timedelta
from statistics import mean, median

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from extracts.working_days import bank_holidays
from metrics.clocks import ByValue, CalendarDays, Clock, DueOn, NoLimit, Where, WorkingDays

ONE_DAY = timedelta(days=1)
SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("casework_type", pa.string()),
        ("in_custody", pa.bool_()),
        ("track", pa.string()),
        ("start", pa.date32()),
        ("stop", pa.date32()),
        ("due_on", pa.date32()),
    ]
)

BY_CUSTODY = ByValue("in_custody", {True: CalendarDays(5), False: CalendarDays(9)})
LIMITS = {
    "calendar days": CalendarDays(7),
    "working days": WorkingDays(3),
    "working days from the next": WorkingDays(3, start="next working day"),
    "date or none": DueOn("due_on"),
    "date or days": DueOn("due_on", otherwise=CalendarDays(7)),
    "date or by value": DueOn("due_on", otherwise=BY_CUSTODY),
    "by value": ByValue("track", {"1 day": WorkingDays(1), "5 days": WorkingDays(5)}),
    "no limit": NoLimit(),
}
FIRST, LAST = date(2026, 3, 20), date(2026, 6, 5)  # over Easter and the May bank holidays


def clock(limit, *where: Where) -> Clock:
    return Clock(extract="a test", starts="start", stops="stop", limit=limit, where=where)


def table(rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(rows, SCHEMA)


@st.composite
def rows(draw, most: int = 25) -> list[dict]:
    def later(start: date, low: int, high: int) -> date | None:
        days = draw(st.none() | st.integers(low, high))
        return None if days is None or start is None else start + timedelta(days=days)

    found = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.one_of(*[st.dates(FIRST, LAST)] * 9, st.none()))
        found.append(
            {
                "unit": draw(st.sampled_from(["B Unit", "A Unit", "C Unit"])),
                "casework_type": draw(st.sampled_from(["RASSO", "Magistrates'"])),
                "in_custody": draw(st.booleans()),
                "track": draw(st.sampled_from(["1 day", "5 days", None])),
                "start": start,
                "stop": later(start, -1, 30),
                "due_on": later(start, -3, 20),
            }
        )
    return found


def due_day(limit, row: dict) -> date | None:
    match limit:
        case NoLimit():
            return None
        case CalendarDays(n):
            return row["start"] + timedelta(days=n)
        case WorkingDays(n, start):
            return walk(row["start"], n, start)
        case DueOn(field, otherwise):
            return row[field] or (due_day(otherwise, row) if otherwise else None)
        case ByValue(field, limits):
            return due_day(limits[row[field]], row) if row[field] in limits else None
    raise AssertionError(limit)


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def walk(day: date, n: int, start: str) -> date:
    while start == "next working day" and not is_working(day):
        day += ONE_DAY
    while n:
        day += ONE_DAY
        n -= is_working(day)
    return day


def elapsed(clock: Clock, start: date, stop: date) -> int:
    if clock.day_type == "calendar":
        return (stop - start).days
    each = [start + timedelta(days=i) for i in range((stop - start).days)]
    if clock.limit.counting[1] == "day 0":
        each = [day + ONE_DAY for day in each]
    return sum(is_working(day) for day in each)


class Case:
    """A row that has begun by as_of, with what is known of it then."""

    def __init__(self, row: dict, clock: Clock, as_of: date) -> None:
        self.unit, self.casework_type, self.start = row["unit"], row["casework_type"], row["start"]
        self.stop = row["stop"] if row["stop"] and row["stop"] <= as_of else None
        self.due = due_day(clock.limit, row)
        if self.due and self.due < self.start:
            self.due = self.start - ONE_DAY  # late from the outset
        self.backwards = bool(self.stop and self.stop < self.start)
        self.days = None
        if self.stop and not self.backwards:
            self.days = elapsed(clock, self.start, self.stop)
        self.state = "no limit"
        if self.due:
            self.state = "open"
        if self.due and self.stop:
            self.state = "on time" if self.stop <= self.due else "late"

    def is_open(self, day: date) -> bool:
        return self.start <= day and not (self.stop and self.stop <= day)

    def is_overdue(self, day: date) -> bool:
        return bool(self.is_open(day) and self.due and self.due < day)


def cases(rows: list[dict], clock: Clock, as_of: date) -> list[Case]:
    begun = [row for row in rows if row["start"] and row["start"] <= as_of]
    for where in clock.where:
        begun = [row for row in begun if holds(where, row[where.field])]
    return [Case(row, clock, as_of) for row in begun]


def holds(where: Where, value) -> bool:
    return (value is None) == where.blank if where.blank is not None else value in where.one_of


def counts(rows: list[dict], clock: Clock, as_of: date) -> Counter:
    """(unit, casework type, event, day, days, state) -> how many."""
    found = Counter()
    for case in cases(rows, clock, as_of):
        who = case.unit, case.casework_type
        if case.backwards:
            found[*who, "backwards", case.start, None, None] += 1
            continue
        found[*who, "started", case.start, None, None] += 1
        if case.stop:
            found[*who, "stopped", case.stop, case.days, case.state] += 1
        else:
            standing = "open" if case.due else "no limit"
            found[*who, "open", case.start, None, standing] += 1
        if case.due:
            found[*who, "due", case.due, None, case.state] += 1
        else:
            found[*who, "no due", case.start, None, "no limit"] += 1
    return found


def figures(some: list[Case], first: date, last: date, as_of: date) -> dict:
    """What timeliness() gives for the days from first to last."""
    end = min(last, as_of)
    due = [c for c in some if c.due and first <= c.due <= last and c.due < as_of]
    on_time = [c for c in due if c.stop and c.stop <= c.due]
    finished = [c for c in some if c.stop and first <= c.stop <= last]
    limited = [c for c in finished if c.due]
    in_time = [c for c in limited if c.stop <= c.due]
    days = [c.days for c in finished]
    return {
        "is_final": last < as_of,
        "fell_due": len(due),
        "fell_due_on_time": len(on_time),
        "on_time_share": len(on_time) / len(due) if due else None,
        "started": sum(first <= c.start <= last for c in some),
        "finished": len(finished),
        "finished_with_limit": len(limited),
        "finished_on_time": len(in_time),
        "finished_on_time_share": len(in_time) / len(limited) if limited else None,
        "median_days": median(days) if days else None,
        "p90_days": float(np.quantile(days, 0.9)) if days else None,
        "mean_days": mean(days) if days else None,
        "open": sum(c.is_open(end) for c in some),
        "overdue": sum(c.is_overdue(end) for c in some),
    }

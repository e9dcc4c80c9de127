"""Seven cases that can be counted by eye, as at 15 May 2026, with seven days to decide each."""

from datetime import date

from hypothesis import strategies as st

from metrics.clocks import CalendarDays
from tests.metrics import slow

AS_OF = date(2026, 5, 15)

DAYS = st.dates(slow.FIRST, slow.LAST)
BYS = st.sampled_from([(), ("unit",), ("casework_type",), ("unit", "casework_type")])
SEVEN = slow.clock(CalendarDays(7))


def row(start: date, stop: date | None = None, **more) -> dict:
    usual = {"unit": "A Unit", "casework_type": "RASSO", "in_custody": False, "track": "1 day"}
    return usual | {"start": start, "stop": stop, "due_on": None} | more


def may(day: int) -> date:
    return date(2026, 5, day)


EXAMPLE = [  # seven days to decide, as at 15 May
    row(date(2026, 4, 24), date(2026, 4, 30)),  # due on 1 May, in 6 days
    row(date(2026, 4, 24), may(5)),  # due on 1 May, in 11 days: late
    row(date(2026, 4, 25), may(2)),  # due on 2 May, in 7 days
    row(may(1)),  # due on 8 May: overdue
    row(may(8)),  # due on 15 May: due today
    row(may(9), may(9)),  # due on 16 May, in 0 days: it has not fallen due yet
    row(may(11)),  # due on 18 May
]

"""Shares of a whole that no clock gives: sent back, sent at all, and entitlement not recorded."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pyarrow as pa
from narwhals.typing import IntoFrame

from extracts.days import BLANK, number, numbers
from metrics.clocks import GROUPS, Clock, NoLimit, Where
from metrics.counts import counts
from metrics.events import events
from metrics.frames import cells, equals
from metrics.grid import framed, grid, share
from metrics.periods import Period, wanted

# The outcomes that send a submission back to the police, by their columns.
SENT_BACK = {"returned": "Returned at triage", "action_plan": "Action plan"}
RETURNED_NEEDS = (*GROUPS, "decided_on", "outcome")

# Letters whose entitlement is not known have no standard: they are counted by themselves.
UNKNOWN_ENTITLEMENT = Clock(
    extract="victim_letters",
    where=(Where("enhanced", one_of=("Unknown",)),),
    starts="decided_on",
    stops="sent_on",
    limit=NoLimit(),
)


def returned(
    rows: IntoFrame,
    *,
    period: Period,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    as_of: date,
    small_number: int,
) -> pd.DataFrame:
    """How many submissions were decided in a period, and how many of them went back to the police.

    rows: charging submissions with at least RETURNED_NEEDS, in any frame that Narwhals takes;
    one decided after as_of is left out. by, first, last as for timeliness.timeliness().

    Returns, by group and then period, the `by` columns, period, decided, returned (at triage),
    action_plan, not_recorded (decided, outcome blank), returned_share and action_plan_share (of
    decided, NaN without any) and small (decided is below small_number).
    """
    found = cells(rows, RETURNED_NEEDS)
    day = numbers(found["decided_on"])
    known = (day != BLANK) & (day <= number(as_of))
    found, day = found.filter(pa.array(known)), day[known]
    whole = grid(found, day, by=by, period=period, first=first, last=last, as_of=as_of)
    n, outcome = found["n"].to_numpy(), found["outcome"]
    decided = whole.sums(n)
    back = {name: whole.sums(n, equals(outcome, word)) for name, word in SENT_BACK.items()}
    return whole.frame().assign(
        decided=decided,
        **back,
        not_recorded=whole.sums(n, outcome.is_null().to_numpy()),
        **{f"{name}_share": share(count, decided) for name, count in back.items()},
        small=decided < small_number,
    )


def letters_sent(
    counts: pd.DataFrame,
    *,
    period: Period,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    as_of: date,
    small_number: int,
) -> pd.DataFrame:
    """How many of the letters that fell due in a period have been sent at all, however late.

    counts: as counts() gives them with the same as_of, from a clock of letters. by, first, last
    as for timeliness.timeliness(); a letter has fallen due when its due day is before as_of.

    Returns, by group and then period, the `by` columns, period, fell_due, sent, not_sent,
    sent_share (of fell_due, NaN without any) and small (fell_due is below small_number). A share
    is never final: a letter may yet be sent.
    """
    entries = events(counts, by)
    periods = wanted(period, first, last, days=entries.counted().day, as_of=as_of)
    due = entries.only("due")
    due = due.where(due.day < number(as_of))
    fell_due = due.table(periods.place(due.day), len(periods)).ravel()
    unsent = due.only("due", "open")
    not_sent = unsent.table(periods.place(unsent.day), len(periods)).ravel()
    return framed(entries.labels, periods).assign(
        fell_due=fell_due,
        sent=fell_due - not_sent,
        not_sent=not_sent,
        sent_share=share(fell_due - not_sent, fell_due),
        small=fell_due < small_number,
    )


def unknown_entitlement(
    rows: IntoFrame,
    *,
    period: Period,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    as_of: date,
) -> pd.DataFrame:
    """Letters owed to victims whose entitlement is not recorded, by the day of the decision.

    rows: letters with at least UNKNOWN_ENTITLEMENT.columns(), in any frame that Narwhals takes.
    by, first, last as for timeliness.timeliness(). Returns, by group and then period, the `by`
    columns, period, owed, sent and not_sent (by as_of).
    """
    entries = events(counts(rows, UNKNOWN_ENTITLEMENT, as_of=as_of), by)
    owed, left = entries.only("started"), entries.only("open")
    periods = wanted(period, first, last, days=entries.counted().day, as_of=as_of)
    all_, not_sent = (s.table(periods.place(s.day), len(periods)).ravel() for s in (owed, left))
    return framed(entries.labels, periods).assign(
        owed=all_, sent=all_ - not_sent, not_sent=not_sent
    )

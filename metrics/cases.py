"""Whole cases: the submissions of a case put together, and who had it meanwhile.

Both frames made here are counted like an extract; their clocks are in registry.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from narwhals.typing import IntoFrame

from extracts.days import BLANK, Days, Flags, number, numbers
from metrics.frames import chosen
from metrics.grid import grid, share
from metrics.periods import Period

CHARGE = ("Charge",)
WITH_POLICE = ("Action plan", "Returned at triage")  # outcomes that send the case to the police
ENDS = ("No further action", "Out of court", "Administratively finalised")

CASE_NEEDS = (
    *("urn", "submission", "unit", "casework_type"),
    *("received_on", "decided_on", "outcome"),
)
POLICE_NEEDS = (*CASE_NEEDS, "police_due_on")
UNKNOWN_FIRST = "First submission not in the data"
HELD = ("cps_days", "police_days", "other_days")
LONG = 2**32  # more than any day number: keeps one case's days from the next one's


def end_to_end(rows: IntoFrame, *, as_of: date) -> pa.Table:
    """One row a case: when it first came, when a charge was authorised, who had it how long.

    rows: charging submissions with at least CASE_NEEDS, as known on as_of: one received later is
    left out, one decided later is undecided. Returns, in the order of the URNs:

    - urn; unit, casework_type: of the last submission; submissions: how many came (int64);
    - received_on: the day the first came; charged_on: the day of the first decision to charge
      (date32, null without one);
    - state: "Charged"; "Ended without charge" (none is undecided and the last ended the case);
      otherwise "Live"; UNKNOWN_FIRST of whatever case has no submission numbered 1, so that nobody
      can say how long it took from the first (received_on and the days are of those there are);
    - holder: "CPS" or "police" for a live case (the police after an action plan or a return);
      null otherwise, and where the last outcome is not recorded;
    - cps_days, police_days, other_days (int64, calendar days): the time from received_on to the
      charge, the end or as_of, split. CPS: a submission was undecided. Police: none was, and
      the last before had gone back to them. Other: the case had ended before it came again.
    """
    s = _submissions(rows, CASE_NEEDS, as_of)
    charged = s.lowest(np.where(s.outcome(CHARGE), s.decided, LONG))
    undecided = s.sums(~s.is_decided) > 0
    has_charge = charged < LONG
    has_ended = ~has_charge & ~undecided & s.outcome(ENDS)[s.last]
    end = np.where(has_charge, charged, np.where(has_ended, s.highest(s.decided), number(as_of)))

    begins = np.minimum(s.received, end[s.case])
    ends = np.minimum(np.where(s.is_decided, s.decided, end[s.case]), end[s.case])
    reached = s.highest_so_far(np.maximum(begins, ends))
    before = np.where(s.is_first, begins, np.roll(reached, 1))  # reached by those that came before
    cps = reached - np.maximum(begins, before)
    gap, tail = np.maximum(begins - before, 0), end - reached[s.last]
    back = s.outcome(WITH_POLICE)
    police = s.sums(gap * np.roll(back, 1)) + tail * back[s.last]

    live = ~has_charge & ~has_ended
    held = live & (undecided | back[s.last])
    lacks_first = s.lowest(s.table["submission"].to_numpy().astype(np.int64)) > 1
    state = np.select(
        [lacks_first, has_charge, has_ended],
        [UNKNOWN_FIRST, "Charged", "Ended without charge"],
        "Live",
    )
    of_last = s.table.select(["urn", "unit", "casework_type"]).take(pa.array(s.last))
    more = {
        "submissions": pa.array(s.last - s.first + 1),
        "received_on": _dates(s.received[s.first]),
        "charged_on": _dates(np.where(has_charge, charged, BLANK)),
        "state": pa.array(state.tolist(), pa.string()),
        "holder": pa.array(np.where(undecided, "CPS", "police"), pa.string(), mask=~held),
        "cps_days": pa.array(s.sums(cps)),
        "police_days": pa.array(police),
        "other_days": pa.array(s.sums(gap) + tail - police),
    }
    return pa.table(dict(zip(of_last.column_names, of_last.columns, strict=True)) | more)


def police_response(rows: IntoFrame, *, as_of: date) -> pa.Table:
    """One row for each action plan or return at triage: when it was sent, when the answer came.

    rows: charging submissions with at least POLICE_NEEDS, as known on as_of. Returns urn,
    submission, unit, casework_type and outcome of the submission sent back; sent_back_on (its
    decision), police_due_on, and resubmitted_on, the day the next submission of the case came
    (date32, null where none has).
    """
    s = _submissions(rows, POLICE_NEEDS, as_of)
    is_last = np.append(s.is_first[1:], True)[: len(s.case)]
    answer = np.where(is_last, BLANK, np.roll(s.received, -1))
    back = pa.array(s.outcome(WITH_POLICE))
    kept = s.table.select(
        ["urn", "submission", "unit", "casework_type", "outcome", "decided_on", "police_due_on"]
    ).append_column("resubmitted_on", _dates(answer))
    return kept.filter(back).rename_columns(
        [c if c != "decided_on" else "sent_back_on" for c in kept.column_names]
    )


def held(
    cases: pa.Table,
    *,
    period: Period,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    as_of: date,
) -> pd.DataFrame:
    """Who had the cases that were charged in a period, in mean calendar days.

    cases: from end_to_end() with the same as_of; by, first, last as for timeliness(). Returns the
    `by` columns, period, charged, and cps_days, police_days and other_days (means, which add
    up to that of the whole time; NaN where none was charged). Cases of UNKNOWN_FIRST are left out.
    """
    charged = cases.filter(pc.equal(cases["state"], "Charged"))
    day = numbers(charged["charged_on"])
    whole = grid(charged, day, by=by, period=period, first=first, last=last, as_of=as_of)
    n = whole.sums(np.ones(len(day), np.int64))
    means = {name: share(whole.sums(charged[name].to_numpy()), n) for name in HELD}
    return whole.frame().assign(charged=n, **means)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Submissions:
    """Submissions in the order of case, day received and number; case: 0, 1, 2 ... by URN."""

    table: pa.Table
    case: Days
    is_first: Flags
    received: Days
    decided: Days

    @property
    def first(self) -> Days:
        return np.flatnonzero(self.is_first)

    @property
    def last(self) -> Days:
        return np.append(self.first[1:], len(self.case))[: len(self.first)] - 1

    @property
    def is_decided(self) -> Flags:
        return np.asarray(self.decided != BLANK)

    def outcome(self, one_of: Sequence[str]) -> Flags:
        same = pc.is_in(self.table["outcome"], pa.array(one_of, pa.string())).to_numpy()
        return np.asarray(same & self.is_decided)

    def sums(self, values: Days | Flags) -> Days:
        return np.bincount(self.case, values, minlength=len(self.first)).astype(np.int64)

    def lowest(self, values: Days) -> Days:
        return np.minimum.reduceat(values, self.first) if len(values) else values

    def highest(self, values: Days) -> Days:
        return np.maximum.reduceat(values, self.first) if len(values) else values

    def highest_so_far(self, values: Days) -> Days:
        apart = self.case * LONG
        return np.asarray(np.maximum.accumulate(values + apart) - apart)


def _submissions(rows: IntoFrame, columns: Sequence[str], as_of: date) -> _Submissions:
    table = chosen(rows, columns)
    received = numbers(table["received_on"])
    table = table.filter(pa.array((received != BLANK) & (received <= number(as_of))))
    table = table.sort_by([(c, "ascending") for c in ("urn", "received_on", "submission")])
    urn = table["urn"].combine_chunks()
    is_first = np.ones(len(urn), bool)
    is_first[1:] = pc.not_equal(urn[1:], urn[:-1]).to_numpy(zero_copy_only=False)
    decided = numbers(table["decided_on"])
    return _Submissions(
        table=table,
        case=np.cumsum(is_first) - 1,
        is_first=is_first,
        received=numbers(table["received_on"]),
        decided=np.where(decided <= number(as_of), decided, BLANK),
    )


def _dates(days: Days) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32(), mask=days == BLANK).cast(pa.date32())

"""A few faults such as files have, planted in the daily files; README.md lists the rows."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data.days import day


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A cell that is wrong in one daily file. where: the rows that could have it; the first does.

    field: None repeats the row instead. The next file, where there is one, has the row right.
    """

    extract: str
    day: np.datetime64
    where: Callable[[pd.DataFrame], pd.Series]
    field: str | None = None
    text: str = ""


def _charged(rows: pd.DataFrame) -> pd.Series:
    decided = (rows["decided_on"] == "16/11/2026") & (rows["outcome"] == "Charge")
    return decided & (rows["review_track"] == "28 day")


def _received(rows: pd.DataFrame) -> pd.Series:
    return (rows["received_on"] == "09/11/2026") & (rows["review_track"] == "28 day")


def _owed(rows: pd.DataFrame) -> pd.Series:
    return (rows["due_on"] == "30/11/2026") & (rows["served_on"] == "")


def _written(rows: pd.DataFrame) -> pd.Series:
    return rows["decided_on"] == "17/11/2026"


def _sent(rows: pd.DataFrame) -> pd.Series:
    recent = rows["decided_on"].str.match(r"(09|1\d)/11/2026")
    return recent & (rows["sent_on"] == "18/11/2026")


_FAULTS = (  # extract, day, rows, field, text
    # The year typed wrong: a decision before the submission was received.
    ("charging", "2026-11-16", _charged, "decided_on", "16/11/2025"),
    # A track that does not exist.
    ("charging", "2026-11-17", _received, "review_track", "21 day"),
    # A day that November does not have.
    ("disclosure", "2026-11-18", _owed, "due_on", "31/11/2026"),
    # The same row twice.
    ("victim_letters", "2026-11-17", _written, None, ""),
    # 08 for 18, a letter sent before the decision: no later file came, so it waits.
    ("victim_letters", "2026-11-18", _sent, "sent_on", "08/11/2026"),
)
FAULTS = tuple(
    Fault(extract=extract, day=day(on), where=where, field=field, text=text)
    for extract, on, where, field, text in _FAULTS
)


def of(extract: str, on: np.datetime64) -> tuple[Fault, ...]:
    """The faults of one daily file."""
    return tuple(f for f in FAULTS if f.extract == extract and f.day == on)


def chosen(rows: pd.DataFrame, fault: Fault) -> int:
    """The label of the row that has the fault."""
    fits = fault.where(rows)
    assert fits.any(), f"no row of {fault.extract} on {fault.day} can have the fault"
    return fits.idxmax()


def plant(rows: pd.DataFrame, faults: tuple[Fault, ...]) -> pd.DataFrame:
    """The rows of a daily file with its faults in them."""
    rows = rows.copy()
    for fault in faults:
        at = chosen(rows, fault)
        if fault.field is None:
            here = rows.index.get_loc(at) + 1
            rows = pd.concat([rows.iloc[:here], rows.loc[[at]], rows.iloc[here:]])
        else:
            rows.loc[at, fault.field] = fault.text
    return rows

"""Events: what counts.py counts, day by day, and how to add them up.

The words of the counts frame are declared here, and read back here; what a sum means is for
timeliness.py and its neighbours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from extracts.days import Days, Flags, series_numbers

# What happens to a case, and where it stands when it does.
EVENTS = ("started", "stopped", "due", "no due", "open", "backwards")
STATES = ("on time", "late", "open", "no limit")
COLUMNS = ("unit", "casework_type", "event", "day", "days", "state", "n")

NOT_RECORDED = "Not recorded"  # a group whose name is blank: shown, never dropped


@dataclass(frozen=True, eq=False, kw_only=True)
class Events:
    """Counts as arrays, one entry a row, and the groups that they fall into.

    labels: one row a group, the columns grouped by, in the order of their categories. group:
    the row of labels that an entry belongs to. days: 0 where the event has none.
    """

    labels: pd.DataFrame
    group: Days
    event: Days
    state: Days
    day: Days
    days: Days
    n: Days

    def only(self, event: str, *states: str) -> "Events":
        """The entries of one event, in one of some states (any, where none is named)."""
        keep = self.event == EVENTS.index(event)
        if states:
            keep &= np.isin(self.state, [STATES.index(s) for s in states])
        return self.where(keep)

    def counted(self) -> "Events":
        """The entries of all events but "backwards", which is in no figure."""
        return self.where(self.event != EVENTS.index("backwards"))

    def where(self, keep: Flags) -> "Events":
        """The entries that a mask keeps."""
        columns = ("group", "event", "state", "day", "days", "n")
        return Events(labels=self.labels, **{c: getattr(self, c)[keep] for c in columns})

    def table(self, column: Days, width: int) -> Days:
        """Sums of n: a row for each group, a column for each number from 0 to below width.

        column: the column of each entry; an entry whose column is outside is left out.
        """
        height = len(self.labels)
        inside = (column >= 0) & (column < width)
        cell = self.group[inside] * width + column[inside]
        sums = np.bincount(cell, weights=self.n[inside], minlength=height * width)
        return sums.astype(np.int64).reshape(height, width)


def events(counts: pd.DataFrame, by: Sequence[str]) -> Events:
    """The entries of a counts frame, grouped by some of its unit and casework_type.

    Groups are those that have any entry; without `by`, all entries are one group.
    """
    group, labels = groups(counts, by)
    return Events(
        labels=labels,
        group=group,
        event=_codes(counts["event"]),
        state=_codes(counts["state"]),
        day=series_numbers(counts["day"]),
        days=counts["days"].to_numpy(np.int64, na_value=0),
        n=counts["n"].to_numpy(np.int64),
    )


def groups(frame: pd.DataFrame, by: Sequence[str]) -> tuple[Days, pd.DataFrame]:
    """The group of every row, as the row number in a second frame of the groups found.

    by: columns of categories, or of text (whose categories are then in alphabetical order). The
    second frame has those columns, one row a group, in the order of the categories.
    """
    code = np.zeros(len(frame), np.int64)
    columns = [_category(frame[name]) for name in by]
    sizes = [len(column.cat.categories) for column in columns]
    for column, size in zip(columns, sizes, strict=True):
        code = code * size + _codes(column)
    found = np.flatnonzero(np.bincount(code))
    row = np.zeros(found.max(initial=0) + 1, np.int64)
    row[found] = np.arange(len(found))
    parts = np.unravel_index(found, sizes) if by else ()
    labels = {
        column.name: category(part, column.cat.categories)
        for column, part in zip(columns, parts, strict=True)
    }
    return row[code], pd.DataFrame(labels, index=range(len(found)))


def category(codes: Any, names: Iterable[str]) -> "pd.Categorical[str]":
    """Categories from their places in a list of names; -1 is blank."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names), dtype="str"))


def _category(column: pd.Series) -> pd.Series:
    if column.isna().any():
        column = column.astype("str").fillna(NOT_RECORDED)
    return column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype("category")


def _codes(column: pd.Series) -> Days:
    return np.asarray(column.cat.codes, np.int64)

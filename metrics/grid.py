"""Grids: a cell for each period of each group, and what falls into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from extracts.days import Days, Flags, timestamps
from metrics.events import category, groups
from metrics.frames import categories
from metrics.periods import Period, Spans, wanted


@dataclass(frozen=True, eq=False, kw_only=True)
class Grid:
    """Rows by group and period. cell: the place of each row in frame(), -1 where it has none."""

    labels: pd.DataFrame
    periods: Spans
    cell: Days

    def frame(self) -> pd.DataFrame:
        """The columns grouped by and period, one row a cell."""
        return framed(self.labels, self.periods)

    def sums(self, values: Days, of: Flags | None = None) -> Days:
        """The sum of whole numbers, one a row, in each cell; of only some rows where so asked."""
        kept = self.cell >= 0 if of is None else (self.cell >= 0) & of
        size = len(self.labels) * len(self.periods)
        return np.bincount(self.cell[kept], values[kept], minlength=size).astype(np.int64)


def grid(
    columns: Mapping[str, pa.ChunkedArray],
    day: Days,
    *,
    by: Sequence[str],
    period: Period,
    first: date | None,
    last: date | None,
    as_of: date,
) -> Grid:
    """The grid of rows with a day each, grouped by some of their columns of text."""
    coded = {name: category(codes, of) for name in by for of, codes in [categories(columns[name])]}
    group, labels = groups(pd.DataFrame(coded, index=range(len(day))), by)
    periods = wanted(period, first, last, days=day, as_of=as_of)
    place = periods.place(day)
    cell = np.where(place >= 0, group * len(periods) + place, -1)
    return Grid(labels=labels, periods=periods, cell=cell)


def framed(labels: pd.DataFrame, periods: Spans) -> pd.DataFrame:
    """The columns of labels and period (its first day), a row for each period of each group."""
    each = np.repeat(np.arange(len(labels)), len(periods))
    first_days = timestamps(np.tile(periods.starts, len(labels)))
    return labels.iloc[each].reset_index(drop=True).assign(period=first_days)


def share(part: NDArray[np.number[Any]], whole: NDArray[np.number[Any]]) -> NDArray[np.float64]:
    """Part over whole, NaN where whole is 0."""
    found = np.full(len(whole), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found

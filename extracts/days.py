"""Whole days as numbers, the form in which everything here is computed.

A day is the number of days since 1 January 1970, as in date32. No calendar and no periods here.
"""

from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

Days: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

BLANK = -(2**31)  # the day number of a blank date: below every real one, safe to subtract from
EPOCH = date(1970, 1, 1).toordinal()


def number(day: date) -> int:
    """The number of a day.

    >>> number(date(1970, 1, 31))
    30
    """
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """The day of a number.

    >>> day_of(30)
    datetime.date(1970, 1, 31)
    """
    return date.fromordinal(int(number) + EPOCH)


def numbers(column: pa.ChunkedArray) -> Days:
    """Numbers of an Arrow column of dates, BLANK where it is blank.

    A column of times (timestamp) is taken by its day.
    """
    days = column.cast(pa.date32()).cast(pa.int32()).fill_null(BLANK)
    return np.asarray(days.to_numpy(), np.int64)


def timestamps(days: Days) -> pd.DatetimeIndex:
    """Days as pandas has them, in datetime64[s]; none may be BLANK."""
    return pd.DatetimeIndex(days.astype("datetime64[D]").astype("datetime64[s]"))


def series_numbers(days: "pd.Series[Any]") -> Days:
    """Numbers of a datetime64 column without blanks."""
    return np.asarray(days.to_numpy().astype("datetime64[D]").astype(np.int64))

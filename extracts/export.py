"""Tables that leave the dashboard: CSV that a spreadsheet opens rightly and runs nothing of."""

import re
from datetime import date
from typing import Any

import pandas as pd

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV injection"), also after what
# cannot be seen, and in the wide forms of the signs.
_FORMULA = re.compile("[\t\r\n]|[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def neutral(text: object) -> object:
    """The same, with an apostrophe before a text that a spreadsheet would run.

    >>> neutral("=1+1"), neutral("GM"), neutral(-3)
    ("'=1+1", 'GM', -3)
    """
    return f"'{text}" if isinstance(text, str) and _FORMULA.match(text) else text


def to_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte-order mark: days as dd/mm/yyyy, blanks empty."""
    columns = {str(neutral(name)): _column(table[name]) for name in table.columns}
    return pd.DataFrame(columns).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """The column as it is where it holds numbers; yes and no; else texts that are safe."""
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "Yes", False: "No"})
    if pd.api.types.is_numeric_dtype(column):
        return column
    blank = column.isna()
    return pd.Series(
        [None if b else _text(value) for value, b in zip(column, blank, strict=True)],
        index=column.index,
        dtype="object",
    )


def _text(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else neutral(value)

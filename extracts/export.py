"""Tables that leave the dashboard: CSV that a spreadsheet opens rightly and runs nothing of."""

import pandas as pd

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: object) -> object:
    """The same, with an apostrophe before a text that a spreadsheet would run.

    >>> neutral("=1+1"), neutral("GM"), neutral(-3)
    ("'=1+1", 'GM', -3)
    """
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def to_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte-order mark, days as dd/mm/yyyy, blanks empty."""
    shown = table.copy()
    for name in shown.columns:
        column = shown[name]
        if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            continue
        values = [None if v is None or v is pd.NA or v is pd.NaT else v for v in column]
        shown[name] = [f"{v:%d/%m/%Y}" if hasattr(v, "strftime") else neutral(v) for v in values]
    shown.columns = [str(neutral(c)) for c in shown.columns]
    return shown.to_csv(index=False).encode("utf-8-sig")

"""What was known on a day: the rows that existed, without what had not happened yet."""

import numpy as np
import pandas as pd

from extracts.extract import Extract
from extracts.kinds import Date

SETTLED = {  # fields that are filled with the one that closes the row
    "charging": ("outcome", "police_due_on", "same_prosecutor"),
    "disclosure": (),
    "victim_letters": ("channel",),
    "reviews": (),
}


def known(full: pd.DataFrame, extract: Extract, day: np.datetime64) -> pd.DataFrame:
    """The rows of an extract as they stood at the end of a day, in text, columns as declared."""
    rows = full[full[extract.opens] <= day].copy()
    for field in extract.fields:
        if isinstance(field, Date) and field.event:
            rows[field.name] = rows[field.name].where(rows[field.name] <= day)
    if extract.closes:
        rows.loc[rows[extract.closes].isna(), list(SETTLED[extract.key])] = None
    if "extended_on" in rows:
        later = rows["extended_on"] > day
        rows["due_on"] = rows["due_on"].where(~later, rows["first_due_on"])
        rows["first_due_on"] = rows["first_due_on"].where(~later)
    return _text(rows, extract)


def daily(
    full: pd.DataFrame, extract: Extract, before: np.datetime64, day: np.datetime64
) -> pd.DataFrame:
    """What a system sends on a day: all open rows, and those new or changed since `before`."""
    if extract.closes is None:
        recent = full[full[extract.opens] > before]
        return known(recent, extract, day)
    recent = full[full[extract.closes].isna() | (full[extract.closes] > before)]
    now = known(recent, extract, day)
    then = known(recent, extract, before).reindex(now.index)
    changed = (now != then).any(axis=1)
    return now[changed | (now[extract.closes] == "")]


def _text(rows: pd.DataFrame, extract: Extract) -> pd.DataFrame:
    text = {}
    for field in extract.fields:
        column = rows[field.name]
        if isinstance(field, Date):
            column = column.dt.strftime("%d/%m/%Y")
        text[field.name] = column.astype(object).where(column.notna(), "").astype(str)
    return pd.DataFrame(text, index=rows.index)

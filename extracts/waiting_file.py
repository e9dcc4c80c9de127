"""Rejected rows that wait: how many each unit has, and the file that a unit gets to correct."""

import json
from collections.abc import Mapping

import pandas as pd

from extracts.extract import Extract
from extracts.waiting import Waiting

UNREAD = "unread"
_COLUMNS = {
    "unit": "Unit",
    "file": "File",
    "extract_day": "Extract's own day",
    "row": "Row",
    "since": "Waiting since",
}
_FIRST = ("Extract", *_COLUMNS.values(), "What to do")


def by_unit(found: Mapping[str, Waiting]) -> pd.DataFrame:
    """A row a unit, the one with the most rows first.

    found: by the extract's key. Columns: unit ("": not known), every (how many rows wait), since
    (the day of the oldest), and of those how many of each extract, by its key, and of all of them
    in which no case can be read (UNREAD).
    """
    parts = [w.rows[["unit", "since"]].assign(what=key) for key, w in found.items()]
    parts += [w.unread[["unit", "since"]].assign(what=UNREAD) for w in found.values()]
    whole = pd.concat(parts)
    counts = pd.crosstab(whole["unit"], whole["what"]).reindex(
        columns=[*found, UNREAD], fill_value=0
    )
    counts.insert(0, "every", counts.sum(axis="columns"))
    counts.insert(1, "since", whole.groupby("unit")["since"].min())
    counts.columns.name = None
    return counts.sort_values("every", ascending=False, kind="stable").reset_index()


def of_unit(rows: pd.DataFrame, unit: str | None) -> pd.DataFrame:
    """The rows of a unit ("": not known); all where it is None."""
    return rows if unit is None else rows[rows["unit"] == unit]


def to_send(extract: Extract, rows: pd.DataFrame) -> pd.DataFrame:
    """A row a rejected row: where it stands, what to do, then its cells as they came.

    rows: some of waiting.Waiting's. A cell is under the heading of its file; a file that lacks the
    column has a blank there.
    """
    given = [json.loads(cells) for cells in rows["cells"]]
    headings = dict.fromkeys(heading for cells in given for heading in cells)
    said = [" ".join(f["message"] for f in json.loads(found)) for found in rows["findings"]]
    first = rows[list(_COLUMNS)].rename(columns=_COLUMNS).reset_index(drop=True)
    first.insert(0, "Extract", extract.title)
    first["What to do"] = pd.Series(said, dtype="str")
    cells = {
        (f"{h} (in the file)" if h in _FIRST else h): [c.get(h, "") for c in given]
        for h in headings
    }
    return pd.concat([first, pd.DataFrame(cells, dtype="str")], axis="columns")

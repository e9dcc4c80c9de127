"""Some of the rows that a file changes or withdraws, in the words that people read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from extracts.dates import day_month_year
from extracts.effects.judged_rows import Judged
from extracts.extract import Extract

Example: TypeAlias = tuple[Mapping[str, object], Mapping[str, object]]

MOST = 20  # rows that are shown
WITHDRAWN = "Withdrawn"


def example_rows(judged: Judged, most: int = MOST) -> list[Example]:
    """Before and after of some changed rows, in the order of the file.

    The first row that changes each field is among them, then the first of all. Each is its row of
    the store and its row of the file, as field -> value; of the former also `_withdrawn`.
    """
    first = [int(np.argmax(which)) for which in judged.differs.values() if which.any()]
    any_ = np.flatnonzero(judged.is_changed)[:most].tolist()
    at = sorted([*dict.fromkeys([*first, *any_])][:most])
    before = judged.held.take(pa.array(judged.before[at], pa.int64())).to_pylist()
    after = judged.rows.take(pa.array(at, pa.int64())).to_pylist()
    return list(zip(before, after, strict=True))


def changed(extract: Extract, examples: Sequence[Example]) -> pd.DataFrame:
    """A line for every field that changes in the examples: the key, Field, Before and After.

    The columns of the key have their titles; all are texts as people read them. A case that a full
    file withdrew and that is there again has a line for that.
    """
    keys = [extract[k] for k in extract.keys]
    lines = []
    for before, after in examples:
        key = [in_words(after[k.name]) for k in keys]
        if before["_withdrawn"]:
            lines.append([*key, WITHDRAWN, in_words(value=True), in_words(value=False)])
        lines += [
            [*key, f.title, in_words(before[f.name]), in_words(after[f.name])]
            for f in extract.fields
            if before[f.name] != after[f.name]
        ]
    columns = [*(k.title for k in keys), "Field", "Before", "After"]
    return pd.DataFrame(lines, columns=columns, dtype="str")


def rows_in_words(extract: Extract, rows: pa.Table, most: int = MOST) -> pd.DataFrame:
    """The first rows with every field under its title, as texts."""
    some = rows.select([f.name for f in extract.fields]).slice(0, most).to_pylist()
    lines = [[in_words(row[f.name]) for f in extract.fields] for row in some]
    return pd.DataFrame(lines, columns=[f.title for f in extract.fields], dtype="str")


def in_words(value: object) -> str:
    """A value as people read it.

    >>> in_words(date(2026, 11, 20)), in_words(True), in_words(None), in_words(3)
    ('20/11/2026', 'Yes', 'blank', '3')
    """
    if value is None:
        return "blank"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return day_month_year(value) if isinstance(value, date) else str(value)

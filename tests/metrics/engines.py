"""The engines that every count must be the same on, and a count in a form that can be compared."""

from collections import Counter

import duckdb
import pandas as pd

ENGINES = {
    "arrow": lambda table: table,
    "duckdb": lambda table: duckdb.from_arrow(table),
    "pandas of arrow dates": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas of its own dates": lambda table: table.to_pandas(date_as_object=False),
}


def as_counter(frame: pd.DataFrame) -> Counter:
    plain = frame.astype({"days": "object", "state": "object"})
    plain["day"] = plain["day"].dt.date
    records = plain.where(plain.notna(), None).itertuples(index=False)
    return Counter({tuple(r)[:-1]: r.n for r in records})

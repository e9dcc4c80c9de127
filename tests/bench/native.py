"""The counts of metrics/counts.py for one clock, in pandas, as a good analyst would write them.

Columns are read from the same log, texts that repeat become categories, and cases are summed to
distinct combinations once, from which every event is taken; that is its fastest form here.
"""

from datetime import date

import pandas as pd
import pyarrow as pa

from extracts.store import Store
from tests.bench.made import CHARGING

KEYS = ["urn", "submission"]
ORDER = ["_extract_day", "_publication"]
GROUPS = ["unit", "casework_type"]
TESTED = ["review_track", "in_custody"]
DAYS = ["received_on", "decided_on"]
COLUMNS = [*KEYS, *ORDER, "_withdrawn", *GROUPS, *TESTED, *DAYS]
LIMIT = pd.Timedelta(days=28)


def counts(store: Store, as_of: date) -> pd.DataFrame:
    """Counts of the 28 day clock of charging: the columns of counts.counts(), in any order."""
    frame = _newest(store)
    frame = frame[(frame["review_track"] == "28 day") & ~frame["in_custody"]]
    cells = frame.groupby([*GROUPS, *DAYS], observed=True, dropna=False, sort=False)
    return _events(cells.size().reset_index(name="n"), pd.Timestamp(as_of))


def _newest(store: Store) -> pd.DataFrame:
    log = store.scan(CHARGING, COLUMNS).read_all()
    for name in [*GROUPS, "review_track"]:
        place = log.schema.get_field_index(name)
        texts = log[name].cast(pa.string()).dictionary_encode().unify_dictionaries()
        log = log.set_column(place, name, texts)
    frame = log.to_pandas(date_as_object=False, split_blocks=True, self_destruct=True)
    frame = frame.sort_values(ORDER, kind="stable").drop_duplicates(KEYS, keep="last")
    return frame[~frame["_withdrawn"]]


def _events(cells: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    cells = cells[cells["received_on"].notna() & (cells["received_on"] <= as_of)].copy()
    cells["decided_on"] = cells["decided_on"].where(cells["decided_on"] <= as_of)
    cells["due_on"] = cells["received_on"] + LIMIT
    cells["days"] = (cells["decided_on"] - cells["received_on"]).dt.days.astype("Int32")
    is_open = cells["decided_on"].isna()
    backwards = cells["decided_on"] < cells["received_on"]
    cells["state"] = "late"
    cells.loc[cells["decided_on"] <= cells["due_on"], "state"] = "on time"
    cells.loc[is_open, "state"] = "open"
    right = cells[~backwards]
    found = [
        _summed(right, "started", "received_on"),
        _summed(right[~is_open], "stopped", "decided_on", "state", "days"),
        _summed(right, "due", "due_on", "state"),
        _summed(right[is_open], "open", "received_on", "state"),
        _summed(cells[backwards], "backwards", "received_on"),
    ]
    return pd.concat(found, ignore_index=True)


def _summed(cells: pd.DataFrame, event: str, day: str, *more: str) -> pd.DataFrame:
    sums = cells.groupby([*GROUPS, day, *more], observed=True, sort=False)["n"].sum()
    return sums.reset_index().rename(columns={day: "day"}).assign(event=event)

"""Events that are no publication: downloads of cases, sign-ins, refusals. Never changed."""

from datetime import datetime
from typing import Literal, get_args

import pandas as pd
import pyarrow as pa

from access.roles import Role
from extracts.store import Store

What = Literal[
    "download of cases",
    "export of the audit log",
    "sign-in",
    "sign-in failed",
    "sign-out",
    "refused",
    "settings",
    "purge",
]
WHATS: tuple[What, ...] = get_args(What)
_TABLE = "events"
_SCHEMA = pa.schema([(name, pa.string()) for name in ("at", "who", "role", "what", "detail")])


def record(
    store: Store, *, who: str, role: Role | None, what: What, detail: str, now: datetime
) -> None:
    """Append an event. Raises StoreError where the store takes nothing: then do not go on.

    who: the person's name, or what is known of somebody who is not signed in; detail: what of, in
    words; now: with its offset from UTC.
    """
    row = {"at": now.isoformat(), "who": who, "role": role or "", "what": what, "detail": detail}
    store.append_records(_TABLE, pa.Table.from_pylist([row], schema=_SCHEMA))


def events(store: Store) -> pd.DataFrame:
    """Every event, the newest first: at (UTC), who, role ("" for none), what, detail."""
    rows = store.records(_TABLE)
    frame = pd.DataFrame(rows, columns=_SCHEMA.names).astype("str")
    frame["at"] = pd.to_datetime(frame["at"], format="ISO8601", utc=True)
    return frame.sort_values("at", ascending=False, kind="stable", ignore_index=True)

"""Layouts kept in the store by the fingerprint of headings: the next file needs no mapping."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import pyarrow as pa

from extracts.errors import LayoutError
from extracts.extract import Extract
from extracts.layouts import Layout, layout_from
from extracts.registry import EXTRACTS
from extracts.store import Store

_TABLE = "layouts"
_MOMENT = timedelta(microseconds=1)
_SCHEMA = pa.schema(
    [
        ("fingerprint", pa.string()),
        ("layout", pa.string()),
        ("who", pa.string()),
        ("at", pa.string()),
    ]
)


def save_layout(store: Store, fingerprint: str, layout: Layout, *, who: str, now: datetime) -> None:
    """Keep a layout for these headings, unless it is already the one for them.

    Where the clock was set back it is given a time after that of the last, which it replaces.
    """
    if _saved(store, fingerprint) != layout.to_json():
        times = [datetime.fromisoformat(r["at"]) for r in store.records(_TABLE)]
        after = max(times, default=now - _MOMENT) + _MOMENT
        record = {
            "fingerprint": fingerprint,
            "layout": layout.to_json(),
            "who": who,
            "at": max(now, after).isoformat(),
        }
        store.append_records(_TABLE, pa.Table.from_pylist([record], schema=_SCHEMA))


def find_layout(
    store: Store, fingerprint: str, known: Mapping[str, Extract] = EXTRACTS
) -> Layout | None:
    """The layout last saved for these headings, or None."""
    saved = _saved(store, fingerprint)
    return layout_from(json.loads(saved), known) if saved else None


def layouts_by_name(
    store: Store, extract: Extract, known: Mapping[str, Extract] = EXTRACTS
) -> dict[str, Layout]:
    """The layout last saved under each name for an extract, but for those it no longer fits."""
    found = {}
    for record in sorted(store.records(_TABLE), key=lambda r: r["at"]):
        with suppress(LayoutError):  # of an earlier version of the program, or of another extract
            layout = layout_from(json.loads(record["layout"]), known)
            if layout.extract == extract.key:
                found[layout.name] = layout
    return found


def _saved(store: Store, fingerprint: str) -> str | None:
    mine = [r for r in store.records(_TABLE) if r["fingerprint"] == fingerprint]
    return max(mine, key=lambda r: r["at"])["layout"] if mine else None

"""Layouts kept in the store by the fingerprint of headings: the next file needs no mapping."""

import json
from collections.abc import Mapping
from datetime import datetime

import pyarrow as pa

from extracts.extract import Extract
from extracts.layouts import Layout, layout_from
from extracts.registry import EXTRACTS
from extracts.store import Store

_TABLE = "layouts"
_SCHEMA = pa.schema(
    [
        ("fingerprint", pa.string()),
        ("layout", pa.string()),
        ("who", pa.string()),
        ("at", pa.string()),
    ]
)


def save_layout(store: Store, fingerprint: str, layout: Layout, *, who: str, now: datetime) -> None:
    """Keep a layout for these headings, unless it is already the one for them."""
    if _saved(store, fingerprint) != layout.to_json():
        record = {
            "fingerprint": fingerprint,
            "layout": layout.to_json(),
            "who": who,
            "at": now.isoformat(),
        }
        store.append_records(_TABLE, pa.Table.from_pylist([record], schema=_SCHEMA))


def find_layout(
    store: Store, fingerprint: str, known: Mapping[str, Extract] = EXTRACTS
) -> Layout | None:
    """The layout last saved for these headings, or None."""
    saved = _saved(store, fingerprint)
    return layout_from(json.loads(saved), known) if saved else None


def _saved(store: Store, fingerprint: str) -> str | None:
    mine = [r for r in store.records(_TABLE) if r["fingerprint"] == fingerprint]
    return max(mine, key=lambda r: r["at"])["layout"] if mine else None

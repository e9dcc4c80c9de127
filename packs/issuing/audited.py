"""Issued packs as lines of the audit log: who, when, which, why again."""

from extracts.keeping.small_tables import SmallTables
from packs.issuing.issued import issued


def pack_lines(store: SmallTables) -> list[dict[str, str]]:
    """A line an issued pack: at (ISO), who, what, detail. Raises StoreError."""
    return [
        {
            "at": pack.at,
            "who": pack.by,
            "what": "pack issued",
            "detail": f"Pack {pack.name}" + (f". Reason: {pack.reason}" if pack.reason else ""),
        }
        for pack in issued(store)
    ]

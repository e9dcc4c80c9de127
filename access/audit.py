"""The audit log: every event, publication, undo and purge in one frame.

Publications, undos and purges are in the history of the store already and are not recorded twice.
Neither is what others keep of their own, such as the plan and the packs: they give their lines.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from access.events import events
from extracts.errors import count
from extracts.extract import Extract
from extracts.publications import Publication
from extracts.registry import EXTRACTS
from extracts.store import Store

COLUMNS = ("at", "who", "role", "what", "detail")


def audit_log(store: Store, others: Iterable[Mapping[str, str]] = ()) -> pd.DataFrame:
    """Everything that was done, the newest first: at (UTC), who, role, what, detail.

    role: "" where it is not kept, as of publications. what: one of access.events.WHATS, or
    "publication" or "undo", or as the others say; purges are among the publications. others: lines
    of logs that are kept elsewhere: at (ISO with its offset), who, what, detail.
    """
    rows = [_row(extract, p) for extract in EXTRACTS.values() for p in store.history(extract)]
    rows += [{"role": "", **line} for line in others]
    published = pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")
    published["at"] = pd.to_datetime(published["at"], format="ISO8601", utc=True)
    both = pd.concat([events(store), published], ignore_index=True)
    return both.sort_values("at", ascending=False, kind="stable", ignore_index=True)


def chosen(
    log: pd.DataFrame, *, what: str | None = None, who: str | None = None, day: str | None = None
) -> pd.DataFrame:
    """The rows of an audit log for what was done, who did it and the day, dd/mm/yyyy; None for all.

    The day is that of `at` in the zone that it is in.
    """
    keep = pd.Series(True, index=log.index)
    for column, wanted in (("what", what), ("who", who)):
        if wanted is not None:
            keep &= log[column] == wanted
    if day is not None:
        keep &= log["at"].dt.strftime("%d/%m/%Y") == day
    return log[keep].reset_index(drop=True)


def _row(extract: Extract, publication: Publication) -> dict[str, str]:
    return {
        "at": publication.at.isoformat(),
        "who": publication.who,
        "role": "",
        "what": _what(publication),
        "detail": _detail(extract, publication),
    }


def _what(p: Publication) -> str:
    if p.is_purge:
        return "purge"
    return "undo" if p.is_undo else "publication"


def _detail(extract: Extract, p: Publication) -> str:
    number = f"{extract.title} no. {p.number}"
    note = f" Note: {p.note}" if p.note else ""
    if p.is_undo:
        undone = ", ".join(f"no. {n}" for n in p.undoes)
        return f"{number}: took back {undone}.{note}"
    if p.purged_before:
        return (
            f"{number}: removed for good {count(p.n_purged, 'case')} over before "
            f"{p.purged_before:%d/%m/%Y} and {count(p.n_purged_rejected, 'rejected row')}.{note}"
        )
    return (
        f"{number}: {p.file}, {count(p.n_rows, 'row')}, {p.n_new:,} new, {p.n_changed:,} changed, "
        f"{p.n_withdrawn:,} withdrawn, {p.n_rejected:,} rejected.{note}"
    )

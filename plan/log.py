"""What people decide, as the store keeps it: revisions of items, only ever added to.

An item is an action of the plan, a step change or a commentary. Its newest revision is what holds;
all others stay, with who and when. Two people who save the same item at once are told apart by the
number that both would take, and their changes are put together field by field.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import pyarrow as pa

from extracts.keeping.small_tables import SmallTables
from extracts.keeping.turns import unhindered
from plan.merge import ChangedMeanwhile, Named, clashes, merged, tidy

TABLE = "plan"
Kind = Literal["action", "step", "commentary"]
_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("save", "kind", "key", "revision", "at", "who", "fields")]
)


@dataclass(frozen=True, kw_only=True)
class Revision:
    """An item as somebody saved it.

    number: from 1 on, within the item; at: with its offset. fields: name -> text, none of them
    blank.
    """

    kind: Kind
    key: str
    number: int
    at: datetime
    who: str
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What somebody wants an item to be.

    fields: name -> text, blank for none; those that are left out stay as they are. based_on: the
    number of the revision that they saw; 0 where they saw none. named: how a refusal names the
    item and its fields. check: raises a DashboardError where the item, with what others saved
    meanwhile, cannot be.
    """

    kind: Kind
    key: str
    fields: Mapping[str, str]
    based_on: int
    named: Named
    check: Callable[[Mapping[str, str]], None] = field(default=lambda fields: None)


class Held:
    """Every revision that the store holds, by kind and key, the oldest first."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._items: dict[tuple[str, str], list[Mapping[str, str]]] = {}
        for row in sorted(rows, key=lambda row: int(row["save"])):
            self._items.setdefault((row["kind"], row["key"]), []).append(row)

    def history(self, kind: Kind, key: str) -> list[Revision]:
        """The revisions of an item, the oldest first."""
        return [_revision(row) for row in self._items.get((kind, key), [])]

    def newest(self, kind: Kind) -> dict[str, Revision]:
        """The newest revision of every item of a kind, by key, in the order of their first."""
        return {key: _revision(rows[-1]) for (of, key), rows in self._items.items() if of == kind}


def held(store: SmallTables, version: int | None = None) -> Held:
    """What the store holds, now or at a version of the table. Raises StoreError."""
    return Held(store.records(TABLE, version))


def save(
    store: SmallTables,
    changes: Callable[[Held], Sequence[Change]],
    *,
    who: str,
    now: datetime,
) -> list[Revision]:
    """Save changes, all of them or none, and give what then holds of each.

    changes: made from what the store holds, and made anew where others saved in between. now: with
    its offset. What is already so is not saved again. Raises ChangedMeanwhile where others have
    changed the same field otherwise since, StoreError where the store takes nothing; nothing is
    saved then.
    """

    def turn() -> list[Revision]:
        number, rows = store.numbered(TABLE)
        now_held = Held(rows)
        results = [_result(now_held, change, who=who, now=now) for change in changes(now_held)]
        new = [revision for revision, is_new in results if is_new]
        if new:
            rows = [_row(revision) | {"save": str(number + 1)} for revision in new]
            table = pa.Table.from_pylist(rows, schema=_SCHEMA)
            store.append_next(TABLE, table, after=number)
        return [revision for revision, _ in results]

    return unhindered(turn, "changing the improvement plan")


def _result(held: Held, change: Change, *, who: str, now: datetime) -> tuple[Revision, bool]:
    """What holds of an item after a change, and whether that is a new revision."""
    history = held.history(change.kind, change.key)
    mine = tidy(change.fields)
    base = history[change.based_on - 1].fields if 0 < change.based_on <= len(history) else {}
    newest = history[-1].fields if history else {}
    if found := clashes(base, newest, mine):
        since = [r for r in history if r.number > change.based_on]
        raise ChangedMeanwhile(change.named, found, [(r.who, r.at, r.fields) for r in since], base)
    fields = merged(base, newest, mine)
    if history and fields == newest:
        return history[-1], False
    change.check(fields)
    revision = Revision(
        kind=change.kind,
        key=change.key,
        number=len(history) + 1,
        at=now,
        who=who,
        fields=fields,
    )
    return revision, True


def _revision(row: Mapping[str, str]) -> Revision:
    kind: Kind = row["kind"]  # type: ignore[assignment]  # only those are written
    return Revision(
        kind=kind,
        key=row["key"],
        number=int(row["revision"]),
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        fields=json.loads(row["fields"]),
    )


def _row(revision: Revision) -> dict[str, str]:
    return {
        "kind": revision.kind,
        "key": revision.key,
        "revision": str(revision.number),
        "at": revision.at.isoformat(),
        "who": revision.who,
        "fields": json.dumps(revision.fields, ensure_ascii=False, sort_keys=True),
    }

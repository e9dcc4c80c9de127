"""Packs as they were issued: kept word for word, numbered within their month, never altered.

A record holds the pack, the Area's settings that its figures rest on, who issued it and why again.
Each names the check sum of the record before, so that none can be changed or taken out unseen.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import msgspec
import pyarrow as pa

from extracts.area import Area
from extracts.errors import count
from extracts.keeping.small_tables import SmallTables
from extracts.keeping.turns import unhindered
from packs.content import FORM, Issued, Pack, from_json, to_json
from packs.errors import PackAltered, PackError

TABLE = "packs"
LONGEST = 500  # characters of a reason; our bound
# What a list of them reads: all but the pack and the settings themselves.
_LISTED = (
    *("place", "month", "number", "by", "at", "reason"),
    *("sha256", "settings_sha256", "before", "form"),
)
_SCHEMA = pa.schema([(name, pa.string()) for name in (*_LISTED, "pack", "settings")])
_FIRST = ""  # what stands for the record before the first


def issue(
    store: SmallTables, pack: Pack, area: Area, *, who: str, now: datetime, reason: str = ""
) -> Issued:
    """Keep a pack for good, under the next number of its month.

    area: that the pack was made with. who: as they signed in. now: with its offset. reason: what is
    put right, needed for a second of the same month. Two who issue at once get two numbers, or the
    second is told of the first. Raises PackError where it may not be issued so, StoreError where
    the store takes nothing; nothing is kept then.
    """
    reason, kept, settings = reason.strip(), to_json(pack), _settings(area)
    if len(reason) > LONGEST:
        raise PackError(
            f"The reason has {count(len(reason), 'character')}; the most is {LONGEST}. Nothing was "
            "issued: shorten it."
        )

    def turn() -> Issued:
        taken, records = store.numbered(TABLE, columns=_LISTED)
        records.sort(key=_place)
        record = {
            "place": str(taken + 1),
            "month": _month(pack.month),
            "number": str(_next(pack, _sha256(kept), records, reason)),
            "by": who,
            "at": now.isoformat(),
            "reason": reason,
            "sha256": _sha256(kept),
            "settings_sha256": _sha256(settings),
            "before": _fingerprint(records[-1]) if records else _FIRST,
            "form": str(pack.form),
        }
        whole = record | {"pack": kept.decode(), "settings": settings.decode()}
        store.append_next(TABLE, pa.Table.from_pylist([whole], schema=_SCHEMA), after=taken)
        return _issued(record)

    return unhindered(turn, "issuing packs")


def issued(store: SmallTables, month: date | None = None) -> list[Issued]:
    """What was issued, of a month (its first day) or of all, the oldest first; none read whole."""
    records = sorted(store.records(TABLE, columns=_LISTED), key=_place)
    return [_issued(r) for r in records if month is None or r["month"] == _month(month)]


def opened(store: SmallTables, month: date, number: int) -> tuple[Issued, Pack]:
    """An issued pack as it was issued, to the last digit.

    Raises PackError where there is none, or it was made by a version of the program that describes
    packs otherwise; PackAltered where what is kept is not what was issued.
    """
    record = _record(store, month, number)
    name = _issued(record).name
    _check(store, record, name)
    if record["form"] != str(FORM):
        raise PackError(
            f"Pack {name} was issued by another version of this program and cannot be shown here. "
            "It is unchanged: open the files that were made of it then."
        )
    try:
        return _issued(record), from_json(record["pack"].encode())
    except msgspec.ValidationError as why:
        raise PackError(
            f"Pack {name} was issued by another version of this program and cannot be shown here "
            f"({why}). It is unchanged: open the files that were made of it then."
        ) from why


def settings_of(store: SmallTables, month: date, number: int) -> dict[str, Any]:
    """The Area's settings that an issued pack rests on, as JSON has them. Raises as `opened`."""
    record = _record(store, month, number)
    _check(store, record, _issued(record).name)
    found: dict[str, Any] = json.loads(record["settings"])
    return found


def _record(store: SmallTables, month: date, number: int) -> dict[str, str]:
    where = f"month = '{_month(month)}' AND number = '{number:d}'"
    found = store.records(TABLE, where=where)
    if not found:
        there = ", ".join(i.name for i in issued(store, month))
        raise PackError(
            f"No pack {_month(month)}/{number} was issued."
            + (f" Of {month:%B %Y} there is {there}." if there else "")
        )
    return found[0]


def _next(pack: Pack, digest: str, records: list[dict[str, str]], reason: str) -> int:
    """The number that a pack takes. Raises PackError where there is no need, or no reason."""
    of_month = [r for r in records if r["month"] == _month(pack.month)]
    if not of_month:
        return 1
    last = max(of_month, key=lambda r: int(r["number"]))
    before = _issued(last)
    if last["sha256"] == digest:
        raise PackError(
            f"This very pack is {before.name}, issued by {before.by}. Nothing was issued anew."
        )
    if not reason:
        raise PackError(
            f"A pack of {pack.month:%B %Y} was issued already, {before.name} by {before.by}. It "
            "stays as it is. To issue a correction, give its reason: what is put right."
        )
    return before.number + 1


def _check(store: SmallTables, record: Mapping[str, str], name: str) -> None:
    """Raise PackAltered where a record, or its place among the others, is not as it was."""
    listed = sorted(store.records(TABLE, columns=_LISTED), key=_place)
    by_place = {_place(r): r for r in listed}
    place = _place(record)
    before, after = by_place.get(place - 1), by_place.get(place + 1)
    holds = (
        record["sha256"] == _sha256(record["pack"].encode())
        and record["settings_sha256"] == _sha256(record["settings"].encode())
        and len(by_place) == len(listed)
        and record["before"] == (_fingerprint(before) if before else _FIRST)
        and (after is None or after["before"] == _fingerprint(record))
        and (after is not None or place == max(by_place))
    )
    if not holds:
        raise PackAltered(
            f"What the store keeps of pack {name} is not what was issued: its check sum differs. "
            "Take the pack from the files that were made of it, or restore the store from a backup "
            "(docs/running.md)."
        )


def _issued(record: Mapping[str, str]) -> Issued:
    return Issued(
        month=date.fromisoformat(f"{record['month']}-01"),
        number=int(record["number"]),
        by=record["by"],
        at=record["at"],
        reason=record["reason"],
        sha256=record["sha256"],
    )


def _settings(area: Area) -> bytes:
    """The Area's settings but for who may do what, which no figure rests on."""
    kept = {f.name: getattr(area, f.name) for f in fields(area) if f.name != "access"}
    return msgspec.json.encode(kept, order="deterministic")


def _fingerprint(record: Mapping[str, str]) -> str:
    """The check sum of a record, the pack and the settings by theirs."""
    return _sha256(json.dumps([record[name] for name in _LISTED]).encode())


def _sha256(data: bytes) -> str:
    return sha256(data).hexdigest()


def _place(record: Mapping[str, str]) -> int:
    return int(record["place"])


def _month(month: date) -> str:
    return f"{month:%Y-%m}"

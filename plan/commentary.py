"""What somebody wrote for the Board of a measure in a month, in place of the drafted sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from extracts.errors import DashboardError
from extracts.keeping.small_tables import SmallTables
from plan.log import Change, Held, Revision, held, save
from plan.merge import Named
from plan.no_cases import names_a_case

LONGEST = 1_000  # characters: a paragraph beside a chart; our bound


class CommentaryRefused(DashboardError):
    """A commentary cannot be as it was written."""


@dataclass(frozen=True, kw_only=True)
class Commentary:
    """A commentary on a measure in a month (its first day).

    text: what was written, never blank. drafted: the sentence that the figures made at that time,
    so that it can be seen whether they have moved since. revision: of the item in the store.
    """

    month: date
    measure: str
    text: str
    drafted: str
    who: str
    at: datetime
    revision: int


def commentary(
    store: SmallTables, month: date, version: int | None = None
) -> dict[str, Commentary]:
    """What was written of a month (its first day), by measure, but for what was taken back.

    version: as the plan was then. Raises StoreError where it cannot be read.
    """
    return commentary_in(held(store, version), month)


def commentary_in(kept: Held, month: date) -> dict[str, Commentary]:
    """What was written of a month, in what was read from the store."""
    found = map(_commentary, kept.newest("commentary").values())
    return {c.measure: c for c in found if c.month == month and c.text}


def revision_of(kept: Held, month: date, measure: str) -> int:
    """The number of the newest commentary, also of one that was taken back; 0 where none was."""
    return len(kept.history("commentary", _key(month, measure)))


def write(
    store: SmallTables,
    *,
    month: date,
    measure: str,
    text: str,
    drafted: str,
    based_on: int,
    who: str,
    now: datetime,
) -> Commentary:
    """Keep what was written, or take it back with a blank text, and give what then holds.

    drafted: the sentence that the page showed. based_on: the revision that the writer saw, see
    revision_of. Raises CommentaryRefused, ChangedMeanwhile where somebody else wrote something
    else since, or StoreError; nothing is kept then.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise CommentaryRefused(
            f"The commentary has {len(text):,} characters; the most is {LONGEST:,}. Nothing was "
            "saved: shorten it."
        )
    if why := names_a_case("The commentary", text):
        raise CommentaryRefused(why)
    key = _key(month, measure)

    def changes(kept: Held) -> list[Change]:
        before = kept.history("commentary", key)
        base = before[based_on - 1].fields if 0 < based_on <= len(before) else {}
        newest = before[-1].fields if before else {}
        fields: Mapping[str, str] = {"measure": measure, "month": month.isoformat(), "text": text}
        if text not in (base.get("text", ""), newest.get("text", "")):
            fields = {**fields, "drafted": drafted}  # it belongs to the text written beside it
        return [
            Change(
                kind="commentary",
                key=key,
                fields=fields,
                based_on=based_on,
                named=Named(item="The commentary", titles={"text": "Commentary"}),
            )
        ]

    (saved,) = save(store, changes, who=who, now=now)
    return _commentary(saved)


def _key(month: date, measure: str) -> str:
    assert month.day == 1, "a month is its first day"
    return f"{month:%Y-%m}/{measure}"


def _commentary(revision: Revision) -> Commentary:
    kept = revision.fields
    return Commentary(
        month=date.fromisoformat(kept["month"]),
        measure=kept["measure"],
        text=kept.get("text", ""),
        drafted=kept.get("drafted", ""),
        who=revision.who,
        at=revision.at,
        revision=revision.number,
    )

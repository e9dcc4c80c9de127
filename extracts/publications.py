"""Publications: what the store's own log says of who published what, when, and what it changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from extracts.errors import PublicationRefused

LONGEST_NOTE = 500  # characters; our bound
_DAYS = ("extract_day", "purged_before")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One entry of an extract's history: a file published, an undo, or a purge.

    number: 1, 2, … within the extract; version: the version of the table that it made. undoes: the
    numbers that an undo took back. sample_rows: how many rows were of the sample data. Of a purge:
    the day before which cases had finished, how many of them and of rejected rows it removed.
    is_final: a purge came after it, so that it cannot be undone.
    """

    number: int
    extract: str
    version: int = -1
    who: str = ""
    at: datetime
    note: str = ""
    file: str = ""
    sha256: str = ""
    extract_day: date | None = None
    mode: str = "changes"
    layout: str = ""
    n_rows: int = 0
    n_accepted: int = 0
    n_rejected: int = 0
    n_repeated: int = 0
    n_new: int = 0
    n_changed: int = 0
    n_unchanged: int = 0
    n_withdrawn: int = 0
    n_open_missing: int = 0
    n_findings: int = 0
    changed_fields: Mapping[str, int] = field(default_factory=dict)
    sample_rows: int = 0
    units: Mapping[str, int] = field(default_factory=dict)
    blanks: Mapping[str, int] = field(default_factory=dict)
    undoes: tuple[int, ...] = ()
    purged_before: date | None = None
    n_purged: int = 0
    n_purged_rejected: int = 0
    is_undone: bool = False
    is_final: bool = False

    @property
    def is_undo(self) -> bool:
        """Whether this entry takes others back."""
        return bool(self.undoes)

    @property
    def is_purge(self) -> bool:
        """Whether this entry removed cases for good."""
        return self.purged_before is not None

    def to_metadata(self) -> dict[str, str]:
        """The record as one value of the commit's metadata."""
        record = asdict(self) | {"at": self.at.isoformat(), "undoes": list(self.undoes)}
        for day in _DAYS:
            record[day] = record[day] and record[day].isoformat()
        for seen_later in ("version", "is_undone", "is_final"):
            del record[seen_later]
        return {"publication": json.dumps(record, sort_keys=True)}


def check_note(note: str) -> None:
    """Raise PublicationRefused, in words, for a note that is longer than is kept."""
    if len(note) > LONGEST_NOTE:
        raise PublicationRefused(
            f"The note has {len(note):,} characters; the most is {LONGEST_NOTE}. Shorten it."
        )


def from_commit(commit: Mapping[str, Any]) -> Publication | None:
    """The publication of a commit, or None for one of upkeep.

    Fields that later versions of the program add are left out.
    """
    if "publication" not in commit:
        return None
    record = json.loads(commit["publication"])
    known = {f.name for f in fields(Publication)}
    record = {k: v for k, v in record.items() if k in known}
    days = {k: date.fromisoformat(record[k]) for k in _DAYS if record.get(k)}
    return Publication(
        **record
        | days
        | {
            "version": commit["version"],
            "at": datetime.fromisoformat(record["at"]),
            "undoes": tuple(record["undoes"]),
        }
    )


def publications(found: Sequence[Publication]) -> list[Publication]:
    """The same, each with what came of it since."""
    undone = {n for p in found for n in p.undoes}
    purged = max((p.number for p in found if p.is_purge), default=0)
    return [replace(p, is_undone=p.number in undone, is_final=p.number < purged) for p in found]


def live(publications: list[Publication]) -> list[Publication]:
    """The publications that hold: not undone, no undo and no purge. In the order given."""
    return [p for p in publications if not p.is_undone and not p.is_undo and not p.is_purge]


def taken_back_by(publications: Iterable[Publication]) -> dict[int, int]:
    """The number of a publication that was undone -> the number of the undo."""
    return {n: p.number for p in publications for n in p.undoes}


def newest_extract_day(publications: list[Publication]) -> date | None:
    """The latest day of the publications that hold."""
    return max((p.extract_day for p in live(publications) if p.extract_day), default=None)


def next_number(history: list[Publication]) -> int:
    """The number that follows a whole history."""
    return history[-1].number + 1 if history else 1

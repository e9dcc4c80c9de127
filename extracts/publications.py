"""Publications: what the store's own log says of who published what, when, and what it changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One entry of an extract's history: a file published, or an undo.

    number: 1, 2, … within the extract; version: the version of the table that it made. undoes: the
    numbers that an undo took back. sample_rows: how many rows were of the sample data.
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
    undoes: tuple[int, ...] = ()
    is_undone: bool = False

    @property
    def is_undo(self) -> bool:
        """Whether this entry takes others back."""
        return bool(self.undoes)

    def to_metadata(self) -> dict[str, str]:
        """The record as one value of the commit's metadata."""
        record = asdict(self) | {"at": self.at.isoformat(), "undoes": list(self.undoes)}
        record["extract_day"] = self.extract_day and self.extract_day.isoformat()
        del record["version"], record["is_undone"]
        return {"publication": json.dumps(record, sort_keys=True)}


def from_commit(commit: Mapping[str, Any]) -> Publication | None:
    """The publication of a commit, or None for one of upkeep.

    Fields that later versions of the program add are left out.
    """
    if "publication" not in commit:
        return None
    record = json.loads(commit["publication"])
    known = {f.name for f in fields(Publication)}
    record = {k: v for k, v in record.items() if k in known}
    return Publication(
        **record
        | {
            "version": commit["version"],
            "at": datetime.fromisoformat(record["at"]),
            "extract_day": record["extract_day"] and date.fromisoformat(record["extract_day"]),
            "undoes": tuple(record["undoes"]),
        }
    )


def live(publications: list[Publication]) -> list[Publication]:
    """The publications that hold: neither undone nor an undo. In the order given."""
    return [p for p in publications if not p.is_undone and not p.is_undo]


def newest_extract_day(publications: list[Publication]) -> date | None:
    """The latest day of the publications that hold."""
    return max((p.extract_day for p in live(publications) if p.extract_day), default=None)


def next_number(history: list[Publication]) -> int:
    """The number that follows a whole history."""
    return history[-1].number + 1 if history else 1

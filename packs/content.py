"""What a Board pack says: one description, from which the page and every file are made.

It holds figures and words and nothing that draws. It is kept as JSON when a pack is issued, so it
is made of plain values: None where there is no figure, never NaN.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from packs.content_rows import Line, Mark, Point, Row, Variation

__all__ = [
    "FORM", "ActionLine", "DataLine", "EffectLine", "Issued", "Line", "Mark", "Pack", "Point",
    "Row", "StandingUnit", "State", "Variation", "from_json", "to_json",
]  # fmt: skip

FORM = 2  # of the description; a pack of another form is not read as this one
State = Literal["overdue", "due this month", "in hand", "not started", "done"]


@dataclass(frozen=True, kw_only=True)
class StandingUnit:
    """A unit in the standing item: who oversees its pre-charge work, and its figure a measure.

    figures: by the key of the measure, "74% (20 of 27)"; overdue: submissions past their due day at
    the end of the pack's month, None where that is not known.
    """

    unit: str
    name: str
    overseer: str
    figures: dict[str, str]
    overdue: int | None


@dataclass(frozen=True, kw_only=True)
class EffectLine:
    """Whether an action worked, by one measure; verdict as metrics.effect has it."""

    measure: str
    verdict: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """An action of the improvement plan, as at the first day of the month after the pack's.

    short: its name on a chart. units: short names; () for every unit. measures: titles. Days are
    None where there is none.
    """

    key: str
    what: str
    short: str
    issue: int
    owner: str
    units: tuple[str, ...]
    measures: tuple[str, ...]
    agreed: date | None
    due: date | None
    started: date | None
    done: date | None
    state: State
    effects: tuple[EffectLine, ...]


@dataclass(frozen=True, kw_only=True)
class DataLine:
    """How good the data behind the pack is: one extract.

    newest: its own day. in_month: extracts of the month's days, of how many that were expected
    (None where none is expected daily). findings, rejected: of the files of the month; waiting:
    rejected rows that still wait, as at data_to of the pack. says: all of it in words, with what is
    not known of the cases.
    """

    extract: str
    title: str
    newest: date | None
    received: int
    expected: int | None
    n_rows: int
    n_findings: int
    n_rejected: int
    waiting: int
    says: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A Board pack of a month (its first day).

    classification: what stands on every sheet. sample: the words of the label where the cases are
    made up, or some of them; "" otherwise. in_one_minute: the sentences at the top, most important
    first. rows: by issue, and within each what needs a decision first. data_to: the newest own day
    of any extract. versions: of the store's tables that the figures were made from.
    """

    form: int
    area: str
    month: date
    data_to: date
    classification: str
    sample: str
    in_one_minute: tuple[str, ...]
    rows: tuple[Row, ...]
    standing_measures: tuple[str, ...]
    standing: tuple[StandingUnit, ...]
    actions: tuple[ActionLine, ...]
    data: tuple[DataLine, ...]
    versions: dict[str, int]

    def row(self, key: str) -> Row:
        """The row of a measure. Raises KeyError where the pack has none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A pack as it was issued: the number within its month, by whom, when, and why again.

    at: ISO 8601 with its offset. reason: of a correction; "" for the first. sha256: of the pack's
    JSON, by which it is known to be unchanged.
    """

    month: date
    number: int
    by: str
    at: str
    reason: str
    sha256: str

    @property
    def name(self) -> str:
        """As a board paper names it: "2026-10/2"."""
        return f"{self.month:%Y-%m}/{self.number}"


def to_json(pack: Pack) -> bytes:
    """The description as JSON; the same pack gives the same bytes."""
    return msgspec.json.encode(pack, order="deterministic")


def from_json(kept: bytes) -> Pack:
    """The description back. Raises msgspec.ValidationError where it is none."""
    return msgspec.json.decode(kept, type=Pack)

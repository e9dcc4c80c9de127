"""Taking a file into the plan: what is new, changed and unchanged is shown first, then saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from extracts.fields import squash
from extracts.keeping.small_tables import SmallTables
from plan.action_checks import ActionRefused, faults
from plan.actions import PlanAction, action_from, action_of
from plan.changes import change, in_order, key_for
from plan.files import Line, PlanFileRefused, lines
from plan.known import Known
from plan.log import Change, Held, held, save
from plan.merge import Difference, Fields, differences, merged, tidy


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a file against the plan: the action as it would be, and what would change of it.

    fields: those that the file has. revision: the newest of the action when the file was looked
    at; 0 of a new one.
    """

    key: str
    fields: Fields
    revision: int
    becomes: PlanAction
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file would do to the plan. Actions that the file does not have stay as they are."""

    name: str
    rows: tuple[Row, ...]

    @property
    def new(self) -> list[Row]:
        """Actions that the plan does not have yet."""
        return [row for row in self.rows if not row.revision]

    @property
    def changed(self) -> list[Row]:
        """Actions that the plan has otherwise."""
        return [row for row in self.rows if row.revision and row.differences]

    @property
    def unchanged(self) -> list[Row]:
        """Actions that the plan has as they are."""
        return [row for row in self.rows if row.revision and not row.differences]


def preview(store: SmallTables, data: bytes, name: str, *, known: Known, today: date) -> Preview:
    """What a file (its bytes and name) would do; nothing is saved.

    A row is of the action that has its key, or without a key its short name. Raises UnreadableFile,
    PlanFileRefused with what is wrong in which row, or StoreError.
    """
    kept = held(store)
    by_short = _by_short(kept)
    rows: list[Row] = []
    wrong: list[str] = []
    first_rows: dict[str, int] = {}
    for line in lines(data, name, known):
        key = line.key or by_short.get(squash(line.fields.get("short", "")), "")
        row = _row(line, key or key_for(line.fields, kept), kept)
        why = [*line.faults]
        first = first_rows.setdefault(row.key, line.row)
        if first != line.row:
            why.append(f"The same action ({row.key}) is in row {first}.")
        if not line.faults and (not row.revision or row.differences):
            why += faults(row.becomes, known, today)
        wrong += [f"Row {line.row}: {reason}" for reason in why]
        rows.append(row)
    looked_at = Preview(name=name, rows=tuple(rows))
    if wrong := wrong or _same_names(looked_at, kept):
        raise PlanFileRefused(name, wrong)
    return looked_at


def load(
    store: SmallTables,
    looked_at: Preview,
    *,
    known: Known,
    who: str,
    now: datetime,
    today: date,
) -> list[PlanAction]:
    """Save what a preview shows, all of it or nothing, and give the actions as they then are.

    now: with its offset. The same again changes nothing. Raises ChangedMeanwhile where others
    changed a field otherwise since the preview, PlanFileRefused or StoreError.
    """

    def changes(kept: Held) -> Sequence[Change]:
        if wrong := _same_names(looked_at, kept):
            raise PlanFileRefused(looked_at.name, wrong)
        return [
            change(row.key, row.fields, row.revision, known=known, today=today)
            for row in looked_at.rows
        ]

    try:
        saved = save(store, changes, who=who, now=now)
    except ActionRefused as why:  # with what others saved since the preview
        raise PlanFileRefused(looked_at.name, list(why.faults)) from why
    return [action_of(revision) for revision in saved]


def _row(line: Line, key: str, kept: Held) -> Row:
    history = kept.history("action", key)
    before = history[-1].fields if history else {}
    fields = tidy(line.fields)
    becomes = merged(before, before, fields)
    return Row(
        key=key,
        fields=fields,
        revision=len(history),
        becomes=action_from(becomes, key=key),
        differences=tuple(in_order(differences(before, becomes))),
    )


def _by_short(kept: Held) -> dict[str, str]:
    """Squashed short name -> key; of an action that holds before one that was withdrawn."""
    newest = sorted(kept.newest("action").values(), key=lambda r: "withdrawn" not in r.fields)
    return {squash(revision.fields["short"]): revision.key for revision in newest}


def _same_names(looked_at: Preview, kept: Held) -> list[str]:
    """Actions that would share a short name, of the file and of the plan."""
    every = {r.key: action_of(r) for r in kept.newest("action").values()}
    every |= {row.key: row.becomes for row in looked_at.rows}
    found: dict[str, PlanAction] = {}
    wrong = []
    for action in every.values():
        if action.withdrawn:
            continue
        first = found.setdefault(squash(action.short), action)
        if first is not action:
            wrong.append(
                f'{first.key} and {action.key} would both be called "{action.short}": each needs '
                "a short name of its own."
            )
    return wrong

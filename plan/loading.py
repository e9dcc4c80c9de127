"""Taking a file into the plan: what is new, changed and unchanged is shown first, then saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from extracts.fields import squash
from extracts.keeping.small_tables import SmallTables
from plan.action_checks import ActionRefused, faults
from plan.actions import PlanAction, action_of
from plan.changes import change, key_for
from plan.file_rows import ChangedSinceExport, Keep, Row, no_such_revision, row_of
from plan.files import PlanFileRefused, lines
from plan.known import Known
from plan.log import Change, Held, held, save


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file would do to the plan. Actions that the file does not have stay as they are.

    keep: what is to stand of what the file and others both changed; None where nobody has chosen.
    """

    name: str
    rows: tuple[Row, ...]
    keep: Keep | None = None

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

    @property
    def n_clashes(self) -> int:
        """How many fields the file and others both changed."""
        return sum(len(row.clashes) for row in self.rows)

    def check_chosen(self) -> None:
        """Raise ChangedSinceExport where both changed a field and nobody has chosen."""
        if self.n_clashes and self.keep is None:
            raise ChangedSinceExport(self.name, self.n_clashes)


def preview(
    store: SmallTables,
    data: bytes,
    name: str,
    *,
    known: Known,
    today: date,
    keep: Keep | None = None,
) -> Preview:
    """What a file (its bytes and name) would do; nothing is saved.

    A row is of the action that has its key, or without a key its short name. keep: what is to
    stand where the file and others both changed a field since it was exported. Raises
    UnreadableFile, PlanFileRefused with what is wrong in which row, or StoreError.
    """
    kept = held(store)
    by_short = _by_short(kept)
    rows: list[Row] = []
    wrong: list[str] = []
    first_rows: dict[str, int] = {}
    for line in lines(data, name, known):
        key = line.key or by_short.get(squash(line.fields.get("short", "")), "")
        row = row_of(line, key or key_for(line.fields, kept), kept, keep)
        why = [*line.faults, *filter(None, [no_such_revision(line, row)])]
        first = first_rows.setdefault(row.key, line.row)
        if first != line.row:
            why.append(f"The same action ({row.key}) is in row {first}.")
        if not line.faults and (not row.revision or row.differences):
            why += faults(row.becomes, known, today)
        wrong += [f"Row {line.row}: {reason}" for reason in why]
        rows.append(row)
    looked_at = Preview(name=name, rows=tuple(rows), keep=keep)
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

    now: with its offset. The same again changes nothing. Raises ChangedSinceExport where nobody has
    chosen between the file and others, ChangedMeanwhile where others changed a field otherwise
    since the preview, PlanFileRefused or StoreError.
    """
    looked_at.check_chosen()

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

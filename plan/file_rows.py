"""A row of a file put together with the plan, field by field: an old file undoes nothing.

A row says of which revision it was made (files.REVISION). What only the file changed since is
taken, what only others changed stays, and what both changed is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from extracts.errors import DashboardError, count
from plan.actions import TITLES, PlanAction, action_from
from plan.changes import in_order
from plan.files import HEADINGS, REVISION, Line
from plan.log import Held, Revision
from plan.merge import (
    Clash,
    Difference,
    Fields,
    clash_words,
    clashes,
    differences,
    last_of,
    merged,
    shown,
    tidy,
    when,
)

Keep = Literal["theirs", "mine"]  # of what both changed: as the plan has it, or as the file has it


class ChangedSinceExport(DashboardError):
    """A file and others changed the same fields since it was exported; nothing of it was saved."""

    def __init__(self, name: str, n: int) -> None:
        fields = count(n, "field") + (" was" if n == 1 else " were")
        said = f"{name}: nothing of it was saved, since {fields} changed by the file and by others."
        super().__init__(
            f"{said} Export the plan anew and change that file, or say which is to stand: --keep "
            "theirs, as the plan has it now, or --keep mine, as the file has it.",
            f"{said} Choose which is to stand.",
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a file against the plan: the action as it would be, and what would change of it.

    fields: those that the file has, as they are to be with what others saved. revision: the newest
    of the action when the file was looked at; 0 of a new one. stays: what others changed and the
    file has as it was; clashes: what both changed, which is as the plan has it in `becomes` unless
    the file was to be kept. Both in sentences.
    """

    key: str
    fields: Fields
    revision: int
    becomes: PlanAction
    differences: tuple[Difference, ...]
    stays: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


def row_of(line: Line, key: str, kept: Held, keep: Keep | None) -> Row:
    """A row of a file on top of what the plan holds. key: of the action that it is."""
    history = kept.history("action", key)
    newest = history[-1].fields if history else {}
    fields = tidy(line.fields)
    base, since = newest, list[Revision]()
    if 0 < line.revision < len(history):
        base, since = history[line.revision - 1].fields, history[line.revision :]
    both = clashes(base, newest, fields)
    left = {clash.field for clash in both} if keep != "mine" else set()
    becomes = merged(base, newest, {n: text for n, text in fields.items() if n not in left})
    stay = [
        d
        for d in in_order(differences(base, newest))
        if d.field in fields and fields[d.field] == d.before
    ]
    return Row(
        key=key,
        fields={name: becomes.get(name, "") for name in fields},
        revision=len(history),
        becomes=action_from(becomes, key=key),
        differences=tuple(in_order(differences(newest, becomes))),
        stays=tuple(_stays(d, since, base) for d in stay),
        clashes=tuple(_both(clash, since, base) for clash in both),
    )


def no_such_revision(line: Line, row: Row) -> str:
    """What is wrong with the revision of a row; nothing where the plan has it.

    A row that names its action may come from another plan: it is new here, and undoes nothing.
    """
    title = HEADINGS[REVISION]
    if line.revision > row.revision > 0:
        return (
            f"{title} is {line.revision} and the plan has {row.revision} of this action, so the "
            f"file is of another plan: export this plan, or leave {title} blank."
        )
    if line.revision and not row.revision and not line.key:
        return (
            f"{title} is {line.revision} and the plan has no action of this short name: give its "
            f"{TITLES['key']}, or leave {title} blank for a new action."
        )
    return ""


def _both(clash: Clash, since: Sequence[Revision], base: Fields) -> str:
    return clash_words(clash, TITLES[clash.field], _by(clash.field, since, base), "the file has")


def _stays(changed: Difference, since: Sequence[Revision], base: Fields) -> str:
    who, at = _by(changed.field, since, base)
    return f"{TITLES[changed.field]}: {shown(changed.after)} stays, as {who} saved it {when(at)}."


def _by(field: str, since: Sequence[Revision], base: Fields) -> tuple[str, datetime]:
    return last_of(field, [(r.who, r.at, r.fields) for r in since], base)

"""What the commands say of the plan."""

from collections.abc import Sequence

from extracts.errors import count, in_words
from plan.actions import TITLES
from plan.file_rows import Keep, Row
from plan.loading import Preview
from plan.log import Revision
from plan.merge import Difference, shown, told, when


def preview_lines(found: Preview) -> list[str]:
    """What a file would do: a line for each action that is new or changed, then how many.

    Before that, what others changed since the file was exported, and what both changed.
    """
    lines = [f"new: {_name(row)}" for row in found.new]
    lines += [f"changed: {_name(row)}: {told(row.differences, TITLES)}" for row in found.changed]
    lines += [f"kept: {_name(row)}: {' '.join(row.stays)}" for row in found.rows if row.stays]
    lines += [
        f"changed by both: {_name(row)}: {' '.join(row.clashes)}{_chosen(found.keep)}"
        for row in found.rows
        if row.clashes
    ]
    return [*lines, f"{found.name}: {_counts(found)}."]


def loaded_line(found: Preview) -> str:
    """What was saved of a file."""
    if not found.new and not found.changed:
        return "The plan has all of it already; nothing was saved."
    n = len(found.new) + len(found.changed)
    return f"Saved: {count(n, 'action')}. Actions that the file does not have are as they were."


def history_lines(revisions: Sequence[tuple[Revision, Sequence[Difference]]]) -> list[str]:
    """The revisions of an action, the newest first, each with what it changed."""
    return [
        f"{revision.number}, {revision.who} {when(revision.at)}: "
        + (told(found, TITLES) if revision.number > 1 else _first(found))
        for revision, found in reversed(revisions)
    ]


def _chosen(keep: Keep | None) -> str:
    """Which of the two stands, where that was chosen."""
    stands = {"theirs": "What the plan has stands", "mine": "What the file has stands"}
    return f" {stands[keep]}." if keep else ""


def _first(found: Sequence[Difference]) -> str:
    """What an action was when it came into the plan."""
    return "new: " + in_words(f"{TITLES.get(d.field, d.field)} {shown(d.after)}" for d in found)


def _name(row: Row) -> str:
    return f"{row.becomes.short} ({row.key})"


def _counts(found: Preview) -> str:
    n = found.n_clashes
    both = f", {count(n, 'field')} changed by the file and by others" if n else ""
    return (
        f"{count(len(found.rows), 'action')}, {len(found.new)} new, {len(found.changed)} changed, "
        f"{len(found.unchanged)} unchanged{both}"
    )

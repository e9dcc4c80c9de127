"""What was decided in the plan, as lines of the audit log: nothing is kept twice."""

from extracts.keeping.small_tables import SmallTables
from plan.actions import TITLES
from plan.log import Revision, held
from plan.merge import differences, shown, told

_WHAT = {"action": "plan", "step": "step change", "commentary": "commentary"}


def plan_lines(store: SmallTables) -> list[dict[str, str]]:
    """A line a revision of an action, a step change or a commentary: at (ISO), who, what, detail.

    Raises StoreError where the plan cannot be read.
    """
    kept = held(store)
    lines = []
    for kind, what in _WHAT.items():
        for key in kept.newest(kind):  # type: ignore[arg-type]  # the kinds of the log
            before: Revision | None = None
            for revision in kept.history(kind, key):  # type: ignore[arg-type]
                detail = {"action": _action, "step": _step, "commentary": _commentary}[kind](
                    revision, before
                )
                at = revision.at.isoformat()
                lines.append({"at": at, "who": revision.who, "what": what, "detail": detail})
                before = revision
    return lines


def _action(revision: Revision, before: Revision | None) -> str:
    name = f"{revision.fields['short']} ({revision.key})"
    if before is None:
        return f"{name}: new"
    return f"{name}: {told(differences(before.fields, revision.fields), TITLES)}"


def _step(revision: Revision, before: Revision | None) -> str:
    kept = revision.fields
    where = kept.get("unit", "") or "every unit"
    name = f"{kept['measure']}, {where}, from {shown(kept['starts_on'])}"
    if "withdrawn_reason" in kept:
        return f"{name}: withdrawn. {kept['withdrawn_reason']}"
    return f"{name}: set{' again' if before else ''}. {kept['reason']}"


def _commentary(revision: Revision, before: Revision | None) -> str:
    kept = revision.fields
    name = f"{kept['measure']}, {kept['month'][:7]}"
    if not kept.get("text"):
        return f"{name}: taken back"
    return f"{name}: {'changed' if before else 'written'}"

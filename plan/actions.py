"""The actions of the improvement plan: what is done, about which issue, whose it is, how it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from extracts.keeping.small_tables import SmallTables
from plan.log import Held, Revision, held

State = Literal["overdue", "due this month", "in hand", "not started", "done"]
SHORT = 30  # characters of an action's name on a chart
LIST_ENDS = "; "  # between several units or measures, in the store and in files

# How people know each field, in the order of a file.
TITLES = {
    "key": "Key",
    "what": "What",
    "short": "Short name",
    "issue": "Issue",
    "owner": "Owner",
    "units": "Units",
    "measures": "Measures",
    "agreed": "Agreed",
    "due": "Due",
    "started": "Started",
    "done": "Done",
    "notes": "Notes",
    "evidence": "Evidence",
    "sample": "Sample",
    "withdrawn": "Withdrawn",
}
DAYS = ("agreed", "due", "started", "done")
LISTS = ("units", "measures")
MARKS = ("sample", "withdrawn")  # yes, or blank for no
YES = "yes"


@dataclass(frozen=True, kw_only=True)
class PlanAction:
    """An action of the improvement plan, as one of its revisions has it.

    what: what is done, in a sentence; short: its name on a chart. issue: the number of an
    improvement issue. owner: a role, never a person's name. units: full names, () for every unit.
    measures: the keys of those that it should move. agreed, due, started, done: days, None where
    there is none. sample: one of the sample data's stories, shown over sample data alone.
    withdrawn: given up; no action is ever deleted. revision: 0 for one that is not saved yet;
    changed_by, changed_at: of that revision.
    """

    key: str = ""
    what: str
    short: str
    issue: int
    owner: str
    units: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    agreed: date | None = None
    due: date | None = None
    started: date | None = None
    done: date | None = None
    notes: str = ""
    evidence: str = ""
    sample: bool = False
    withdrawn: bool = False
    revision: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


_KEPT = [name for name in TITLES if name != "key"]
assert {"key", *_KEPT} | {"revision", "changed_by", "changed_at"} == {
    f.name for f in fields(PlanAction)
}


def state(action: PlanAction, day: date) -> State:
    """How an action stands at the end of a day; what is late or near goes before the rest.

    An action without a due day is never late.
    """
    if action.done and action.done <= day:
        return "done"
    if action.due and action.due < day:
        return "overdue"
    if action.due and (action.due.year, action.due.month) == (day.year, day.month):
        return "due this month"
    return "in hand" if action.started and action.started <= day else "not started"


def actions(store: SmallTables, version: int | None = None) -> list[PlanAction]:
    """Every action that the store holds, withdrawn ones too, in the order in which they came.

    version: as the plan was then. Raises StoreError where it cannot be read.
    """
    return actions_in(held(store, version))


def actions_in(kept: Held) -> list[PlanAction]:
    """Every action in what was read from the store."""
    return [action_of(revision) for revision in kept.newest("action").values()]


def shown(all_actions: Iterable[PlanAction], *, is_sample: bool) -> list[PlanAction]:
    """Those that people are to see: none that was withdrawn, sample ones over sample data alone."""
    return [a for a in all_actions if not a.withdrawn and (is_sample or not a.sample)]


def texts(action: PlanAction) -> dict[str, str]:
    """The fields of an action as they are kept: name -> text, blank for none."""
    return {name: _text(getattr(action, name)) for name in _KEPT}


def action_of(revision: Revision) -> PlanAction:
    """The action that a revision holds. It was checked when it was saved."""
    return _action(
        revision.fields,
        key=revision.key,
        revision=revision.number,
        changed_by=revision.who,
        changed_at=revision.at,
    )


def action_from(kept: Mapping[str, str], *, key: str = "") -> PlanAction:
    """The action that texts mean, as `texts` writes them; ValueError where they are none."""
    return _action(kept, key=key)


def _action(kept: Mapping[str, str], **about: Any) -> PlanAction:
    made: dict[str, Any] = {name: kept.get(name, "") for name in _KEPT}
    made |= {name: date.fromisoformat(made[name]) if made[name] else None for name in DAYS}
    made |= {name: tuple(filter(None, made[name].split(LIST_ENDS))) for name in LISTS}
    made |= {name: made[name] == YES for name in MARKS}
    return PlanAction(**made | {"issue": int(made["issue"] or 0)} | about)


def _text(value: object) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return YES
        case tuple():
            return LIST_ENDS.join(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)

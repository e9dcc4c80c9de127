"""The action that somebody is changing: kept for their session until it is saved or left as it was.

Nothing typed is lost by a refusal: the form is filled again with it, and with what others saved in
the fields that were not touched here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from extracts.errors import DashboardError
from pages import data, known, planned, signed_in
from plan.action_checks import ActionRefused
from plan.actions import DAYS, LIST_ENDS, LISTS, PlanAction, actions_in
from plan.changes import save_action
from plan.editing import Seen, as_typed, written
from plan.known import Known
from plan.known import known as known_of
from plan.merge import ChangedMeanwhile, Clash, Fields

TYPED = ("what", "short", "owner", *DAYS, "notes", "evidence", "issue", *LISTS)
_EDITING, _TOLD = "plan editing", "plan told"


@dataclass
class Editing:
    """A form that is open.

    seen: the action that its changes are compared with. fill: what the fields are to be set to
    before they are drawn next. why: what was refused. clashes: the fields that others changed too.
    """

    seen: Seen
    fill: dict[str, object]
    why: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


def now() -> Editing | None:
    """The form that is open, if one is."""
    return st.session_state.get(_EDITING)


def is_open(key: str) -> bool:
    """Whether this action is being changed; "" for a new one."""
    editing = now()
    return editing is not None and editing.seen.key == key


def begin(action: PlanAction | None) -> None:
    """Open the form, of an action or of a new one."""
    seen = Seen.of(action) if action else Seen()
    st.session_state[_EDITING] = Editing(seen, _filled(seen.fields))


def end() -> None:
    """Close the form; what was typed in it is let go."""
    st.session_state.pop(_EDITING, None)


def told(key: str = "", *, shown: Collection[str] = ()) -> None:
    """What came of the last save: beside its action, or above them all where it is not shown."""
    of, words = st.session_state.get(_TOLD, ("", ""))
    if words and (of == key if key else of not in shown):
        st.success(words)
        st.session_state.pop(_TOLD)


def vocabulary() -> Known:
    """What an action may name."""
    return known_of(data.settings())


def field_key(name: str) -> str:
    """The key of a field of the form."""
    return f"plan {name}"


def save(theirs: Collection[str] = ()) -> None:
    """Save what is in the form. theirs: the fields in which what others wrote is to stand."""
    editing = now()
    assert editing
    kept = _filled(editing.seen.fields)
    typed = {n: kept[n] if n in theirs else st.session_state.get(field_key(n)) for n in TYPED}
    editing.fill, editing.why = dict(typed), ()
    editing.clashes = tuple(c for c in editing.clashes if c.field not in theirs)
    texts = {n: value if n in LISTS else str(value or "") for n, value in typed.items()}
    try:
        _keep(written(editing.seen, texts, known=vocabulary(), today=known.today()))  # type: ignore[arg-type]
        end()
    except ActionRefused as why:
        editing.why = why.faults
    except ChangedMeanwhile as why:
        _on_newest(editing, typed, why)
    except DashboardError as why:
        editing.why = (why.on_screen,)


def put(key: str, make: Callable[[PlanAction], PlanAction]) -> str:
    """Save what `make` makes of the newest of an action; why not, where it cannot be."""
    try:
        (action,) = [a for a in actions_in(planned.plan(data.store())) if a.key == key]
        _keep(make(action))
    except DashboardError as why:
        return why.on_screen
    return ""


def _keep(action: PlanAction) -> None:
    who = signed_in.require("edit plan")
    saved = save_action(
        data.store(),
        action,
        known=vocabulary(),
        who=who.name,
        now=datetime.now(UTC),
        today=known.today(),
    )
    data.look_again()
    words = "Saved."
    if saved.revision == action.revision:
        words = "Nothing was changed, so nothing was saved."
    elif action.revision and saved.revision > action.revision + 1:
        words = "Saved. What others have changed since you opened it is kept too."
    elif saved.withdrawn:
        words = "Withdrawn. It stands under Withdrawn, with its history."
    st.session_state[_TOLD] = saved.key, words


def _on_newest(editing: Editing, typed: dict[str, object], why: ChangedMeanwhile) -> None:
    """The form goes on from what others saved; where both changed a field, both are there to choose."""
    data.look_again()
    newest = planned.plan(data.store()).newest("action")[editing.seen.key]
    before = _filled(editing.seen.fields)
    mine = {name: value for name, value in typed.items() if value != before[name]}
    editing.seen = replace(editing.seen, number=newest.number, fields=newest.fields)
    editing.fill = _filled(newest.fields) | mine
    editing.why, editing.clashes = (str(why),), why.clashes


def _filled(fields: Fields) -> dict[str, object]:
    """The fields of the form: texts, a list of units and of measures, the number of the issue."""
    texts = as_typed(fields)
    lists = {n: [part for part in texts[n].split(LIST_ENDS) if part] for n in LISTS}
    issue = int(texts["issue"]) if texts["issue"] else None
    return {n: texts[n] for n in TYPED} | lists | {"issue": issue}

"""The improvement plan on its page: in one sentence, what is chosen of it, and the actions by issue."""

from collections.abc import Sequence

import streamlit as st

from access.roles import Person
from extracts.errors import StoreError
from metrics.measure import ISSUES
from pages import data, known, planned, shared
from pages.measure_sections import effects
from pages.plan_page import (
    action_parts,
    edit_parts,
    effect_parts,
    file_parts,
    plan_editing,
    plan_words,
)
from plan.actions import PlanAction, actions_in, shown, state
from plan.log import Held

PART, ISSUE, STATE, UNIT = OWN = ("part", "issue", "state", "unit")  # parameters of the address
ACTIONS, STEPS = PARTS = ("Actions", "Step changes")
ALL_ISSUES, ALL_STATES = "All issues", "All states"
_ISSUES = {f"{n} {title}": n for n, title in ISSUES.items()}
_STATES = {plan_words.label(s): s for s in plan_words.STATES}


def check_links() -> None:
    """Words where the link asks for what is not there."""
    shared.check_link("Show", PART, PARTS)
    shared.check_link("Unit", UNIT, [shared.ALL_UNITS, *known.units()])
    shared.check_link("Issue", ISSUE, [ALL_ISSUES, *_ISSUES])
    shared.check_link("State", STATE, [ALL_STATES, *_STATES])


def held() -> Held | None:
    """The plan; None, with words, where it cannot be read."""
    try:
        return planned.plan(data.store())
    except StoreError:  # the frame has said why
        st.markdown(
            "The improvement plan cannot be read, so none of it can be shown or changed. Nothing of it is lost by that."
        )
        return None


def standing(kept: Held) -> None:
    """How the plan stands, in one sentence, and the day that is taken for today."""
    today = known.today()
    found = shown(actions_in(kept), is_sample=known.is_sample())
    words = f"{plan_words.standing(found, today)} As at {plan_words.day(today)}."
    with st.container(key="headline"):
        st.markdown("\n\n".join(filter(None, [words, effect_parts.in_short(found)])))


def part() -> str:
    """The actions or the step changes, as the reader chooses."""
    return st.radio(
        "Show",
        PARTS,
        key=PART,
        bind="query-params",
        horizontal=True,
        on_change=lambda: shared.found(PART),
    )


def actions(kept: Held, who: Person) -> None:
    """The actions that are chosen, grouped by issue, those that are overdue first."""
    found = shown(actions_in(kept), is_sample=known.is_sample())
    chosen = _chosen(found) if found else []
    may_edit = who.may("edit plan")
    if may_edit:
        keys = [a.key for a in chosen]
        plan_editing.told(shown=keys)
        edit_parts.new()
        edit_parts.elsewhere(keys)
    if found:
        _groups(kept, chosen, len(found), may_edit=may_edit)
    elif not may_edit:
        st.markdown("It is for managers, the Board's secretary and administrators to write it.")
    _withdrawn(kept, may_edit=may_edit)
    with st.container(key="plan-files"):
        file_parts.files(kept, who)


def _chosen(found: Sequence[PlanAction]) -> list[PlanAction]:
    """The actions of the issue, the state and the unit that the reader chose, in their order."""
    left, middle, right = st.columns(3)
    issue = _ISSUES.get(shared.choice("Issue", [ALL_ISSUES, *_ISSUES], ISSUE, left))
    wanted = _STATES.get(shared.choice("State", [ALL_STATES, *_STATES], STATE, middle))
    shared.choice("Unit", [shared.ALL_UNITS, *known.units()], UNIT, right)
    unit, today = shared.chosen().unit, known.today()
    kept = [
        a
        for a in found
        if issue in (None, a.issue)
        and wanted in (None, state(a, today))
        and (not unit or not a.units or unit in a.units)
    ]
    return sorted(kept, key=lambda a: action_parts.order(a, today))


def _groups(kept: Held, chosen: Sequence[PlanAction], n_all: int, *, may_edit: bool) -> None:
    if len(chosen) < n_all:
        st.markdown(f"{len(chosen):,} of {n_all:,} actions are shown.")
    for number, title in ISSUES.items():
        of_issue = [a for a in chosen if a.issue == number]
        if of_issue:
            st.header(f"{number} {title}", anchor=False)
        for action in of_issue:
            action_parts.action(kept, action, may_edit=may_edit)
    made_up = " The actions of the sample and their days are made up." if known.is_sample() else ""
    st.caption(f"{effects.CAVEAT}{made_up}")


def _withdrawn(kept: Held, *, may_edit: bool) -> None:
    """What was given up, a click away: an action is never deleted."""
    gone = [a for a in actions_in(kept) if a.withdrawn and (known.is_sample() or not a.sample)]
    if not gone:
        return
    with st.expander(f"Withdrawn: {len(gone):,}"):
        for action in gone:
            action_parts.withdrawn(kept, action, may_edit=may_edit)

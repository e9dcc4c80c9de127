"""The form in which an action of the plan is written or changed, and its buttons."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from metrics.measure import ISSUES
from pages import data
from pages.parts import plain
from pages.plan_page import plan_editing
from pages.plan_page.plan_editing import field_key
from plan.actions import DAYS, SHORT, TITLES, PlanAction
from plan.editing import given_up
from plan.merge import Clash, shown

_MINE, _THEIRS = "mine", "theirs"


def new() -> None:
    """The button for a new action, or its form."""
    if plan_editing.is_open(""):
        st.header("A new action", anchor=False)
        form()
    elif st.button("Add an action", key="plan-new"):
        plan_editing.begin(None)
        st.rerun()


def elsewhere(shown_keys: Collection[str]) -> None:
    """The form of an action that the filters leave out: what was typed in it is not to be lost."""
    editing = plan_editing.now()
    if editing and editing.seen.key and editing.seen.key not in shown_keys:
        st.header(plain(editing.seen.fields["short"]), anchor=False)
        form()


def button(action: PlanAction) -> None:
    """The button that opens the form of an action."""
    if st.button(f"Change {plain(action.short)}", key=f"change-{action.key}"):
        plan_editing.begin(action)
        st.rerun()


def take_up(action: PlanAction) -> None:
    """The button that takes an action up again that was withdrawn."""
    if st.button(f"Take up {plain(action.short)} again", key=f"again-{action.key}"):
        _put(action.key, withdrawn=False)


def form() -> None:
    """The fields of the action that is being changed; those that are refused keep what was typed."""
    editing = plan_editing.now()
    assert editing
    for name, value in editing.fill.items():
        st.session_state[field_key(name)] = value
    editing.fill = {}
    with st.form("plan-form"):
        if editing.why:
            st.error("\n\n".join(plain(why) for why in editing.why))
        theirs = [c.field for c in editing.clashes if _whose(c) == _THEIRS]
        _fields()
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", key="plan-save")
            is_left = st.form_submit_button("Leave it as it was", key="plan-leave")
    if is_saved:
        plan_editing.save(theirs)
    if is_left:
        plan_editing.end()
    if is_saved or is_left:
        st.rerun()
    if editing.seen.key:
        _withdraw(editing.seen.key)


def _whose(clash: Clash) -> str:
    """Which of two texts of a field is to stand."""
    both = {_MINE: f"Yours: {shown(clash.mine)}", _THEIRS: f"Theirs: {shown(clash.theirs)}"}
    return st.radio(
        f"{TITLES[clash.field]}: which should stand?",
        list(both),
        format_func=lambda side: plain(both[side]),
        captions=["As it is in the field below.", "Whatever is in the field below."],
        key=f"plan clash {clash.field}",
    )


def _fields() -> None:
    known, filled = plan_editing.vocabulary(), st.session_state
    short = data.area().short_names
    st.text_input("What is done, in a sentence", key=field_key("what"))
    left, right = st.columns(2)
    left.text_input(f"Short name, for charts: at most {SHORT} characters", key=field_key("short"))
    right.text_input("Owner: a role, not a person's name", key=field_key("owner"))
    st.selectbox(
        "Improvement issue",
        list(ISSUES),
        index=None,
        format_func=lambda n: f"{n} {ISSUES[n]}",
        placeholder="Choose an issue",
        key=field_key("issue"),
    )
    st.pills(
        "Units that have it: none is every unit",
        # with those that the plan names and the Area has no more
        list(dict.fromkeys([*known.units.values(), *filled[field_key("units")]])),
        selection_mode="multi",
        format_func=lambda unit: plain(short.get(unit, unit)),
        key=field_key("units"),
    )
    st.pills(
        "Measures that it should move",
        list(dict.fromkeys([*known.measures, *filled[field_key("measures")]])),
        selection_mode="multi",
        format_func=lambda key: plain(known.measures.get(key, key)),
        key=field_key("measures"),
    )
    for column, name in zip(st.columns(len(DAYS)), DAYS, strict=True):
        column.text_input(f"{TITLES[name]} (dd/mm/yyyy)", key=field_key(name))
    st.text_area("Notes: everybody reads them, so no case references", key=field_key("notes"))
    st.text_area("Evidence: what shows that it is done", key=field_key("evidence"))


def _withdraw(key: str) -> None:
    """Give the action up, with a reason: it stays in the plan's history."""
    with st.expander("Withdraw this action"):
        st.markdown(
            "It leaves the plan and the charts, and stays under Withdrawn with its history."
        )
        reason = st.text_input("Why it is withdrawn", key="plan reason")
        if st.button("Withdraw it", key="plan-withdraw"):
            _put(key, withdrawn=True, reason=reason)


def _put(key: str, *, withdrawn: bool, reason: str = "") -> None:
    why = plan_editing.put(
        key, lambda a: given_up(a, reason) if withdrawn else replace(a, withdrawn=False)
    )
    if why:
        st.error(plain(why))
        return
    if plan_editing.is_open(key):
        plan_editing.end()
    st.rerun()

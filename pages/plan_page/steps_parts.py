"""Step changes: days from which a line is judged anew. Those that stand, and setting and withdrawing them."""

from datetime import date

import streamlit as st

from access.roles import Person, why_not
from pages import data
from pages.parts import plain
from pages.plan_page import plan_words, step_parts, step_withdraw_parts
from plan.log import Held
from plan.merge import when
from plan.steps import StepChange, steps_in

_TOLD, EVERY_UNIT = "step told", "all units"


def steps(kept: Held, who: Person) -> None:
    """What step changes there are; and for those who keep the Board's papers, how they are set."""
    st.markdown(
        "A step change is a day on which the work itself changed, such as a new way to count or a new team. Its line "
        "is judged from that day by what came since. It is dated, has a reason and a name, and can be withdrawn."
    )
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told))
    found = steps_in(kept)
    _listed(found)
    if not who.may("keep papers"):
        st.caption(plain(why_not(who, "keep papers")))
        return
    st.header("Set a step change", anchor=False)
    if words := step_parts.new():
        _done(words)
    standing = [s for s in found if s.holds]
    if standing:
        st.header("Withdraw a step change", anchor=False)
        if words := step_withdraw_parts.withdraw(standing, _name):
            _done(words)


def _listed(found: list[StepChange]) -> None:
    """Every step change, those of the Area's file first: from when, why, who set it, whether it stands."""
    lines = [
        f"{_what(s.measure, s.unit or '', s.starts_on)}: {_sentence(s.reason)} Set in area.toml by {plain(s.set_by)}, and "
        "changed there alone."
        for s in data.settings().step_changes
    ]
    lines += [
        f"{_what(s.measure, s.unit, s.starts_on)}: {_sentence(s.reason)} Set by {plain(s.set_by)} {when(s.set_at)}. {_stands(s)}"
        for s in found
    ]
    st.markdown("\n".join(f"- {line}" for line in lines) or "No step change is set.")


def _what(measure: str, unit: str, starts_on: date) -> str:
    where = data.area().short_names.get(unit, unit) or EVERY_UNIT
    return f"**{plain(_title(measure))}, {plain(where)}, from {plan_words.day(starts_on)}**"


def _sentence(reason: str) -> str:
    return plain(reason if reason.endswith((".", "!", "?")) else f"{reason}.")


def _title(measure: str) -> str:
    """The title of a measure, or its key where there is no such measure any more."""
    every = data.all_measures()
    return every[measure].title if measure in every else measure


def _stands(step: StepChange) -> str:
    if step.withdrawn_at is None:
        return "It stands."
    by = f"{plain(step.withdrawn_by)} {when(step.withdrawn_at)}"
    return f"Withdrawn by {by}: {plain(step.withdrawn_reason)}"


def _name(step: StepChange) -> str:
    where = data.area().short_names.get(step.unit, step.unit) or EVERY_UNIT
    return f"{_title(step.measure)}, {where}, from {plan_words.day(step.starts_on)}"


def _done(words: str) -> None:
    data.look_again()
    st.session_state[_TOLD] = words
    st.rerun()

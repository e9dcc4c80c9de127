"""Withdrawing a step change: which one and why, the chart with it and without it, and doing so."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from extracts.errors import DashboardError
from pages import data, signed_in
from pages.parts import plain
from pages.plan_page import step_compare_parts
from plan.steps import StepChange, withdraw_step

_LOOKED = "step withdrawal looked at"


@dataclass(frozen=True)
class Asked:
    """What somebody asked for. key: of the step change."""

    key: str
    reason: str


def withdraw(standing: list[StepChange], name: Callable[[StepChange], str]) -> str:
    """The form, and what it would change; words once a step change is withdrawn.

    name: how a step change is known to people.
    """
    by_name = {name(s): s for s in standing}
    with st.form("step-withdraw"):
        chosen = st.selectbox("Which one", list(by_name), key="step withdrawn")
        reason = st.text_input("Why it is withdrawn", key="step withdrawn reason")
        if st.form_submit_button("See what withdrawing it would change", key="step-withdraw-look"):
            st.session_state.pop(_LOOKED, None)
            if reason.strip():
                st.session_state[_LOOKED] = Asked(by_name[chosen].key, reason.strip())
            else:
                st.error("Say why the step change is withdrawn.")
    asked: Asked | None = st.session_state.get(_LOOKED)
    step = next((s for s in standing if asked and s.key == asked.key), None)
    if asked is None or step is None:  # others may have withdrawn it since
        return ""
    area = data.area()
    left = tuple(s for s in area.step_changes if s != step.as_judged())
    step_compare_parts.compare(
        "step-out",
        step.measure,
        step.unit,
        step.starts_on,
        "Without the step change",
        replace(area, step_changes=left),
    )
    if not st.button("Withdraw it", key="step-withdraw-it"):
        return ""
    return _withdraw(asked, name(step))


def _withdraw(asked: Asked, name: str) -> str:
    who = signed_in.require("keep papers")
    try:
        withdraw_step(
            data.store(), asked.key, reason=asked.reason, who=who.name, now=datetime.now(UTC)
        )
    except DashboardError as why:
        st.error(plain(why.on_screen))
        return ""
    st.session_state.pop(_LOOKED)
    return f"Withdrawn: {name}. The line is judged as before."

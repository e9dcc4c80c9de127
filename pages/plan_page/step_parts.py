"""A new step change: what is written of it, the chart without it and with it, and setting it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import streamlit as st

from extracts.dates import DAY_FIRST
from extracts.errors import DashboardError, brief
from extracts.judgement import StepChange
from pages import data, signed_in
from pages.parts import plain
from pages.plan_page import plan_editing, step_compare_parts
from plan.steps import set_step

_LOOKED, _ALL = "step looked at", "All units"


@dataclass(frozen=True)
class Asked:
    """What somebody wrote. unit: "" for the Area's line and every unit's."""

    measure: str
    unit: str
    starts_on: date
    reason: str


def new() -> str:
    """The form, and what it would change; words once a step change is set."""
    with st.form("step-form"):
        measures = plan_editing.vocabulary().measures
        measure = st.selectbox(
            "Measure", list(measures), format_func=measures.get, key="step measure"
        )
        units = [_ALL, *plan_editing.vocabulary().units.values()]
        unit = st.selectbox("Unit", list(dict.fromkeys(units)), key="step unit")
        day = st.text_input("From which day (dd/mm/yyyy)", key="step day", width=240)
        reason = st.text_input("Why: what changed on that day", key="step reason")
        if st.form_submit_button("See what it would change", key="step-look"):
            st.session_state.pop(_LOOKED, None)
            starts_on = next((d for f in DAY_FIRST if (d := f.day(day.strip()))), None)
            if starts_on is None:
                st.error(plain(f'"{brief(day)}" is not a day: write it as dd/mm/yyyy.'))
            elif not reason.strip():
                st.error("Say why the work changed on that day: without a reason there is none.")
            else:
                where = "" if unit == _ALL else unit
                st.session_state[_LOOKED] = Asked(measure, where, starts_on, reason.strip())
    asked: Asked | None = st.session_state.get(_LOOKED)
    if asked is None:
        return ""
    alike = _compare(asked)
    return _set(asked, alike) if st.button("Set this step change", key="step-set") else ""


def _set(asked: Asked, alike: str) -> str:
    """Set it, and say so. alike: words where it changes nothing as the data are."""
    who = signed_in.require("keep papers")
    try:
        set_step(
            data.store(),
            measure=asked.measure,
            unit=asked.unit,
            starts_on=asked.starts_on,
            reason=asked.reason,
            area=data.settings(),
            known=plan_editing.vocabulary(),
            who=who.name,
            now=datetime.now(UTC),
        )
    except DashboardError as why:
        st.error(plain(why.on_screen))
        return ""
    st.session_state.pop(_LOOKED)
    return f"Set. {alike or 'Every page judges by it from now on.'}"


def _compare(asked: Asked) -> str:
    """The line judged as it is, and as it would be; words where that is the same."""
    area = data.area()
    step = StepChange(
        measure=asked.measure,
        starts_on=asked.starts_on,
        reason=asked.reason,
        set_by="",
        unit=asked.unit or None,
    )
    return step_compare_parts.compare(
        "step",
        asked.measure,
        asked.unit,
        asked.starts_on,
        "With the step change",
        replace(area, step_changes=(*area.step_changes, step)),
    )

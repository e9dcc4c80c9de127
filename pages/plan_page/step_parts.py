"""A new step change: what is written of it, the chart without it and with it, and setting it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import streamlit as st

from charts.control_chart import control_chart
from charts.events import Event
from extracts.area import Area
from extracts.dates import DAY_FIRST
from extracts.errors import DashboardError, brief
from extracts.judgement import StepChange
from metrics import sentences
from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.targets import step_changes
from pages import counted, data, drawn, hover, judged, known, shared, signed_in
from pages.filters import Filters
from pages.parts import plain
from pages.plan_page import plan_editing
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
    _compare(asked)
    return _set(asked) if st.button("Set this step change", key="step-set") else ""


def _set(asked: Asked) -> str:
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
    return "Set. Every page judges by it from now on."


def _compare(asked: Asked) -> None:
    """The line judged as it is, and as it would be."""
    measure, area = data.all_measures()[asked.measure], data.area()
    step = StepChange(
        measure=asked.measure,
        starts_on=asked.starts_on,
        reason=asked.reason,
        set_by="",
        unit=asked.unit or None,
    )
    with_it = replace(area, step_changes=(*area.step_changes, step))
    name = area.short_names.get(asked.unit, asked.unit) or "Area"
    for n, (title, of) in enumerate((("As it is", area), ("With the step change", with_it))):
        st.subheader(f"{title}: {plain(measure.title)}, {plain(name)}", anchor=False)
        _line(measure, asked, of, name, key=f"step-{n}")
    if not asked.unit:
        st.caption("The line of each unit is judged anew from that day too.")


def _line(measure: Measure, asked: Asked, area: Area, name: str, *, key: str) -> None:
    chosen = Filters(unit=asked.unit or None, casework_type=None, months=0, as_at=None)
    found = counted.measure_series(measure, chosen)
    told = None
    if found:
        monthly, day = found
        of = judged_months(
            measure, monthly, area=area, day=day, unit=chosen.unit, is_sample=known.is_sample()
        )
        told = judged.Told(of, monthly, day)
    pair = judged.newest(told) if told else None
    if told is None or pair is None:
        st.markdown("There is no whole month to judge, so a step change changes nothing yet.")
        return
    said, points = sentences.sentence(measure, *pair), told.judged.points
    st.markdown(plain(said))
    steps = step_changes(area, measure.key, chosen.unit)
    is_share = measure.shown_as == "share"
    figure = control_chart(
        points.assign(hover=hover.lines(measure, points, name)),
        theme=shared.theme(),
        events=[Event(s.starts_on, s.reason, "step") for s in steps],
        label=name,
        top=1.0 if is_share else None,
        value_format=".0%" if is_share else ",.0f",
        unit=" days" if measure.shown_as == "days" else "",
        narrow=shared.is_phone(),
    )
    drawn.chart(figure, key=key, least="newest", alt=f"{measure.title} by month, {name}. {said}")

"""What has been done about a measure, and what came of it: in words, and as marks on its chart."""

import streamlit as st

from charts.events import Event
from metrics.effect_words import effect_short
from metrics.measure import Measure
from metrics.targets import step_changes
from pages import data, known
from pages.filters import Filters
from pages.measure_sections import effects
from pages.parts import plain


def events(measure: Measure, chosen: Filters) -> list[Event]:
    """What a line marks: actions that were to move all of it, with what came of them; its step changes."""
    marks = []
    for action in effects.started(measure.key, chosen.unit):
        if chosen.unit or not action.units:
            effect = effects.of(action, measure, chosen.as_at)
            said = f"{effect_short(measure, effect)}." if effect else ""
            marks.append(Event(action.started, action.short, "action", said))
    steps = step_changes(data.area(), measure.key, chosen.unit)
    return [*marks, *(Event(s.starts_on, s.reason, "step") for s in steps)]


def done(measure: Measure, chosen: Filters) -> None:
    """The actions with what came of each, and the step changes with who set them and why."""
    short = data.area().short_names
    actions = effects.started(measure.key, chosen.unit)
    lines = []
    for action in actions:
        units = plain(", ".join(short.get(u, u) for u in action.units)) or "every unit"
        effect = effects.of(action, measure, chosen.as_at)
        said = f"  \n  {plain(effects.sentence(action, measure, effect))}" if effect else ""
        lines.append(f"{action.started:%-d %B %Y}: **{plain(action.title)}** ({units}){said}")
    lines += [
        f"{s.starts_on:%-d %B %Y}: judged anew from here, because {plain(s.reason)} (set by {plain(s.set_by)})"
        for s in step_changes(data.area(), measure.key, chosen.unit)
    ]
    if not lines:
        return
    st.subheader("What has been done about it, and did it work?", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in lines))
    made_up = " These actions and dates are made up, as the cases are." if known.is_sample() else ""
    st.caption(
        f"Marked on the chart of whom they were for, on the day they started, if it shows that day.{made_up}"
    )
    if actions:
        st.caption(effects.CAVEAT)

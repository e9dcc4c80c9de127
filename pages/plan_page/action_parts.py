"""One action of the plan: how it stands, whose it is, what came of it; and what is behind that."""

from datetime import date

import streamlit as st

from metrics.effect_verdict import Effect
from metrics.measure import Measure
from pages import data, issue_parts, known, shared
from pages.parts import plain
from pages.plan_page import edit_parts, effect_parts, plan_editing
from pages.plan_page import plan_words as words
from plan.actions import TITLES, PlanAction, state
from plan.changes import history_in
from plan.log import Held
from plan.merge import told, when


def order(action: PlanAction, today: date) -> tuple[int, date, str]:
    """Overdue first, then what is due next."""
    stands = words.STATES.index(state(action, today))
    return stands, action.due or date.max, action.short


def action(kept: Held, action: PlanAction, *, may_edit: bool) -> None:
    """An action, what came of it, and how to change it; or the form in which it is being changed."""
    with st.container(key=f"action-{action.key}"):
        st.subheader(plain(action.short), anchor=False)
        plan_editing.told(action.key)
        if may_edit and plan_editing.is_open(action.key):
            edit_parts.form()
            return
        found = effect_parts.found(action)
        left, right = st.columns(2, gap="medium")
        left.markdown(_facts(action))
        if found:
            right.markdown(effect_parts.worked(action, found))
        with st.expander(f"More about {plain(action.short)}"):
            _more(kept, action, found)
            if may_edit:
                edit_parts.button(action)


def withdrawn(kept: Held, action: PlanAction, *, may_edit: bool) -> None:
    """An action that was given up."""
    st.subheader(plain(action.short), anchor=False)
    st.markdown(f"{plain(action.what)}  \n{_lines(action.notes)}")
    _history(kept, action)
    if may_edit:
        edit_parts.take_up(action)


def _facts(action: PlanAction) -> str:
    today, short = known.today(), data.area().short_names
    units = ", ".join(short.get(u, u) for u in action.units) or words.EVERY_UNIT
    lines = [
        f"{words.MARKS[state(action, today)]}{words.when(action, today)} · {plain(action.owner)} · {plain(units)}",
        plain(action.what),
        words.days(action, today),
    ]
    measures = ", ".join(_link(m) for m in effect_parts.measures(action))
    lines.append(
        f"Should move: {measures}" if measures else "No measure is named that it should move."
    )
    return "  \n".join(line for line in lines if line)


def _link(measure: Measure) -> str:
    key = issue_parts.KEYS[measure.issue]
    address = f"{issue_parts.PATHS[measure.issue]}{shared.link(**{key: measure.title})}"
    return f"[{plain(measure.title)}]({address})"


def _more(kept: Held, action: PlanAction, found: list[tuple[Measure, Effect]]) -> None:
    if found:
        effect_parts.figures(action, found)
    for title, text in (("Notes", action.notes), ("Evidence", action.evidence)):
        if text:
            st.markdown(f"**{title}:** {_lines(text)}")
    _history(kept, action)


def _lines(text: str) -> str:
    """A text of several lines, as it was written."""
    return "  \n".join(plain(line) for line in text.splitlines())


def _history(kept: Held, action: PlanAction) -> None:
    """Who changed it, when and how, the newest first."""
    lines = [
        f"{plain(revision.who)} {when(revision.at)}: {plain(told(found, TITLES)) if n else 'new'}"
        for n, (revision, found) in enumerate(history_in(kept, action.key))
    ]
    st.markdown("**History**\n\n" + "\n".join(f"- {line}" for line in reversed(lines)))

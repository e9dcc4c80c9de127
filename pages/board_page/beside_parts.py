"""What the Board oversees beside its measures: pre-charge work, the plan's actions, and its data."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from packs.content import ActionLine
from packs.making.months import next_month
from packs.words import plan_tables, tables
from packs.words.findings import actions_finding, data_finding, standing_finding
from packs.words.month_tables import Table
from packs.words.sheet_words import NONE, day_words, month_words
from packs.words.worked import worked_lines
from pages.board_page.shown_packs import Shown
from pages.parts import plain

_STATES = ("overdue", "due this month")


def standing(shown: Shown) -> None:
    """Pre-charge timeliness by unit, and the role that oversees it."""
    table = tables.standing(shown.pack)
    st.header(f"Standing item. {plain(standing_finding(shown.pack))}", anchor=False)
    overseers = {unit.overseer for unit in shown.pack.standing}
    if len(overseers) == 1 and (role := overseers.pop()):
        st.markdown(f"Overseen in every unit by: {plain(role)}.")
        _html(table, key="standing", without="Overseen by")
    else:
        _html(table, key="keep-4-standing", last=["Overseen by"])
    for words in table.below:
        st.caption(plain(words))


def actions(shown: Shown) -> None:
    """Which actions worked, what is overdue and what falls due; then every action."""
    pack = shown.pack
    st.header(plain(actions_finding(pack)), anchor=False)
    if begun := worked_lines(pack.actions):
        lines = [f"- **{words}:** {plain(names)}." for words, names in begun]
        st.markdown("\n".join(["Of the actions that have begun:", "", *lines]))
    titles = {row.key: row.title for row in pack.rows}
    soon = f"Due in {month_words(next_month(pack.month))}"
    for state, head in zip(_STATES, ("Overdue", soon), strict=True):
        found = [a for a in pack.actions if a.state == state]
        if found:
            st.subheader(head, anchor=False)
            st.markdown("\n".join(_action(a, titles) for a in found))
    if pack.actions:
        with st.expander(f"Every action, and whether it worked ({len(pack.actions)})"):
            _html(plan_tables.actions(pack), key="keep-3-actions", last=["Owner", "Units", "Due"])
            _html(plan_tables.evidence(pack), key="evidence")
    else:
        st.markdown("No action has been entered in the improvement plan.")


def _action(action: ActionLine, titles: dict[str, str]) -> str:
    units = f", {plain(', '.join(action.units))}" if action.units else ""
    due = f", due {day_words(action.due)}" if action.due else ""
    words = f"- **{plain(action.what)}** ({plain(action.owner)}{units}){due}"
    effects = plan_tables.effect_words(action, titles)
    return "\n".join([words, *(f"    - {plain(e)}" for e in effects)])


def data_behind(shown: Shown) -> None:
    """How good the data is, an extract a line."""
    st.header(plain(data_finding(shown.pack)), anchor=False)
    lines = [f"- **{plain(d.title)}:** {plain(d.says)}" for d in shown.pack.data]
    st.markdown("\n".join(lines) or NONE)


def _html(table: Table, *, key: str, last: Sequence[str] = (), without: str = "") -> None:
    """A table of HTML: what people wrote stands in it as text.

    last: the columns at its end, which a phone leaves out; without: one that is left out.
    """
    if not table.rows:
        return
    cells = [[plain(c) for c in row] for row in table.rows]
    order = [*(h for h in table.header if h not in (*last, without)), *last]
    frame = pd.DataFrame(cells, columns=list(table.header))[order]
    with st.container(key=key):
        st.table(frame.style.hide(axis="index"), border="horizontal")

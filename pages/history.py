"""History: every publication and undo, which extracts came, what still waits; and undo itself."""

import streamlit as st

from pages import (
    history_calendar_parts,
    history_list_parts,
    history_undo_parts,
    history_waiting_parts,
    parts,
    signed_in,
)

signed_in.require("publish")
head = st.container()
extract = history_list_parts.extract()
asked = [history_list_parts.check_link(extract), history_calendar_parts.check_link(extract)]
with head:
    parts.header("History", (), history_list_parts.EXTRACT, *asked)
    st.markdown(
        "Every file that was published: who published it, when, and what it changed. Nothing is ever overwritten: "
        "an undo is a new entry."
    )
history_list_parts.entries(extract)
history_undo_parts.entry(extract)
history_calendar_parts.calendar(extract)
history_waiting_parts.waiting()

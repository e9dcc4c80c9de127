"""History: every publication and undo, which extracts came, what still waits; and undo itself."""

import streamlit as st

from pages import parts, signed_in
from pages.history_page import calendar_parts, list_parts, undo_parts, waiting_parts

signed_in.require("publish")
head = st.container()
extract = list_parts.extract()
asked = [list_parts.check_link(extract), calendar_parts.check_link(extract)]
with head:
    parts.header("History", (), list_parts.EXTRACT, *asked)
    st.markdown(
        "Every file that was published: who published it, when, and what it changed. Nothing is ever overwritten: "
        "an undo is a new entry."
    )
list_parts.entries(extract)
undo_parts.entry(extract)
calendar_parts.calendar(extract)
waiting_parts.waiting()

"""Improvement plan: what is done about each issue, whose it is, how it stands, and whether it worked."""

import streamlit as st

from pages import parts, signed_in
from pages.plan_page import list_parts, steps_parts

who = signed_in.require("see figures")
list_parts.check_links()
parts.header("Improvement plan", (), *list_parts.OWN)
kept = list_parts.held()
if kept is None:
    st.stop()
list_parts.standing(kept)
if list_parts.part() == list_parts.STEPS:
    steps_parts.steps(kept, who)
else:
    list_parts.actions(kept, who)

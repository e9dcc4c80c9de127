"""Improvement plan: what is done about each issue, whose it is, how it stands, and whether it worked."""

import streamlit as st

from pages import parts, plan_parts, plan_steps_parts, signed_in

who = signed_in.require("see figures")
plan_parts.check_links()
parts.header("Improvement plan", (), *plan_parts.OWN)
kept = plan_parts.held()
if kept is None:
    st.stop()
plan_parts.standing(kept)
if plan_parts.part() == plan_parts.STEPS:
    plan_steps_parts.steps(kept, who)
else:
    plan_parts.actions(kept, who)

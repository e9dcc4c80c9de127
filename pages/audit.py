"""Audit: who did what and when, for administrators to read and to export."""

import streamlit as st

from pages import audit_parts, signed_in

who = signed_in.require("see audit")
st.title("Audit", anchor=False)
audit_parts.log(who)

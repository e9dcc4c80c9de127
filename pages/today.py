"""Today: what needs doing today, where, and is today's data here?"""

import streamlit as st

from pages import case_parts, changed_parts, parts, shared, signed_in, today_parts, where_parts
from pages.plan_page import on_today_parts

signed_in.require("see figures")
parts.header("Today")
if shared.is_empty():
    parts.how_to_load()
    st.stop()
chosen = shared.chosen()
today_parts.headline(chosen)
on_today_parts.overdue(chosen)
changed = st.container()  # filled last: a store just published is counted for it once more
today_parts.issues(chosen)
where_parts.units(chosen)
case_parts.listed(chosen)
with changed:
    changed_parts.changes(chosen)

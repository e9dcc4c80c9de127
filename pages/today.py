"""Today: what needs doing today, where, and is today's data here?"""

import streamlit as st

from pages import changed_parts, parts, shared, today_parts, where_parts

parts.header("Today")
if shared.is_empty():
    parts.how_to_load()
    st.stop()
chosen = shared.chosen()
today_parts.headline(chosen)
changed = st.container()  # filled last: a store just published is counted for it once more
today_parts.issues(chosen)
where_parts.units(chosen)
where_parts.cases(chosen)
with changed:
    changed_parts.changes(chosen)

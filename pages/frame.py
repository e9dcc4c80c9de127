"""The frame that every request runs through: the pages, the filters and what every page says."""

import streamlit as st

from extracts.errors import DashboardError
from pages import data, shared

PAGES = [
    st.Page("today.py", title="Today", default=True),
    st.Page("legal_decision_quality.py", title="Legal decision quality"),
    st.Page("charging_and_disclosure.py", title="Charging and disclosure"),
    st.Page("victim_letters.py", title="Victim letters"),
    st.Page("unit.py", title="Unit"),
    st.Page("how_it_is_counted.py", title="How it is counted"),
]

page = st.navigation(PAGES)
try:
    st.set_page_config(page_title=f"{page.title} – {data.area().name}", layout="wide")
    shared.style()
    shared.filters()
    page.run()
except DashboardError as why:
    st.error(str(why))

"""Victim letters: how improvement issue 3 is going, unit by unit."""

import streamlit as st

from pages import data, issue_parts, shared
from pages.parts import count

issue_parts.page(3)
unknown = data.letters_unknown(shared.chosen())
if unknown:
    owed, not_sent, day = unknown
    st.markdown(
        f"**Entitlement not recorded:** {count(owed, 'letter')} owed in the months shown, {not_sent:,} of them "
        f"not sent by {day:%a %d %b %Y}. They are in neither standard, and in no share above."
    )

"""Victim letters: how improvement issue 3 is going, unit by unit."""

import streamlit as st

from pages import counted, issue_parts, shared, signed_in
from pages.parts import count

signed_in.require("see figures")
issue_parts.page(3)
unknown = counted.letters_unknown(shared.chosen())
if unknown and unknown[0]:
    owed, not_sent, day = unknown
    left = f"{not_sent:,} of them not sent" if owed > 1 else "not sent" if not_sent else "sent"
    st.markdown(
        f"**Entitlement not recorded:** {count(owed, 'letter')} owed in the months shown, {left} "
        f"by {day:%a %d %b %Y}. Such letters are in neither standard, and in no share above."
    )

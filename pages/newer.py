"""Whether others have published, or changed the plan, since the page was drawn: a notice with a button, and nothing else.

It looks on its own, without the page, and leaves the page as it is: whoever reads it decides.
"""

import streamlit as st

from extracts.errors import StoreError
from pages import data
from plan.log import TABLE

EVERY = 30  # seconds between two looks; one costs the server 7 to 23 ms
_DRAWN = "drawn from"


def watch() -> None:
    """Remember what the page is about to be drawn from, and look every half minute for newer data."""
    st.session_state[_DRAWN] = dict(data.versions())
    _notice()


@st.fragment(run_every=EVERY)
def _notice() -> None:
    try:
        now, drawn = data.versions(), st.session_state.get(_DRAWN, {})
    except StoreError:  # the page itself says so when it is drawn next
        return
    changed = {key for key in now if now[key] != drawn.get(key)}
    if not changed:
        return
    is_plan = changed == {TABLE}
    words = "The improvement plan has been changed." if is_plan else "New data has been published."
    with st.container(key="newer"):
        # A region that says so politely: it comes into the page with its words, which browsers tell
        # screen readers of without moving the reader to it.
        st.html(f'<p role="status" aria-live="polite">{words}</p>')
        if st.button(
            "Plan changed: refresh" if is_plan else "New data: refresh", key="newer-refresh"
        ):
            st.rerun()

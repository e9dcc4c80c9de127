"""Whether others have published since the page was drawn: a notice with a button, and nothing else.

It looks on its own, without the page, and leaves the page as it is: whoever reads it decides.
"""

import streamlit as st

from extracts.errors import StoreError
from pages import data

EVERY = 30  # seconds between two looks; one costs the server 7 to 23 ms
_DRAWN = "drawn from"


def watch() -> None:
    """Remember what the page is about to be drawn from, and look every half minute for newer data."""
    st.session_state[_DRAWN] = dict(data.versions())
    _notice()


@st.fragment(run_every=EVERY)
def _notice() -> None:
    try:
        is_newer = data.versions() != st.session_state.get(_DRAWN)
    except StoreError:  # the page itself says so when it is drawn next
        return
    if not is_newer:
        return
    with st.container(key="newer"):
        # A region that says so politely: it comes into the page with its words, which browsers tell
        # screen readers of without moving the reader to it.
        st.html('<p role="status" aria-live="polite">New data has been published.</p>')
        if st.button("New data: refresh", key="newer-refresh"):
            st.rerun()

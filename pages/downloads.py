"""Files of cases: for one person, and recorded in the audit log before they are given."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

import streamlit as st
from streamlit import runtime

from access.claims import SignInExpired
from access.events import What, record
from access.made_for import media_type
from access.roles import Person
from extracts.errors import StoreError
from pages import data, signed_in

_WITHIN = 20  # seconds to record and make a file


class _Asked:
    """What came of a click, which Streamlit works off beside the run of the page."""

    def __init__(self) -> None:
        self.why_not = ""
        self.content: bytes | None = None
        self._is_over = Event()

    def over(self) -> None:
        """It is over: something was given, or there is a reason why not."""
        self._is_over.set()

    def wait(self) -> None:
        """Wait until it is over."""
        self._is_over.wait(_WITHIN)


# A fragment: where the whole page runs again on a click, Streamlit may drop its answer to it.
@st.fragment
def of_cases(
    label: str,
    make: Callable[[], bytes],
    file: str,
    who: Person,
    *,
    detail: str,
    key: str,
    kind: str = "text/csv",
    what: What = "download of cases",
) -> None:
    """A button that gives a file to this person alone; if it cannot be recorded, words instead.

    who: the person, who may have it. detail: what is in it, for the audit log. key: of the button on
    its page.
    """
    before, now = st.session_state.get(f"asked for {key}"), _Asked()
    st.session_state[f"asked for {key}"] = now
    store, mine = data.store(), media_type(kind, who)
    check = signed_in.still_signed_in()

    def given() -> bytes:
        try:
            check()
            at = datetime.now(UTC)
            record(store, who=who.name, role=who.role, what=what, detail=detail, now=at)
            now.content = make()
        except SignInExpired as why:
            now.why_not = f"Nothing was downloaded. {why}"
            raise
        except StoreError as why:
            now.why_not = (
                "Nothing was downloaded: every such file is recorded in the audit log first, and that "
                f"cannot be written. {why.on_screen}"
            )
            raise
        finally:
            now.over()
        return now.content

    if st.download_button(label, given, file, mine, key=key) and before:
        before.wait()
        if before.why_not:
            st.error(before.why_not)
        elif before.content is not None:
            # Streamlit throws a file made on a click away as soon as other pages have run twice,
            # be it fetched or not; as one of this page it stays until the page runs again.
            runtime.get_instance().media_file_mgr.add(
                before.content,
                mine,
                f"given {key}",
                file_name=file,
                is_for_static_download=True,
            )

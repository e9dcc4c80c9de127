"""The plan as a file: down as CSV, and back, with what it would change shown before it is saved."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from access.roles import Person
from extracts.errors import DashboardError
from pages import data, known, signed_in
from pages.parts import count, plain
from pages.plan_page import plan_editing
from plan.actions import actions_in
from plan.file_rows import Keep
from plan.files import MOST_BYTES, to_file
from plan.loading import Preview, load, preview
from plan.log import Held
from plan.words import loaded_line, preview_lines

_WHOSE: dict[Keep, str] = {
    "theirs": "What the plan has now",
    "mine": "What the file has",
}
_TURN, _TOLD = "plan file turn", "plan file told"


def files(kept: Held, who: Person) -> None:
    """The whole plan to download; and for those who may, a file to bring in."""
    st.header("The plan as a file", anchor=False)
    n = len(every := actions_in(kept))
    if n:
        st.download_button(
            f"Download {count(n, 'action')} as CSV",
            lambda: to_file(every),
            f"improvement_plan_{known.today():%Y-%m-%d}.csv",
            "text/csv",
            on_click="ignore",
            key="plan-csv",
        )
    if who.may("edit plan"):
        _bring_in()


def _bring_in() -> None:
    """A file, what it would change, and the button that does so."""
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told))
    dropped = st.file_uploader(
        "Bring actions in from a CSV or Excel file with the headings of the one to download",
        type=["csv", "xlsx"],
        key=f"plan-file-{st.session_state.get(_TURN, 0)}",
        max_upload_size=MOST_BYTES >> 20,
    )
    if dropped is None:
        return
    file = dropped.name, dropped.getvalue()
    if (found := _preview(*file)) is None:
        return
    place = st.container()
    if found.n_clashes:
        # what is chosen is of this file and of what others have saved, and of nothing later
        asked = hash((file, *(row.clashes for row in found.rows)))
        keep = st.radio(
            f"{count(found.n_clashes, 'field was', 'fields were')} changed by the file and by others since it was "
            "exported: which should stand?",
            list(_WHOSE),
            format_func=_WHOSE.get,
            index=None,
            key=f"plan-file-keep-{asked}",
        )
        found = _preview(*file, keep) if keep else found
        if found is None:
            return
    place.markdown("\n".join(f"- {plain(line)}" for line in preview_lines(found)))
    n = len(found.new) + len(found.changed)
    if found.n_clashes and not found.keep:
        st.markdown("Nothing of the file is saved before you choose which should stand.")
    elif not n:
        st.markdown("The plan has all of it already: there is nothing to save.")
    elif st.button(f"Save {count(n, 'action')}", key="plan-load"):
        _load(found)


def _preview(name: str, content: bytes, keep: Keep | None = None) -> Preview | None:
    """What the file would do; None, with words, where it is refused."""
    try:
        return preview(
            data.store(),
            content,
            name,
            known=plan_editing.vocabulary(),
            today=known.today(),
            keep=keep,
        )
    except DashboardError as why:
        st.error(_listed(getattr(why, "faults", ()) or (why.on_screen,)))
        return None


def _load(found: Preview) -> None:
    who = signed_in.require("edit plan")
    try:
        load(
            data.store(),
            found,
            known=plan_editing.vocabulary(),
            who=who.name,
            now=datetime.now(UTC),
            today=known.today(),
        )
    except DashboardError as why:
        st.error(plain(why.on_screen))
        return
    data.look_again()
    st.session_state[_TOLD] = f"{found.name}. {loaded_line(found)}"
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def _listed(faults: Sequence[str]) -> str:
    return "Nothing of the file was taken.\n\n" + "\n".join(f"- {plain(f)}" for f in faults)

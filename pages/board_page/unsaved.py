"""What is typed in the box of a commentary: kept while the page is used, and told of where it is not saved."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from packs.content import Row
from pages import parts
from pages.board_page.shown_packs import Shown
from pages.parts import plain

_KINDS = ("text", "seen", "was")  # what is typed, and what the writer saw first


def key(kind: str, month: date, row: Row) -> str:
    """Where something of a measure's box is kept in the session: its text, or what its writer saw."""
    assert kind in _KINDS
    return f"board {kind} {month:%Y-%m} {row.key}"


def forget(month: date, row: Row) -> None:
    """The box of a measure shows what stands, when the page is drawn again."""
    for kind in _KINDS:
        st.session_state.pop(key(kind, month, row), None)


def unsaved(shown: Shown) -> list[Row]:
    """The measures of which somebody typed what is not kept, whichever is looked at now."""
    return [row for row in shown.pack.rows if _differs(shown.pack.month, row)]


def _differs(month: date, row: Row) -> bool:
    text = st.session_state.get(key("text", month, row))
    # what others saved since is not this writer's text
    was = st.session_state.get(key("was", month, row), row.commentary)
    return text is not None and text.strip() not in (row.commentary, was.strip())


def told(shown: Shown, rows: Sequence[Row]) -> None:
    """Each text that would be lost, and a button that drops it."""
    for row in rows:
        name = parts.lower(row.title)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":orange[■] **Your text on {plain(name)} is not saved.**", width="content")
            if st.button(f"Leave {name} as it was", key=f"board-drop-{row.key}"):
                forget(shown.pack.month, row)
                st.rerun()
    if rows:
        st.caption(
            "Nothing is issued until it is saved, under Commentary above, or left as it was."
        )

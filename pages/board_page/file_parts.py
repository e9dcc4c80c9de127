"""The pack that is shown as files: made on a click, and kept. There is no case in any of them."""

import streamlit as st

from packs.files import file_name
from pages.board_page import shown_packs
from pages.board_page.shown_packs import Shown

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "pptx": ("PowerPoint", f"{_OFFICE}.presentationml.presentation"),
    "pdf": ("PDF", "application/pdf"),
    "xlsx": ("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
}


def files(shown: Shown) -> None:
    """A button a form."""
    with st.container(horizontal=True, width="content", key="board-files"):
        for form, (label, kind) in _KINDS.items():
            st.download_button(
                label,
                lambda form=form: shown_packs.file(shown, form),
                file_name(shown.pack, shown.issued, form),
                kind,
                on_click="ignore",
                key=f"board-{form}",
                help=f"The whole pack as {label}",
            )

"""The list of an extract's publications and undos, the newest first, to read or to download."""

import pandas as pd
import streamlit as st

from access.made_for import media_type
from extracts.export import to_csv
from extracts.extract import Extract
from extracts.history_file import history_table
from extracts.publications import Publication, live
from extracts.registry import EXTRACTS
from metrics.series import NONE
from pages import data, shared, signed_in
from pages.history_page import history_words
from pages.parts import count, plain

EXTRACT = "extract"  # the parameter of the address
A_PAGE = 20  # entries on the screen at once
WIDTH = 360  # pixels, of a list to choose from


def extract() -> Extract:
    """The extract whose history is shown."""
    titles = {e.title: e for e in EXTRACTS.values()}
    shared.check_link("Extract", EXTRACT, list(titles))
    return titles[shared.choice("Extract", list(titles), EXTRACT, width=WIDTH)]


def number_key(extract: Extract) -> str:
    """The parameter that says which entry of an extract is shown in full."""
    return f"{extract.key}_no"


def numbered(history: list[Publication]) -> dict[str, Publication]:
    """The entries as people choose them, the newest first."""
    return {f"No. {p.number}": p for p in reversed(history)}


def check_link(extract: Extract) -> str:
    """Words where the link asks for an entry that is not there; the parameter's name."""
    if history := data.history(extract):
        shared.check_link("Entry", number_key(extract), list(numbered(history)))
    return number_key(extract)


def entries(extract: Extract) -> None:
    """The newest entries of the history in words; the others a click away; all as a file."""
    history = data.history(extract)
    st.header("Publications and undos", anchor=False)
    if not history:
        st.markdown(f"Nothing was ever published of {plain(extract.title)}.")
        return
    holding = len(live(history))
    holds = "holds" if holding == 1 else "hold"
    st.markdown(f"**{count(len(history), 'entry', 'entries')}**, of which {holding:,} {holds}.")
    page = 1
    pages = -(-len(history) // A_PAGE)
    if pages > 1:
        page = st.pagination(pages, key=f"{extract.key}_page", bind="query-params")
    newest_first = history[::-1][(page - 1) * A_PAGE : page * A_PAGE]
    shown = pd.DataFrame([_row(p, history) for p in newest_first])
    with st.container(key="keep-3-history"):
        st.table(shown.style.hide(axis="index"), border="horizontal")
    st.download_button(
        f"Download {count(len(history), 'entry', 'entries')} as CSV",
        lambda: to_csv(history_table(extract, history)),
        f"history_{extract.key}.csv",
        media_type("text/csv", signed_in.require("publish")),
        on_click="ignore",
    )


def _row(p: Publication, history: list[Publication]) -> dict[str, str]:
    return {
        "No.": str(p.number),
        "What": history_words.what(p, history),
        "Extract's own day": history_words.day(p.extract_day) if p.extract_day else NONE,
        "Published": f"{history_words.moment(p.at)}, by {plain(p.who)}",
        "Rows": history_words.fared(p),
        "Effect": history_words.effect(p),
        "Note": plain(p.note) if p.note else NONE,
    }

"""Beside an issued pack: what is known otherwise by now, such as late data."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from extracts.errors import DashboardError
from packs.issuing.late_figures import Difference
from packs.words.since_words import since_table
from pages import parts
from pages.board_page import shown_packs
from pages.board_page.shown_packs import Shown
from pages.parts import plain

_FEW = 8  # figures of the pack's month that are said in full; the others stand in a table


def changed_since(shown: Shown) -> None:
    """Of an issued pack: what is known otherwise by now."""
    if shown.issued is None:
        return
    st.subheader("What has changed since", anchor=False)
    try:
        found = shown_packs.changed_since(shown)
    except DashboardError as why:
        st.markdown(f"It cannot be told. {plain(why.on_screen)}")
        return
    if not found:
        st.markdown("Nothing: as known now, every figure is as it was issued.")
        return
    said = _first(found, shown)
    st.markdown("The figures below are as they were issued. Known otherwise by now:")
    st.markdown("\n".join(f"- {plain(d.says)}" for d in said))
    if len(found) > len(said):
        with st.expander(
            f"All that differs: {parts.count(len(found), 'figure or word', 'figures and words')}"
        ):
            _all(found)


def _first(found: Sequence[Difference], shown: Shown) -> Sequence[Difference]:
    """What the Board would be told otherwise: the headline, why, verdicts, and figures of the month."""
    told = [d for d in found if d.kind in ("headline", "step", "verdict")]
    figures = [d for d in found if d.kind == "figure" and d.month == shown.pack.month]
    return [*told, *figures[:_FEW]] or found[:_FEW]


def _all(found: Sequence[Difference]) -> None:
    table = since_table(found)
    st.dataframe(
        pd.DataFrame(table.rows, columns=list(table.header)),
        hide_index=True,
        alt="What differs from the issued pack",
    )

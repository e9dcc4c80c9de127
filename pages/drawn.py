"""A chart on a page: in the theme's look, with words for who does not see it, scrolling where it must."""

from typing import Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.theme import CONFIG
from pages import shared

# The least width of a chart on a screen: style.css has it, and a narrower window scrolls, from the
# newest month where that is at the right.
Least = Literal["wide", "newest", "half"]


def chart(
    figure: go.Figure, *, key: str, alt: str, least: Least, table: pd.DataFrame | None = None
) -> None:
    """The chart, and its figures one click away.

    key: its own on the page. least: on a phone none has any. table: as words and numbers; None where
    another table of the page has them.
    """
    with st.container(key=f"{'none' if shared.is_phone() else least}-chart-{key}"):
        st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt)
    if table is not None and len(table):
        with st.expander("The figures of this chart"):
            st.dataframe(table, hide_index=True, height=min(420, 38 + 35 * len(table)), alt=alt)

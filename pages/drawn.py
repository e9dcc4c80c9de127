"""A chart on a page: in the theme's look, with words for who does not see it, scrolling where it must."""

from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from charts.theme import CONFIG
from pages import shared

# The least width of a chart on a screen: style.css has it, and a narrower window scrolls.
Least = Literal["wide", "half", "none"]


def chart(figure: go.Figure, *, key: str, alt: str, least: Least) -> None:
    """The chart. key: its own on the page. least: on a phone none has any."""
    with st.container(key=f"{'none' if shared.is_phone() else least}-chart-{key}"):
        st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt)

"""Board: the month as the Area Strategic Board is told of it, from one pack."""

import streamlit as st

from pages import signed_in
from pages.board_page import (
    beside_parts,
    chart_parts,
    keep_parts,
    matrix_parts,
    since_parts,
    top_parts,
)

person = signed_in.require("see figures")
st.title("Board", anchor=False)
shown = top_parts.top()
if shown is None:
    top_parts.without_months()
    st.stop()
since_parts.changed_since(shown)
matrix_parts.matrix(shown)
beside_parts.standing(shown)
chart_parts.charts(shown)
beside_parts.actions(shown)
beside_parts.data_behind(shown)
keep_parts.papers(shown, person)

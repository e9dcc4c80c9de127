"""Board: the month as the Area Strategic Board is told of it, from one pack."""

import streamlit as st

from pages import (
    board_chart_parts,
    board_keep_parts,
    board_matrix_parts,
    board_plan_parts,
    board_since_parts,
    board_top_parts,
    signed_in,
)

person = signed_in.require("see figures")
st.title("Board", anchor=False)
shown = board_top_parts.chosen()
if shown is None:
    board_top_parts.without_months()
    st.stop()
board_matrix_parts.minute(shown)
board_since_parts.changed_since(shown)
board_matrix_parts.matrix(shown)
board_plan_parts.standing(shown)
board_chart_parts.charts(shown)
board_plan_parts.actions(shown)
board_plan_parts.data_behind(shown)
board_keep_parts.papers(shown, person)

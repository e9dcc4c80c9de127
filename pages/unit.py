"""Unit: everything about one unit on one page, and the cases behind it."""

import streamlit as st

from pages import (
    case_parts,
    parts,
    shared,
    signed_in,
    today_parts,
    unit_beside_parts,
    unit_parts,
    where_parts,
)

signed_in.require("see figures")
chosen = shared.chosen()
parts.header(chosen.unit or "Unit")
if shared.is_empty():
    parts.how_to_load()
    st.stop()
if chosen.unit is None:
    st.markdown("Choose a unit, here or at the side: this page then shows everything about it.")
    where_parts.units(chosen)
    st.stop()
today_parts.headline(chosen)
unit_parts.what_matters(chosen)
unit_parts.measures(chosen)
unit_parts.waiting(chosen)
case_parts.listed(chosen)
unit_beside_parts.marks(chosen)
unit_beside_parts.places(chosen)

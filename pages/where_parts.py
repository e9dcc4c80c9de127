"""Where Today's numbers come from: a row a unit."""

import pandas as pd
import streamlit as st

from extracts.registry import EXTRACTS
from metrics.groups import GROUPS, MEASURES
from pages import counted, data, known, shared
from pages.filters import Filters
from pages.parts import count, plain, share


def units(chosen: Filters) -> None:
    """A row a unit, the one with the most overdue first: what is overdue, and what falls due."""
    st.header("Where it is overdue, the most first", anchor=False)
    table = counted.overdue_table(MEASURES, chosen)
    if table.empty:
        st.markdown("Nothing is overdue, due or recently due.")
        return
    shown = pd.DataFrame({"Unit": [_unit_link(u) for u in table["unit"]]})
    for group in GROUPS:
        has_data = known.fresh(EXTRACTS[group.extract], chosen.as_at).newest is not None
        shown[group.title] = [
            _overdue(*line) if has_data else "no data"
            for line in zip(table[group.title], table[f"{group.title} oldest"], strict=True)
        ]
    shown["Due today"], shown["Next five working days"] = table["due_today"], table["due_soon"]
    shown["On time, last 28 days"] = [
        share(a, b) for a, b in zip(table["fell_due_on_time"], table["fell_due"], strict=True)
    ]
    st.caption(
        "How many are overdue (past their due day and not finished, as at each extract's own day), and in "
        "brackets how long the oldest is past its due day. What falls due, counted from each extract's own day, and on "
        "time are of all these columns together. A unit's name opens its page."
    )
    with st.container(key="keep-4-units"):
        st.table(shown.style.format(thousands=",").hide(axis="index"), border="horizontal")


def _overdue(n: int, oldest: int) -> str:
    return f"{n:,} ({count(oldest, 'day')})" if n else "0"


def _unit_link(unit: str) -> str:
    return f"[{plain(data.area().short_names.get(unit, unit))}](unit{shared.link(unit=unit)})"

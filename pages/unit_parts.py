"""The parts of a unit's page: its measures beside the Area's, what waits, lost marks, its places."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from metrics.backlog import AGE_BANDS, BAND_WORDS, backlog
from metrics.measure import ISSUES, Measure
from metrics.series import NONE, in_words
from pages import data, first_words, issue_parts, judged, measure_table, shared
from pages.filters import Filters
from pages.measure_sections import time_parts
from pages.measure_table import Head, Row


def what_matters(chosen: Filters) -> None:
    """The unit's sentences, worst first."""
    everything = replace(chosen, months=0)
    measures = list(data.all_measures().values())
    for words in data.kept(
        "first words", 0, everything, make=lambda: first_words.first_words(measures, chosen)
    ):
        st.markdown(words)


def measures(chosen: Filters) -> None:
    """A table an issue: the unit's figure, with that of all units beside it."""
    others = [
        Head("area", "All units", "figure spare"),
        Head("target", "Target", "target"),
        Head("overdue", "Overdue now", "spare number"),
        Head("says", "In words", "words"),
    ]
    for issue, title in ISSUES.items():
        rows = data.kept(
            "unit's measures",
            *(issue, chosen, shared.theme(), shared.link()),
            make=lambda issue=issue: _rows(issue, chosen),
        )
        if rows:
            st.header(title, anchor=False)
            rows, of_month = measure_table.dated(rows)
            heads = [Head("figure", of_month, "figure"), *others]
            measure_table.table(
                rows, heads, label=f"{title}: {chosen.unit}", line_head="Last 24 months"
            )


def _rows(issue: int, chosen: Filters) -> list[Row]:
    """The measures of an issue that have a whole month; each links to its issue's page."""
    found = []
    for m in data.all_measures().values():
        if m.issue != issue:
            continue
        row = issue_parts.row(m, chosen, issue)
        if row is None:
            continue
        cells = {**row.cells, "area": _area(m, chosen)}
        found.append(replace(row, link=f"{issue_parts.PATHS[issue]}{row.link}", cells=cells))
    return found


def _area(measure: Measure, chosen: Filters) -> str:
    found = judged.told(measure, replace(chosen, unit=None))
    pair = judged.newest(found) if found else None
    return in_words(measure, pair[0]) if pair else NONE


def waiting(chosen: Filters) -> None:
    """What is open, by age, of every clock, and over the last weeks for what waits to be charged."""
    table = data.kept("unit's ages", chosen, make=lambda: _ages(chosen))
    if not table.empty:
        st.header("What is open, by age", anchor=False)
        with st.container(key="keep-4-ages"):
            shown = table.style.format(thousands=",", na_rep=NONE)
            st.table(shown.hide(axis="index"), border="horizontal")
        st.caption(
            "Calendar days since each was received, triggered or owed. Victim letters on time are those with and "
            "without enhanced rights together."
        )
    measure = data.all_measures()["charging_waiting"]
    time_parts.backlog(measure, chosen, title=measure.title)


def _ages(chosen: Filters) -> pd.DataFrame:
    lines = []
    for m in data.all_measures().values():
        found = data.measure_counts(m, chosen) if m.clock else None
        if found is None or found[0].empty or m.headline == "sent_share":
            continue
        (now,) = backlog(found[0], as_of=found[1]).to_dict("records")
        if now["open"]:
            overdue = now["overdue"] if m.standard != "none" else pd.NA
            bands = {BAND_WORDS[b]: now[b] for b in reversed(AGE_BANDS)}
            lines.append({"Measure": m.title, "Open": now["open"], "Overdue": overdue, **bands})
    return pd.DataFrame(lines).astype({"Overdue": "Int64"} if lines else {})

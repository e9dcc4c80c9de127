"""The parts of a unit's page: its measures beside the Area's, what waits, lost marks, its places."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from extracts.registry import EXTRACTS
from metrics.backlog import AGE_BANDS, BAND_WORDS, backlog
from metrics.lost_marks import lost_marks
from metrics.measure import ISSUES, Measure
from metrics.reviews import REVIEW_NEEDS
from metrics.series import NONE, figure, in_words, percent
from pages import (
    consistency_parts,
    counted,
    data,
    first_words,
    issue_parts,
    judged,
    measure_table,
    shared,
    time_parts,
)
from pages.filters import Filters
from pages.measure_table import Head, Row
from pages.parts import count, plain, share

_QUESTIONS = 3  # of each theme, those that lost most


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
            st.table(table.style.format(thousands=",").hide(axis="index"), border="horizontal")
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
            overdue = f"{now['overdue']:,}" if m.standard != "none" else NONE
            bands = {BAND_WORDS[b]: now[b] for b in AGE_BANDS}
            lines.append({"Measure": m.title, "Open": now["open"], "Overdue": overdue, **bands})
    return pd.DataFrame(lines)


def marks(chosen: Filters) -> None:
    """The themes of the unit's reviews, the lowest first, and the questions that lose it most."""
    table = data.kept("unit's marks", replace(chosen, months=0), make=lambda: _marks(chosen))
    if table.empty:
        return
    st.header("Where reviews lose marks", anchor=False)
    st.table(table.style.hide(axis="index"), border="horizontal")
    st.caption(
        f"Reviews of the last 12 whole months. In brackets, the score of each question and its answers; a question of fewer "
        f"than {data.area().small_number} reviews says little."
    )


def _marks(chosen: Filters) -> pd.DataFrame:
    lines = []
    for key in ("review_score", "letters_quality"):
        measure = data.all_measures()[key]
        months = counted.first_and_last(measure, chosen)
        day = counted.data_day(measure, chosen)
        if months is None or day is None:
            continue
        found = lost_marks(
            data.rows(EXTRACTS[measure.extract], chosen, REVIEW_NEEDS),
            kinds=measure.kinds,
            first=months[0],
            last=(pd.Timestamp(months[1]) + pd.offsets.MonthEnd()).date(),
            as_of=day,
            small_number=data.area().small_number,
        )
        for theme, questions in found.groupby("theme", sort=False):
            worst = questions[questions["lost"] > 0].head(_QUESTIONS).to_dict("records")
            lines.append(
                {
                    "Theme": plain(theme),
                    "Score": f"{percent(questions['theme_score'].iloc[0])} "
                    f"({count(int(questions['n_answers'].sum()), 'answer')})",
                    "Questions that lose most": "; ".join(
                        f"{plain(q['question'])} ({percent(q['score'])}, {count(q['n_answers'], 'answer')})"
                        for q in worst
                    )
                    or "none",
                }
            )
    return pd.DataFrame(lines)


_PLACES = {
    "usual": "as the others, but for chance",
    "low": "lower than 19 in 20 would be by chance",
    "high": "higher than 19 in 20 would be by chance",
    "very low": "lower than 499 in 500 would be by chance",
    "very high": "higher than 499 in 500 would be by chance",
}


def places(chosen: Filters) -> None:
    """Where the unit stands among the others, measure by measure: its place in each funnel."""
    table = data.kept("unit's places", replace(chosen, months=0), make=lambda: _places(chosen))
    if table.empty:
        return
    st.header("Beside the other units", anchor=False)
    with st.container(key="keep-4-places"):
        st.table(table.style.hide(axis="index"), border="horizontal")
    st.caption(
        "In the last whole month, among the units with enough cases; how far apart units are by chance, and by their "
        "usual differences, is allowed for (a funnel, which the pages of the issues draw)."
    )


def _places(chosen: Filters) -> pd.DataFrame:
    lines = []
    for m in data.all_measures().values():
        of = consistency_parts.found(m, chosen)
        if of is None or of.funnel is None or chosen.unit not in of.funnel.units.index:
            continue
        own = of.funnel.units.loc[chosen.unit]
        lines.append(
            {
                "Measure": plain(m.title),
                f"{of.period:%B %Y}": share(int(own["part"]), int(own["whole"])),
                "Its place": _PLACES[own["place"]],
                "All units": figure(m, of.funnel.dispersion.centre),
                "From, to": f"{figure(m, of.now.lowest)} to {figure(m, of.now.highest)} "
                f"({count(of.now.units, 'unit')})",
            }
        )
    return pd.DataFrame(lines).fillna("")

"""The page of an improvement issue: what matters, its measures, and the one that is chosen."""

from dataclasses import replace

import streamlit as st

from extracts.registry import EXTRACTS
from metrics.measure import ISSUES, Measure
from pages import data, first_figures, first_words, judged, measure_table, parts, shared
from pages.filters import Filters
from pages.measure_sections import measure_parts as of_measure
from pages.measure_table import Head, Row
from pages.parts import plain

# What the chosen measure is called in the address: one word a page, or a choice would go to the next.
KEYS = {1: "quality", 2: "timeliness", 3: "letters"}
PATHS = {1: "legal_decision_quality", 2: "charging_and_disclosure", 3: "victim_letters"}


def page(issue: int) -> None:
    """Everything on the page of an issue."""
    measures = [m for m in data.all_measures().values() if m.issue == issue]
    used = {m.extract for m in measures}
    by_title = {m.title: m for m in measures}
    shared.check_link("Measure", KEYS[issue], list(by_title))
    parts.header(ISSUES[issue], [e for e in EXTRACTS.values() if e.key in used], KEYS[issue])
    if shared.is_empty():
        parts.how_to_load()
        return
    chosen = shared.chosen()
    everything = replace(chosen, months=0)
    for words in data.kept(
        "first words", issue, everything, make=lambda: first_words.first_words(measures, chosen)
    ):
        st.markdown(words)
    above = st.container()  # filled once the box has said which row is to be marked
    title = shared.choice("Measure shown below", list(by_title), KEYS[issue])
    with above:
        _overview(issue, measures, chosen, by_title[title])
    of_measure.measure(by_title[title], chosen)


def _overview(issue: int, measures: list[Measure], chosen: Filters, below: Measure) -> None:
    """A row a measure; that of the one shown below is marked."""
    rows = data.kept(
        "overview",
        *(issue, chosen, shared.theme(), shared.link()),
        make=lambda: [r for m in measures if (r := row(m, chosen, issue))],
    )
    without = [m.title for m in measures if m.title not in {r.title for r in rows}]
    rows, of_month = measure_table.dated(rows)
    rows = [replace(r, is_chosen=r.title == below.title) for r in rows]
    heads = [
        Head("figure", of_month, "figure"),
        Head("target", "Target", "target"),
        Head("range", "Usual range", "range spare"),
        Head("overdue", first_figures.OVERDUE_NOW, "spare number"),
        Head("says", "In words", "words"),
    ]
    if rows:
        measure_table.table(
            rows, heads, label=f"{ISSUES[issue]}: its measures", line_head="Last 24 months"
        )
    if without:
        st.markdown(
            f"No whole month with a case of these filters: {plain('; '.join(map(parts.lower, without)))}."
        )


def row(measure: Measure, chosen: Filters, issue: int) -> Row | None:
    """A measure's row in a table; None without a whole month."""
    found = judged.told(measure, chosen)
    pair = judged.newest(found) if found else None
    if found is None or pair is None:
        return None
    line, verdict = pair
    return measure_table.row(
        measure,
        verdict,
        line,
        found.judged.points,
        link=shared.link(**{KEYS[issue]: measure.title}),
        theme=shared.theme(),
        others={
            "month": f"{line['period']:%B %Y}",
            "overdue": first_figures.overdue(measure, found.monthly),
        },
    )

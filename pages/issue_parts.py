"""The page of an improvement issue: what matters, its measures, and the one that is chosen."""

from dataclasses import replace

import streamlit as st

from extracts.registry import EXTRACTS
from metrics import sentences
from metrics.measure import ISSUES, Measure
from metrics.series import Line
from pages import data, issue_words, judged, measure_table, parts, shared, units_parts
from pages import measure_parts as of_measure
from pages.filters import Filters
from pages.measure_table import Head, Row
from pages.parts import plain

# What the chosen measure is called in the address: one word a page, or a choice would go to the next.
KEYS = {1: "quality", 2: "timeliness", 3: "letters"}
PATHS = {1: "legal_decision_quality", 2: "charging_and_disclosure", 3: "victim_letters"}
_SAID = 3  # measures at most that the page begins with


def page(issue: int) -> None:
    """Everything on the page of an issue."""
    measures = [m for m in data.all_measures().values() if m.issue == issue]
    used = {m.extract for m in measures}
    parts.header(ISSUES[issue], [e for e in EXTRACTS.values() if e.key in used])
    if shared.is_empty():
        parts.how_to_load()
        return
    chosen = shared.chosen()
    everything = replace(chosen, months=0)
    for words in data.kept(
        "first words", issue, everything, make=lambda: first_words(measures, chosen)
    ):
        st.markdown(words)
    _overview(issue, measures, chosen)
    by_key = {m.key: m for m in measures}
    key = st.selectbox(
        "Measure shown below",
        list(by_key),
        format_func=lambda k: by_key[k].title,
        key=KEYS[issue],
        bind="query-params",
    )
    of_measure.measure(by_key[key], chosen)


def first_words(measures: list[Measure], chosen: Filters) -> list[str]:
    """What matters most, worst first: each measure that is getting worse or will not reach its target.

    Where none is, so it says; and which units are getting worse, where all are shown.
    """
    said = []
    for m in measures:
        found = judged.told(m, chosen)
        pair = judged.newest(found) if found else None
        if pair:
            said.append((_concern(pair[1]), m, *pair))
    said.sort(key=lambda x: x[0])
    matter = [x for x in said if x[0] < _FINE]
    words = [
        f"**{plain(m.title)}.** {plain(sentences.sentence(m, line, verdict))}"
        for _, m, line, verdict in matter[:_SAID]
    ]
    if said and not matter:
        words.insert(
            0, "Nothing here is getting worse, and no target is out of reach as things are."
        )
    if more := [m.title for _, m, *_ in matter[_SAID:]]:
        words.append(f"Also getting worse or out of reach: {plain('; '.join(more))}.")
    return words + ([] if chosen.unit else _units(measures, chosen))


_FINE = 2


def _nothing_matters(verdicts: list[Line]) -> str:
    if all(v["variation"] == "not judged" for v in verdicts):
        return "No measure here has enough cases to be judged."
    return "Taken together, nothing here is getting worse, and no target is out of reach as things are."


def _units(measures: list[Measure], chosen: Filters) -> list[str]:
    """The units that are getting worse, with their measures."""
    short, worse = data.area().short_names, {}
    for m in measures:
        found = judged.told(m, chosen, units_parts.UNITS)
        verdicts = found.verdicts if found else None
        if verdicts is None:
            continue
        for unit in verdicts.loc[verdicts["variation"] == "concern", "unit"].astype(str):
            worse.setdefault(short.get(unit, unit), []).append(m.title)
    if not worse:
        return []
    said = "; ".join(f"**{plain(u)}** ({plain(', '.join(titles))})" for u, titles in worse.items())
    return [f"Getting worse in {parts.count(len(worse), 'unit')}: {said}."]


def _concern(verdict: Line) -> int:
    """0 what is getting worse, 1 what will not reach its target, from _FINE on all else."""
    if verdict["variation"] == "concern":
        return 0
    if verdict["assurance"] == "will not reach":
        return 1
    return _FINE


def _overview(issue: int, measures: list[Measure], chosen: Filters) -> None:
    rows = data.kept(
        "overview",
        *(issue, chosen, shared.theme(), shared.link()),
        make=lambda: [r for m in measures if (r := row(m, chosen, issue))],
    )
    without = [m.title for m in measures if m.title not in {r.title for r in rows}]
    months = {r.cells["month"] for r in rows} - {""}
    one_month = months.pop() if len(months) == 1 else "Last whole month"
    heads = [
        Head("figure", one_month, "figure"),
        Head("target", "Target", "target"),
        Head("range", "Usual range", "range spare"),
        Head("overdue", "Overdue now", "spare number"),
        Head("says", "In words", "words"),
    ]
    if rows:
        measure_table.table(
            rows, heads, label=f"{ISSUES[issue]}: its measures", line_head="Last 24 months"
        )
    if without:
        st.markdown(f"No whole month of data yet: {plain('; '.join(without))}.")


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
            "overdue": issue_words.overdue(measure, found.monthly),
        },
    )

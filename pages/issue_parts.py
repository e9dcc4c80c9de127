"""The page of an improvement issue: its measures, and the one that is chosen unit by unit."""

import pandas as pd
import streamlit as st

from extracts.registry import EXTRACTS
from metrics.measure import ISSUES, Measure
from metrics.series import NONE, Line, in_words, newest_whole
from pages import counted, data, issue_words, parts, shared, unit_parts
from pages.filters import Filters
from pages.parts import plain

# What the chosen measure is called in the address: one word a page, or a choice would go to the next.
_KEYS = {1: "quality", 2: "timeliness", 3: "letters"}


def page(issue: int) -> None:
    """Everything on the page of an issue."""
    measures = [m for m in data.all_measures().values() if m.issue == issue]
    used = {m.extract for m in measures}
    parts.header(ISSUES[issue], [e for e in EXTRACTS.values() if e.key in used])
    if shared.is_empty():
        parts.how_to_load()
        return
    chosen = shared.chosen()
    with st.container(key="keep-3-overview"):
        table = data.kept("overview", issue, chosen, make=lambda: _overview(measures, chosen))
        st.table(table.style.hide(axis="index"), border="horizontal")
    by_key = {m.key: m for m in measures}
    key = st.selectbox(
        "Measure shown below",
        list(by_key),
        format_func=lambda k: by_key[k].title,
        key=_KEYS[issue],
        bind="query-params",
    )
    _measure(by_key[key], chosen)


def _overview(measures: list[Measure], chosen: Filters) -> pd.DataFrame:
    """A row a measure: the last whole month, the one before, the month so far, and what is late."""
    found = {m.key: f for m in measures if (f := counted.measure_series(m, chosen))}
    months = {k: newest_whole(*f) for k, f in found.items()}
    last = {whole["period"] for whole, _, _ in months.values() if whole}
    one_month = f"{last.pop():%B %Y}" if len(last) == 1 else ""
    of_month = one_month or "Last whole month"
    lines = []
    for m in measures:
        line = {"Measure": plain(m.title)}
        if m.key in months:
            whole, before, so_far = months[m.key]
            month = "" if one_month or not whole else f"{whole['period']:%b %Y}: "
            line[of_month] = month + _words(m, whole)
            line["Month before"] = _words(m, before)
            line["This month so far"] = _words(m, so_far)
            line["Overdue now"] = _overdue(m, found[m.key][0])
        line["Standard"] = plain(m.standard)
        lines.append(line)
    columns = ["Measure", of_month, "Month before", "This month so far", "Overdue now", "Standard"]
    return pd.DataFrame([{c: line.get(c, "no data") for c in columns} for line in lines])


def _words(measure: Measure, line: Line | None) -> str:
    return in_words(measure, line) if line else NONE


def _overdue(measure: Measure, series: pd.DataFrame) -> str:
    if "overdue" not in series or measure.standard == "none":
        return NONE
    return "0" if series.empty else f"{series['overdue'].iloc[-1]:,}"


def _measure(measure: Measure, chosen: Filters) -> None:
    st.header(measure.title, anchor=False)
    area = counted.measure_series(measure, chosen)
    if area is None:
        st.markdown(f"No {EXTRACTS[measure.extract].title.lower()} data yet.")
        return
    sentence = issue_words.sentence(measure, chosen, *area)
    st.markdown(sentence)
    if any(newest_whole(*area)):
        st.caption(_legend(measure))
        unit_parts.chart(measure, chosen, sentence)
    if measure.kinds:
        _themes(measure, chosen)
    unit_parts.table(measure, chosen)
    with st.expander("How it is counted"):
        parts.definition(measure)


def _legend(measure: Measure) -> str:
    in_days = ", in days" if measure.shown_as == "days" else ""
    words = f"Each panel is a unit, by whole months, with the last one's figure{in_days}."
    if measure.shown_as == "count":
        return words
    of = "reviews" if measure.kinds else measure.counting_unit
    return f"{words} Dotted: all units together. Hollow points: fewer than {data.area().small_number} {of}."


def _themes(measure: Measure, chosen: Filters) -> None:
    """Scores by theme: what the reviews found weakest, first."""
    table = data.kept("themes", measure.key, chosen, make=lambda: _theme_table(measure, chosen))
    if table.empty:
        return
    st.subheader("By theme, the lowest first", anchor=False)
    with st.container(key="keep-3-themes"):
        st.table(table.style.hide(axis="index"), border="horizontal")


def _theme_table(measure: Measure, chosen: Filters) -> pd.DataFrame:
    found = counted.measure_series(measure, chosen, by=("theme",))
    assert found is not None
    series, day = found
    lines = []
    for theme, months in series.groupby("theme", observed=True, sort=False):
        whole, before, so_far = newest_whole(months, day)
        lines.append((whole, theme, before, so_far))
    lines.sort(key=lambda x: (x[0] is None or pd.isna(x[0]["value"]), x[0] and x[0]["value"]))
    table = {
        "Theme": [plain(theme) for _, theme, _, _ in lines],
        "Last whole month": [_words(measure, whole) for whole, *_ in lines],
        "Month before": [_words(measure, before) for *_, before, _ in lines],
        "This month so far": [_words(measure, so_far) for *_, so_far in lines],
    }
    return pd.DataFrame(table)

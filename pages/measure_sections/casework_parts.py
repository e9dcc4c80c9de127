"""A measure by casework type, and reviews by theme."""

import pandas as pd
import streamlit as st

from charts.marks import glyph
from metrics import sentences
from metrics.measure import Measure
from metrics.series import NONE, Line, each, in_words, newest_whole
from pages import counted, data, judged
from pages.filters import Filters
from pages.parts import plain


def by_type(measure: Measure, chosen: Filters) -> None:
    """A row a casework type: the last whole month, its usual range, and what changed."""
    if chosen.casework_type:
        return
    found = judged.told(measure, chosen, ("casework_type",))
    if found is None or len(found.verdicts) < 2:
        return
    st.subheader("By casework type", anchor=False)
    table = data.kept("types", measure.key, chosen, make=lambda: _types(measure, chosen))
    with st.container(key="keep-3-types"):
        st.table(table.style.hide(axis="index"), border="horizontal")


def _types(measure: Measure, chosen: Filters) -> pd.DataFrame:
    found = judged.told(measure, chosen, ("casework_type",))
    assert found is not None
    points = found.judged.points
    lines = []
    for verdict in found.verdicts.to_dict("records"):
        kind = verdict["casework_type"]
        newest = points[points["casework_type"] == kind].iloc[-1].to_dict()
        lines.append(
            {
                "Casework type": plain(kind),
                f"{newest['period']:%B %Y}": in_words(measure, newest),
                "In words": f"{glyph(verdict['variation'])} {plain(sentences.short(measure, verdict, newest))}",
                "Usual range": sentences.range_in_words(measure, verdict) or NONE,
            }
        )
    return pd.DataFrame(lines)


def themes(measure: Measure, chosen: Filters) -> None:
    """Scores by theme: what the reviews found weakest, first."""
    table = data.kept("themes", measure.key, chosen, make=lambda: _themes(measure, chosen))
    if table.empty:
        return
    st.subheader("By theme, the lowest first", anchor=False)
    with st.container(key="keep-3-themes"):
        st.table(table.style.hide(axis="index"), border="horizontal")


def _themes(measure: Measure, chosen: Filters) -> pd.DataFrame:
    found = counted.measure_series(measure, chosen, by=("theme",))
    assert found is not None
    series, day = found
    lines = []
    for theme, months in each(series, "theme"):
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


def _words(measure: Measure, line: Line | None) -> str:
    return in_words(measure, line) if line else NONE

"""The Board's minute, and its matrix: a row a measure, by improvement issue."""

import streamlit as st

from charts.marks import glyph
from metrics.measure import ISSUES
from packs.content import Pack, Row
from packs.words.findings import issue_finding
from packs.words.sheet_words import drafted_words, month_words, written_by
from packs.words.tables import compared_months, figure_in
from pages import measure_table, shared
from pages.board_page import key_parts, redrafted, shown_packs
from pages.board_page.shown_packs import Shown
from pages.measure_table import Head, Icon
from pages.parts import plain


def minute(shown: Shown) -> None:
    """The sentences for somebody with one minute, the first of them large."""
    st.header("In one minute", anchor=False)
    first, *others = shown.pack.in_one_minute
    with st.container(key="minute"):
        st.markdown(f"**{plain(first)}**")
        if others:
            st.markdown("\n".join(f"- {plain(words)}" for words in others))


def matrix(shown: Shown) -> None:
    """A table an issue, what needs a decision first; the key of the icons above the first."""
    theme = shared.theme()
    month = month_words(shown.pack.month)
    is_explained = False
    for issue, title in ISSUES.items():
        rows = shown_packs.kept(
            shown,
            *("matrix", issue, theme),
            make=lambda issue=issue: _rows(shown, issue),
        )
        if not rows:
            continue
        st.header(f"{issue}. {plain(issue_finding(shown.pack, issue))}", anchor=False)
        if not is_explained:
            key_parts.key(shown)
            is_explained = True
        heads = [
            Head("figure", month, "figure"),
            Head("target", "Target", "target"),
            Head("compared", "\n".join(compared_months(shown.pack.month)), "compared spare"),
            Head("range", "Usual range", "range spare"),
            Head("says", "In words", "words"),
        ]
        measure_table.table(rows, heads, label=f"{title}: {month}", line_head="Last 24 months")


def _rows(shown: Shown, issue: int) -> list[measure_table.Row]:
    other, rows = redrafted.redrafted(shown), shown.pack.rows
    return [_row(row, shown.pack, row in other) for row in rows if row.issue == issue]


def _row(row: Row, pack: Pack, is_redrafted: bool) -> measure_table.Row:
    """A measure of the pack; its name leads to its charts below."""
    theme, line = shared.theme(), row.area
    notes = (
        [f"{glyph('concern')} Worse than it was: {', '.join(row.worse_units)}."]
        if row.worse_units
        else []
    )
    if row.commentary:
        notes += [written_by(row), drafted_words(row)]
    if is_redrafted:
        notes.append(redrafted.SAYS)
    return measure_table.Row(
        title=row.title,
        link=f"#{row.key}",
        change=Icon.of_variation(line.variation, line.side, theme),
        reach=Icon.of_assurance(row.better, line.assurance, theme) if line.assurance else None,
        cells={
            "figure": figure_in(row, pack.month),
            "target": row.target,
            "compared": f"{row.on_month_before}\n{row.on_year_before}",  # under each other: few words
            "range": row.usual_range,
            "says": row.commentary or f"{row.change}.",
        },
        line=measure_table.drawn_line(
            [float("nan") if p.value is None else p.value for p in line.points],
            [p.meaning for p in line.points],
            theme,
        ),
        notes=tuple(notes),
    )

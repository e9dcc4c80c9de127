"""Each measure of a pack over time: the Area, then its units, drawn once somebody opens it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.marks import glyph
from packs.content import Row
from packs.words.findings import row_finding
from packs.words.month_tables import unit_months
from packs.words.sheet_words import described, edited
from pages import drawn, shared
from pages.board_page import chart_figures, redrafted, shown_packs
from pages.board_page.shown_packs import Shown
from pages.parts import plain

_OPEN = 3  # that open by themselves: two charts each
_MARKS = "◆ better than before · ■ worse than before · ▲ changed · ● usual variation · hollow: too few to judge"


def charts(shown: Shown) -> None:
    """A box a measure, those that are worse than they were open."""
    st.header("Every measure over time", anchor=False)
    st.caption(
        f"{_MARKS}. Solid: the average. Dotted: the usual range. Dashed: the target. "
        "Small charts: a unit each, those of most concern first; dotted grey is the Area."
    )
    rows = shown.pack.rows
    worse = [r for r in rows if r.area.variation == "concern"]
    worse += [r for r in rows if r.worse_units and r not in worse]
    for row in rows:
        st.html(f'<span class="spot" id="{row.key}"></span>')  # where its name in the matrix leads
        drawn_in = st.expander(
            f"{glyph(row.area.variation)} {plain(row_finding(row))}",
            expanded=row in worse[:_OPEN],
            key=f"chart_{row.key}",
            bind="query-params",
        )
        if drawn_in.open:
            with drawn_in:
                _measure(shown, row)


def _measure(shown: Shown, row: Row) -> None:
    st.subheader(plain(row.title), anchor=False)
    st.markdown(plain(row.sentence))
    if row.commentary:
        other = f" {redrafted.SAYS}" if row in redrafted.redrafted(shown) else ""
        st.caption(plain(f"{edited(row)}{other}"))
    if row.caveats:
        st.caption(f"Mind: {plain(row.caveats)}")
    if not row.area.points:
        return
    theme, narrow = shared.theme(), shared.is_phone()
    drawn.chart(
        shown_packs.kept(
            shown,
            "line",
            row.key,
            theme,
            narrow,
            make=lambda: chart_figures.line(row, theme, narrow=narrow),
        ),
        least="newest",
        key=f"board-{row.key}",
        alt=described(row, row.area),
    )
    if row.consistent:
        st.markdown(plain(row.consistent))
    if len(row.units) > 1:
        columns = 1 if narrow else 4
        drawn.chart(
            shown_packs.kept(
                shown,
                "units",
                row.key,
                theme,
                columns,
                make=lambda: chart_figures.units(row, theme, columns),
            ),
            least="wide",
            key=f"board-units-{row.key}",
            alt=f"{row.title}, by unit and month. {_alt(row)}",
        )
    table = shown_packs.kept(shown, "table", row.key, make=lambda: _table(row))
    st.dataframe(table, hide_index=True, alt=f"{row.title} by unit and month")


def _alt(row: Row) -> str:
    """Which units changed, for those who do not see the chart."""
    said = []
    for variation, words in chart_figures.MEANS.items():
        names = [u.name for u in row.units if u.variation == variation]
        if names:
            said.append(f"{words[0].upper()}{words[1:]}: {', '.join(names)}.")
    return " ".join(said) or "No unit has changed beyond chance."


def _table(row: Row) -> pd.DataFrame:
    """A row a line, the Area first, and a column a month, the newest first."""
    table = unit_months(replace(row, units=(row.area, *row.units)), len(row.area.points))
    frame = pd.DataFrame(table.rows, columns=list(table.header))
    head, months = list(table.header[:2]), list(table.header[2:])
    return frame[[*head, *reversed(months)]]

"""The end of a unit's page: where its reviews lose marks, and where it stands among the units."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from extracts.registry import EXTRACTS
from metrics.lost_marks import lost_marks
from metrics.reviews import REVIEW_NEEDS
from metrics.series import each, figure, percent
from pages import counted, data
from pages.filters import Filters
from pages.measure_sections import consistency_parts
from pages.measure_sections.chart_tables import PLACES
from pages.parts import count, plain, share

_QUESTIONS = 3  # of each theme, those that lost most


def marks(chosen: Filters) -> None:
    """The themes of the unit's reviews, the lowest first, and the questions that lose it most."""
    table = data.kept("unit's marks", replace(chosen, months=0), make=lambda: _marks(chosen))
    if table.empty:
        return
    st.header("Where reviews lose marks", anchor=False)
    st.table(table.style.hide(axis="index"), border="horizontal")
    st.caption(
        "Reviews of the last 12 whole months. In brackets, the points that were lost of the most there could be; a question "
        f"of fewer than {data.area().small_number} reviews says little. One that was reworded counts as two."
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
        for theme, questions in each(found, "theme"):
            worst = questions[questions["lost"] > 0].head(_QUESTIONS).to_dict("records")
            lines.append(
                {
                    "Theme": plain(theme),
                    "Score": f"{percent(questions['theme_score'].iloc[0])} "
                    f"({count(int(questions['n_answers'].sum()), 'answer')})",
                    "Questions that lose most": "; ".join(
                        f"{plain(q['question'])} ({q['lost']:,} of {count(q['most'], 'point')})"
                        for q in worst
                    )
                    or "none",
                }
            )
    return pd.DataFrame(lines)


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
                "Its place": PLACES[own["place"]],
                "All units": figure(m, of.funnel.dispersion.centre),
                "Lowest, highest": f"{figure(m, of.now.lowest)}, {figure(m, of.now.highest)} "
                f"({count(of.now.units, 'unit')})",
            }
        )
    return pd.DataFrame(lines).fillna("")

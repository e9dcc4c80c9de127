"""How far apart the units are month by month, and every unit and month in one table."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from charts.heat import heat_table
from charts.spread import spread_chart
from charts.theme import Theme
from metrics.compare import by_concern, compared_months, spread
from metrics.compare_words import apart
from metrics.measure import Measure
from metrics.series import figure
from pages import data, drawn, hover, judged
from pages.filters import Filters
from pages.measure_sections import chart_tables, units_parts
from pages.parts import count, plain

_FEW = 3  # units: fewer make no band


def spread_over_time(measure: Measure, chosen: Filters, theme: Theme, *, narrow: bool) -> None:
    """The lowest and the highest unit of each month, and every unit between."""
    everyone = replace(chosen, unit=None)
    told = judged.told(measure, everyone, units_parts.UNITS)
    assert told is not None
    is_share = measure.shown_as == "share"
    months = data.kept(
        "spread by month",
        *(measure.key, replace(everyone, months=0)),
        make=lambda: spread(told.judged.points),
    )
    shown = compared_months(judged.shown(months, told.day, chosen))

    def make() -> Any:
        points = told.shown(chosen)
        names = [data.area().short_names.get(u, u) for u in points["unit"].astype(str)]
        units = points.assign(unit=points["unit"].astype(str), name=names, hover="")
        for name in set(names):
            own = units["name"] == name
            units.loc[own, "hover"] = hover.lines(measure, units[own], name)
        area = judged.told(measure, everyone)
        assert area is not None
        own_mean = (
            area.judged.points.set_index("period")["value"].reindex(shown["period"]).to_numpy()
        )
        return spread_chart(
            shown.assign(
                mean=own_mean, hover=[_of_month(measure, m) for m in shown.to_dict("records")]
            ),
            units,
            theme=theme,
            chosen=chosen.unit,
            top=1.0 if is_share else None,
            value_format=".0%" if is_share else ",.0f",
            unit=" days" if measure.shown_as == "days" else "",
            narrow=narrow,
        )

    says = f"**Month by month.** {plain(apart(measure, compared_months(months)))}"
    st.markdown(says)
    if shown.empty or shown["units"].iloc[-1] < _FEW:
        return
    drawn.chart(
        data.kept("spread", measure.key, chosen, theme, narrow, make=make),
        least="half",
        table=chart_tables.spread(measure, shown),
        key=f"spread-{measure.key}",
        alt=f"{measure.title}, the lowest and highest unit by month. {says.replace('**', '')}",
    )
    st.caption(
        "A dot is a unit, the line all of them together, the band from the lowest to the highest."
    )


def _of_month(measure: Measure, month: dict[Any, Any]) -> str:
    if not month["units"]:
        return ""
    ends = f"{figure(measure, month['lowest'])} to {figure(measure, month['highest'])}"
    return (
        f"<b>All units</b><br>{month['period']:%B %Y}: {count(month['units'], 'unit')} from {ends}"
    )


def heat(measure: Measure, chosen: Filters, theme: Theme, *, narrow: bool) -> None:
    """A row a unit, the one of most concern first, and the newest months along."""
    told = judged.told(measure, replace(chosen, unit=None), units_parts.UNITS)
    assert told is not None

    def make() -> Any:
        points = told.judged.points.assign(unit=told.judged.points["unit"].astype(str))
        short = data.area().short_names
        order = by_concern(told.judged, measure.better)
        cells = pd.concat([points[points["unit"] == u] for u in order], ignore_index=True)
        names = [short.get(u, u) for u in cells["unit"]]
        cells = cells.assign(
            unit=names,
            figure=[figure(measure, v) for v in cells["value"]],
            against=cells["target"].fillna(cells["mean"]),
            hover=[
                h
                for u in order
                for h in hover.lines(measure, points[points["unit"] == u], short.get(u, u))
            ],
        )
        return heat_table(
            cells, theme=theme, better=measure.better, months=6 if narrow else 12, narrow=narrow
        )

    st.markdown(
        "**Every unit, month by month.** The darker a cell, the further it is on the wrong side of the "
        "target (of the unit's average, where there is none). Marks are changes beyond chance; italics with ○ are small numbers."
    )
    drawn.chart(
        data.kept("heat", measure.key, replace(chosen, months=0), theme, narrow, make=make),
        least="newest",
        key=f"heat-{measure.key}",
        alt=f"{measure.title}, every unit by month; the same figures are in the table to read or download.",
    )

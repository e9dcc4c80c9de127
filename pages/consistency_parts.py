"""Are the units alike? The funnel beside the spread over time, and a table of units by months."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from charts.funnel import funnel_chart
from charts.heat import heat_table
from charts.spread import spread_chart
from charts.theme import Theme
from metrics.compare import Consistency, consistency, spread
from metrics.compare_words import sentence as in_one
from metrics.measure import Measure
from metrics.series import figure
from pages import data, drawn, hover, judged, shared, units_parts
from pages.filters import Filters
from pages.parts import count, plain

_CURVE = 60  # points along a funnel's curves


def found(measure: Measure, chosen: Filters) -> Consistency | None:
    """The units of the whole Area compared, whatever unit is chosen; None where there is one or none."""
    told = judged.told(measure, replace(chosen, unit=None), units_parts.UNITS)
    if told is None or len(told.verdicts) < 2:
        return None
    points = told.judged.points
    return consistency(points, told.verdicts, measure=measure, period=points["period"].max())


def consistent(measure: Measure, chosen: Filters) -> None:
    """The sentence, the funnel and the spread, and the table of every unit and month."""
    everyone = replace(chosen, unit=None)
    of = data.kept(
        "consistency",
        measure.key,
        replace(everyone, months=0),
        make=lambda: found(measure, everyone),
    )
    if of is None:
        return
    st.subheader("Are the units consistent?", anchor=False)
    st.markdown(plain(in_one(of)))
    theme, narrow = shared.theme(), shared.is_phone()
    with st.container(key="side-by-side"):
        left, right = st.columns(2, gap="medium")
    if of.funnel is not None:
        with left:
            _funnel(measure, of, chosen, theme, narrow=narrow)
    with right if of.funnel is not None else left:
        _spread(measure, chosen, theme, narrow=narrow)
    _heat(measure, chosen, theme, narrow=narrow)


def _funnel(
    measure: Measure, of: Consistency, chosen: Filters, theme: Theme, *, narrow: bool
) -> None:
    funnel = of.funnel
    assert funnel is not None
    far = of.outside(very=True)

    def make() -> Any:
        units = funnel.units.reset_index(names="unit")
        short = data.area().short_names
        named = [short.get(u, u) for u in units["unit"]]
        units = units.assign(
            name=named,
            hover=[
                _of_funnel(measure, name, line)
                for name, line in zip(named, units.to_dict("records"), strict=True)
            ],
        )
        most = float(units["whole"].max())
        return funnel_chart(
            units,
            funnel.curves(np.linspace(max(most / _CURVE, 1), most * 1.05, _CURVE)),
            centre=funnel.dispersion.centre,
            theme=theme,
            better=measure.better,
            counting_unit=measure.counting_unit,
            chosen=chosen.unit,
            adjusted=funnel.adjusted,
            narrow=narrow,
        )

    differ = count(far, "unit differs", "units differ") if far else "No unit differs"
    beyond = "chance and the usual differences between units" if funnel.adjusted else "chance"
    says = f"{differ} from the rest by more than {beyond}."
    st.markdown(f"**{of.period:%B %Y}.** {says}")
    drawn.chart(
        data.kept("funnel", measure.key, chosen, theme, narrow, make=make),
        least="half",
        key=f"funnel-{measure.key}",
        alt=f"{measure.title}, units by their number of {measure.counting_unit}, {of.period:%B %Y}. {says}",
    )
    st.caption("Solid curves: 1 unit in 500 would be outside by chance. Dotted: 1 in 20.")


def _of_funnel(measure: Measure, name: str, line: dict[str, Any]) -> str:
    words = {
        "usual": "within what chance makes of it",
        "low": "lower than 19 in 20 by chance",
        "high": "higher than 19 in 20 by chance",
    }
    words |= {
        "very low": "lower than 499 in 500 by chance",
        "very high": "higher than 499 in 500 by chance",
    }
    return (
        f"<b>{hover.safe(name)}</b><br>{figure(measure, line['rate'])} ({line['part']:,.0f} of {line['whole']:,.0f})"
        f"<br>{words[line['place']]}"
    )


def _spread(measure: Measure, chosen: Filters, theme: Theme, *, narrow: bool) -> None:
    everyone = replace(chosen, unit=None)
    told = judged.told(measure, everyone, units_parts.UNITS)
    assert told is not None
    is_share = measure.shown_as == "share"
    months = spread(told.shown(chosen))
    shown = months[months["units"] > 0]

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

    says = _apart(measure, shown)
    st.markdown(says)
    drawn.chart(
        data.kept("spread", measure.key, chosen, theme, narrow, make=make),
        least="half",
        key=f"spread-{measure.key}",
        alt=f"{measure.title}, the lowest and highest unit by month. {says.replace('**', '')}",
    )
    st.caption(
        "A dot is a unit, the line all of them together, the band from the lowest to the highest."
    )


def _apart(measure: Measure, months: pd.DataFrame) -> str:
    """How far apart the units are now and were a year before, and how much of that is beyond chance."""
    if months.empty:
        return "**Month by month.** No month has units to compare."
    last = months.iloc[-1]
    said = f"**Month by month.** {_gap(measure, last)} apart in {last['period']:%B %Y}"
    before = months[months["period"] == last["period"] - pd.DateOffset(years=1)]
    if len(before):
        said += f", {_gap(measure, before.iloc[0])} a year before"
    if last["between"] == last["between"]:
        said += f"; beyond chance, units differ by {last['between']:.0f} points (one standard deviation)"
    return f"{said}."


def _gap(measure: Measure, month: pd.Series) -> str:
    apart = month["highest"] - month["lowest"]
    if measure.shown_as == "share":
        return count(round(100 * apart), "point")
    return count(round(apart), "day") if measure.shown_as == "days" else f"{apart:,.0f}"


def _of_month(measure: Measure, month: dict[Any, Any]) -> str:
    ends = f"{figure(measure, month['lowest'])} to {figure(measure, month['highest'])}"
    return (
        f"<b>All units</b><br>{month['period']:%B %Y}: {count(month['units'], 'unit')} from {ends}"
    )


def _heat(measure: Measure, chosen: Filters, theme: Theme, *, narrow: bool) -> None:
    told = judged.told(measure, replace(chosen, unit=None), units_parts.UNITS)
    assert told is not None

    def make() -> Any:
        points = told.judged.points.assign(unit=told.judged.points["unit"].astype(str))
        short = data.area().short_names
        order = units_parts.by_concern(measure, told.verdicts)
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
        least="wide",
        key=f"heat-{measure.key}",
        alt=f"{measure.title}, every unit by month; the same figures are in the table to read or download.",
    )

"""Are the units alike? In a sentence, by a funnel, and beside it over time (spread_parts)."""

from dataclasses import replace
from typing import Any

import streamlit as st

from charts.funnel import funnel_chart
from charts.theme import Theme
from metrics.compare import Consistency, consistency
from metrics.compare_words import sentence as in_one
from metrics.measure import Measure
from metrics.series import figure
from pages import data, drawn, hover, judged, shared
from pages.filters import Filters
from pages.measure_sections import chart_tables, spread_parts, units_parts
from pages.parts import count, plain


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
        spread_parts.spread_over_time(measure, chosen, theme, narrow=narrow)
    spread_parts.heat(measure, chosen, theme, narrow=narrow)


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
        return funnel_chart(
            units,
            funnel.curves_along(),
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
        table=data.kept(
            "funnel's figures",
            measure.key,
            chosen,
            make=lambda: chart_tables.funnel(measure, of.funnel, data.area().short_names),
        ),
        key=f"funnel-{measure.key}",
        alt=f"{measure.title}, units by their number of {measure.counting_unit}, {of.period:%B %Y}. {says}",
    )
    st.caption(
        "Solid curves: 1 unit in 500 would be outside by chance. Dotted: 1 in 20, and units outside these are named."
    )


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

"""One measure on the page of an issue: in words, over time, unit by unit, by type, how long, how old."""

import pandas as pd
import streamlit as st

from charts.control_chart import control_chart
from extracts.registry import EXTRACTS
from metrics import sentences
from metrics.filling import FILLING
from metrics.measure import Measure
from metrics.presets import PRESETS, RANGES, rules_in_words
from metrics.runs import second_opinion
from metrics.series import newest_whole
from metrics.targets import next_target, target_on
from pages import data, drawn, hover, judged, known, parts, shared
from pages.filters import Filters
from pages.judged import Told
from pages.measure_sections import (
    casework_parts,
    chart_tables,
    consistency_parts,
    done_parts,
    issue_words,
    table_parts,
    time_parts,
    units_parts,
)
from pages.parts import plain


def measure(measure: Measure, chosen: Filters) -> None:
    """Everything of the chosen measure."""
    st.header(measure.title, anchor=False)
    found = judged.told(measure, chosen)
    if found is None:
        st.markdown(f"No {EXTRACTS[measure.extract].title.lower()} data yet.")
        return
    pair = judged.newest(found)
    said = sentences.sentence(measure, *pair) if pair else ""
    st.markdown(plain(said) if said else "There is no whole month to judge for these filters.")
    st.markdown(issue_words.details(measure, chosen, found.monthly, found.day))
    if pair:
        _line(measure, found, chosen, said)
        done_parts.done(measure, chosen)
        if not chosen.unit:
            units_parts.chart(measure, chosen)
        consistency_parts.consistent(measure, chosen)
        casework_parts.by_type(measure, chosen)
    if measure.clock:
        time_parts.how_long(measure, chosen)
        time_parts.backlog(measure, chosen)
    if measure.kinds:
        casework_parts.themes(measure, chosen)
    table_parts.table(measure, chosen)
    with st.expander("How it is counted and judged"):
        parts.definition(measure)
        _how_judged(measure, chosen, found)


def _line(measure: Measure, found: Told, chosen: Filters, said: str) -> None:
    """The control chart of the whole, or of the unit that is chosen."""
    name = data.area().short_names.get(chosen.unit, chosen.unit) if chosen.unit else "Area"
    is_share, narrow, theme = measure.shown_as == "share", shared.is_phone(), shared.theme()
    points = found.shown(chosen)

    def make() -> object:
        return control_chart(
            points.assign(hover=hover.lines(measure, points, name)),
            theme=theme,
            events=done_parts.events(measure, chosen),
            label=name,
            top=1.0 if is_share else None,
            value_format=".0%" if is_share else ",.0f",
            unit=" days" if measure.shown_as == "days" else "",
            narrow=narrow,
        )

    drawn.chart(
        data.kept("line", measure.key, chosen, theme, narrow, make=make),
        least="newest",
        key=f"line-{measure.key}",
        table=data.kept(
            "line's figures", measure.key, chosen, make=lambda: chart_tables.line(measure, points)
        ),
        alt=f"{measure.title} by month, {name}. {said}",
    )
    st.caption(legend(measure))


def legend(measure: Measure) -> str:
    """How to read the marks of every chart over time."""
    words = (
        "◆ better than before · ■ worse than before · ● usual variation"
        if measure.better != "neither"
        else "▲ changed · ● usual variation"
    )
    small = data.area().small_number
    hollow = (
        ""
        if measure.shown_as == "count"
        else f" · hollow: fewer than {small} {measure.small_of}, never judged"
    )
    early = f" · ×: the data’s first {FILLING} months, never judged" if measure.fills_up else ""
    baseline = PRESETS[data.area().rules].baseline
    first = f" of the usual months among the first {baseline}" if baseline else ""
    return f"By whole months: {words}{hollow}{early}. Solid: the average{first}. Dotted: the usual range that they make. Dashed: the target."


def _how_judged(measure: Measure, chosen: Filters, found: Told) -> None:
    """The rules, the chart, and where the target is from."""
    area, is_sample = data.area(), known.is_sample()
    preset = PRESETS[area.rules]
    day = newest_whole(found.monthly, found.day)[0]
    when = pd.Timestamp(day["period"]).date() if day else found.day
    target = target_on(area, measure.key, chosen.unit, when, is_sample=is_sample)
    source = (
        f"{sentences.shown(measure, target.value)}. {target.source}" if target else "none is set"
    )
    st.markdown(f"**Target:** {plain(source)}")
    if to_come := next_target(area, measure.key, chosen.unit, when, is_sample=is_sample):
        st.markdown(
            f"From {to_come.starts_on:%-d %B %Y} the target is {sentences.shown(measure, to_come.value)}."
        )
    charts = found.verdicts["chart"].tolist()
    st.markdown(
        f"**How it is judged:** by the rules of {plain(preset.title)}, on {_a(charts[0] if charts else 'XmR')} chart of "
        "whole months. A change is said to be there when it is unlikely to be chance:\n\n"
        + "\n".join(f"- {plain(rule)}" for rule in rules_in_words(preset))
        + f"\n\n{plain(RANGES[charts[0] if charts else 'XmR'])}"
    )
    if not found.judged.points["judged"].any():
        return
    opinion = second_opinion(found.judged.points) or "nothing is out of the ordinary"
    st.markdown(
        f"**A second opinion**, from the runs above and below the average of all months judged (Anhøj's test): {plain(opinion)}."
    )


def _a(chart: str) -> str:
    return f"a {chart}" if chart.startswith("P") else f"an {chart}"

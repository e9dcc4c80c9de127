"""A line judged with a step change and without it, one above the other: before it is set or withdrawn."""

from datetime import date, timedelta

import streamlit as st

from charts.control_chart import control_chart
from charts.events import Event
from extracts.area import Area
from metrics import sentences
from metrics.judged_months import judged_months
from metrics.measure import Measure
from metrics.targets import step_changes
from pages import counted, data, drawn, hover, judged, known, shared
from pages.filters import Filters
from pages.parts import plain
from pages.plan_page import plan_words, step_units

NOTHING_YET = "There is no whole month to judge, so a step change changes nothing yet."
# What is drawn of a point, but for its own figure.
_JUDGED = ["period", "mean", "lower", "upper", "rule", "meaning"]


def compare(
    key: str, measure_key: str, unit: str, starts_on: date, then: str, would_be: Area
) -> str:
    """The line as it is, and as it would be; words where that is the same, else "".

    unit: "" for the Area's line. starts_on: of the step change. then: the heading of the second
    chart, judged as the Area `would_be` has it.
    """
    measure = data.all_measures().get(measure_key)
    if measure is None:
        return _said("There is no such measure any more, so no line is judged by it.")
    lines = [_told(measure, unit, area) for area in (data.area(), would_be)]
    if any(line is None or line.judged.points.empty for line in lines):
        return _said(NOTHING_YET)
    before, after = (line for line in lines if line)
    name = data.area().short_names.get(unit, unit) or "Area"
    words = _nothing(before, after, starts_on)
    if words:
        _said(words)
    if starts_on < _end(before):
        step_units.units(measure, would_be)
    for n, (title, line, area) in enumerate(
        (("As it is", before, data.area()), (then, after, would_be))
    ):
        st.subheader(f"{title}: {plain(measure.title)}, {plain(name)}", anchor=False)
        _line(measure, unit, line, area, name, key=f"{key}-{n}")
    if not unit and starts_on < _end(before):
        st.caption("The line of each unit is judged anew too.")
    return words


def _said(words: str) -> str:
    st.markdown(f":orange[■] {plain(words)}")
    return words


def _told(measure: Measure, unit: str, area: Area) -> judged.Told | None:
    chosen = Filters(unit=unit or None, casework_type=None, months=0, as_at=None)
    found = counted.measure_series(measure, chosen)
    if not found:
        return None
    monthly, day = found
    of = judged_months(
        measure, monthly, area=area, day=day, unit=chosen.unit, is_sample=known.is_sample()
    )
    return judged.Told(of, monthly, day)


def _end(line: judged.Told) -> date:
    """The first day after the last whole month."""
    return _month_after(line.judged.points["period"].max().date())


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _nothing(before: judged.Told, after: judged.Told, starts_on: date) -> str:
    """What is to be said where both are alike; "" where they are not."""
    end = _end(before)
    if starts_on >= end:
        last = end - timedelta(days=1)
        first = starts_on if starts_on.day == 1 else _month_after(starts_on)
        return (
            f"This changes nothing now: the data reach to {plan_words.day(before.day)}, and the last whole month is "
            f"{last:%B %Y}. It counts from {first:%B %Y} on, once that month is over."
        )
    if before.judged.points[_JUDGED].equals(after.judged.points[_JUDGED]):
        return "Before and after are alike: as the data are, this line is judged the same with it and without it."
    return ""


def _line(
    measure: Measure, unit: str, told: judged.Told, area: Area, name: str, *, key: str
) -> None:
    pair = judged.newest(told)
    assert pair
    said, points = sentences.sentence(measure, *pair), told.judged.points
    st.markdown(plain(said))
    is_share = measure.shown_as == "share"
    figure = control_chart(
        points.assign(hover=hover.lines(measure, points, name)),
        theme=shared.theme(),
        events=[
            Event(s.starts_on, s.reason, "step")
            for s in step_changes(area, measure.key, unit or None)
        ],
        label=name,
        top=1.0 if is_share else None,
        value_format=".0%" if is_share else ",.0f",
        unit=" days" if measure.shown_as == "days" else "",
        narrow=shared.is_phone(),
    )
    drawn.chart(figure, key=key, least="newest", alt=f"{measure.title} by month, {name}. {said}")

"""How long it takes, counting what is open, and what waits by its age."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from charts.backlog import backlog_chart
from charts.survival import Curve, survival_chart
from metrics.ages import total, working_days_to
from metrics.backlog import AGE_BANDS, BAND_WORDS
from metrics.measure import Measure
from metrics.series import first_day
from metrics.survival import finished_within, medians, survival
from metrics.survival_words import Words, sentence
from pages import counted, data, drawn, shared
from pages.filters import Filters
from pages.measure_sections import chart_tables
from pages.parts import count

_MONTHS = 12  # of receipt, that a curve is made of
_DAYS = 60  # working days of the backlog


def how_long(measure: Measure, chosen: Filters) -> None:
    """The curve of the last year's cases, with that of the year before, and of all units beside one."""
    assert measure.clock is not None
    everything = replace(chosen, months=0)
    curves = data.kept("curves", measure.key, everything, make=lambda: _curves(measure, everything))
    if curves is None or not len(curves[0].points):
        return
    st.subheader("How long does it take?", anchor=False)
    words, limit = _words(measure), measure.one_limit
    (line,) = medians(curves[0].points).to_dict("records")
    within = {"within": limit, "finished": _within(curves[0].points, limit)} if limit else {}
    said = sentence(line, words, when=_when(counted.first_and_last(measure, chosen)), **within)
    st.markdown(said)
    theme = shared.theme()
    drawn.chart(
        data.kept(
            "survival",
            *(measure.key, everything, theme),
            make=lambda: survival_chart(curves, words, theme=theme, limit=limit),
        ),
        least="half",
        table=data.kept(
            "curves' figures",
            *(measure.key, everything),
            make=lambda: chart_tables.curves(curves, words),
        ),
        key=f"survival-{measure.key}",
        alt=f"{measure.title}: the share {words.ended} within so many {words.day}s. {said}",
    )
    st.caption(
        f"Of the {measure.counting_unit} {words.began} in each twelve months, the share {words.ended} within so many "
        f"{words.day}s. One that is still open counts for as long as it has run (Kaplan–Meier), so leaving old ones "
        "open does not flatter the curve. The band is the 95% interval; the dot is where half are reached."
    )


def _within(points: pd.DataFrame, limit: int) -> float:
    return float(finished_within(points, limit)["finished"].iloc[0])


def _when(months: tuple[date, date] | None) -> str:
    assert months is not None
    return f"in the {_MONTHS} months to {months[1]:%B %Y}"


def _words(measure: Measure) -> Words:
    assert measure.clock is not None
    return Words(
        counting_unit=measure.counting_unit,
        one=measure.one,
        began=measure.began,
        ended=measure.ended,
        day=measure.day,
    )


def _curves(measure: Measure, chosen: Filters) -> list[Curve] | None:
    """This year's curve, last year's, and the Area's where a unit is chosen."""
    months = counted.first_and_last(measure, chosen)
    lived = counted.lifetimes_of(measure, chosen)
    if months is None or lived is None:
        return None
    first, last = months
    year_before = first_day(first, _MONTHS), first_day(first, 1)
    name = (
        data.area().short_names.get(chosen.unit, chosen.unit) if chosen.unit else "Last 12 months"
    )
    found = [
        Curve(name=name, points=survival(lived, first=first, last=last)),
        Curve(
            name="12 months before",
            points=survival(lived, first=year_before[0], last=year_before[1]),
        ),
    ]
    if chosen.unit:
        area = counted.lifetimes_of(measure, replace(chosen, unit=None))
        assert area is not None
        found.append(Curve(name="All units", points=survival(area, first=first, last=last)))
    return found


def backlog(measure: Measure, chosen: Filters, title: str = "What is open, by age") -> None:
    """What is open at the end of each of the last working days, by how long it has been."""
    assert measure.clock is not None
    everything = replace(chosen, months=0)
    days = data.kept("ages", measure.key, everything, make=lambda: _days(measure, everything))
    if days is None or not days[list(AGE_BANDS)].to_numpy().sum():
        return
    st.subheader(title, anchor=False)
    last, first = days.iloc[-1], days.iloc[0]
    now, then = (int(d[list(AGE_BANDS)].sum()) for d in (last, first))
    old = int(last["age_29_plus"])
    long = f", {old:,} of them for 29 days or more" if now > 1 else ", for 29 days or more" * old
    said = (
        f"{count(now, measure.one, measure.counting_unit)} {'was' if now == 1 else 'were'} open at the end of "
        f"{last['day']:%a %d %b %Y}{long}; {len(days) - 1} working days before, {then:,}."
    )
    st.markdown(said)
    theme, narrow = shared.theme(), shared.is_phone()
    drawn.chart(
        data.kept(
            "backlog",
            *(measure.key, everything, theme, narrow),
            make=lambda: backlog_chart(
                days.assign(hover=[_hover(d) for d in days.to_dict("records")]),
                theme=theme,
                bands=BAND_WORDS,
                narrow=narrow,
            ),
        ),
        least="newest",
        table=data.kept(
            "ages' figures", measure.key, everything, make=lambda: chart_tables.ages(days)
        ),
        key=f"backlog-{measure.key}",
        alt=f"{measure.title}: open by age on each working day. {said}",
    )
    st.caption(
        f"Calendar days since each was {measure.began}, at the end of each of the last {_DAYS} working days."
    )


def _hover(day: dict[Any, Any]) -> str:
    bands = "<br>".join(f"{words}: {day[band]:,}" for band, words in BAND_WORDS.items())
    return f"<b>{day['day']:%a %d %b %Y}: {sum(day[b] for b in AGE_BANDS):,} open</b><br>{bands}"


def _days(measure: Measure, chosen: Filters) -> pd.DataFrame | None:
    day = counted.data_day(measure, chosen)
    if day is None:
        return None
    found = counted.ages_of(measure, chosen, tuple(working_days_to(day, _DAYS)))
    assert found is not None
    return total(found)

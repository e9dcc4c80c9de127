"""A measure unit by unit: the small multiples, and the table behind them."""

from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.multiples import Panel, small_multiples
from charts.theme import CONFIG, Theme
from extracts.export import to_csv
from metrics.measure import Measure
from metrics.series import as_file, figure, in_words, newest_whole
from pages import counted, data, shared
from pages.filters import Filters


def chart(measure: Measure, chosen: Filters, sentence: str) -> None:
    """A panel a unit. sentence: what the chart says, for those who do not see it."""
    theme, columns = shared.theme(), 1 if shared.is_phone() else 4
    drawn = data.kept(
        "multiples",
        *(measure.key, chosen, theme, columns),
        make=lambda: _figure(measure, chosen, theme, columns),
    )
    if drawn is None:
        st.markdown("There is nothing to show for these filters.")
        return
    with st.container(key="wide-chart" if columns > 2 else "narrow-chart"):
        st.plotly_chart(
            drawn,
            theme=None,
            config=CONFIG,
            key=f"multiples-{measure.key}",
            alt=f"{measure.title}, by unit and month. {sentence.replace('**', '')}",
        )


def _figure(measure: Measure, chosen: Filters, theme: Theme, columns: int) -> go.Figure | None:
    area = counted.measure_series(measure, replace(chosen, unit=None))
    units = counted.measure_series(measure, chosen, by=("unit",))
    assert area is not None
    assert units is not None
    panels = _panels(measure, *units)
    if not panels:
        return None
    is_share = measure.shown_as == "share"
    return small_multiples(
        panels,
        theme=theme,
        columns=min(columns, len(panels)),
        beside=_whole_months(*area) if measure.shown_as != "count" else None,
        top=1.0 if is_share else None,
        value_format=".0%" if is_share else ",.0f",
    )


def _panels(measure: Measure, series: pd.DataFrame, day: date) -> list[Panel]:
    """A panel a unit, the one of most concern in its last whole month first."""
    short = data.area().short_names
    panels = []
    for unit, points in series.groupby("unit", observed=True, sort=False):
        points = _whole_months(points, day).reset_index(drop=True)
        if not points["whole"].sum():
            continue
        last, _, _ = newest_whole(points, day)
        name = short.get(str(unit), str(unit))
        hover = [
            f"<b>{escape(name, quote=False)}</b><br>{line['period']:%B %Y}: {in_words(measure, line)}"
            for line in points.to_dict("records")
        ]
        value = float(last["value"]) if last else float("nan")
        panels.append(
            (
                value,
                Panel(name=name, figure=figure(measure, value), points=points.assign(hover=hover)),
            )
        )
    worst = -1 if measure.better == "lower" else 1
    panels.sort(key=lambda p: (p[0] != p[0], worst * p[0] if p[0] == p[0] else 0, p[1].name))
    return [p for _, p in panels]


def _whole_months(series: pd.DataFrame, day: date) -> pd.DataFrame:
    return series[series["period"] < pd.Timestamp(day.replace(day=1))]


def table(measure: Measure, chosen: Filters) -> None:
    """Every unit and month in words, and every figure as a file."""
    found = counted.measure_series(measure, chosen, by=("unit",))
    assert found is not None
    series, day = found
    with st.expander("The table behind it"):
        wide = data.kept("table", measure.key, chosen, make=lambda: _wide(measure, series, day))
        if len(wide):
            st.dataframe(wide, height="content", alt=f"{measure.title} by unit and month")
        st.download_button(
            "Download every figure as CSV",
            lambda: to_csv(as_file(series)),
            f"{measure.key}_{day:%Y-%m-%d}.csv",
            "text/csv",
            on_click="ignore",
            key=f"csv-{measure.key}",
        )


def _wide(measure: Measure, series: pd.DataFrame, day: date) -> pd.DataFrame:
    """A row a unit, a column a month, the newest first."""
    this_month = pd.Timestamp(day.replace(day=1))
    cells = pd.DataFrame(
        {
            "Unit": series["unit"].astype("str"),
            "Month": [f"{p:%b %Y}{' so far' * (p == this_month)}" for p in series["period"]],
            "figure": [in_words(measure, line) for line in series.to_dict("records")],
        }
    )
    months = list(dict.fromkeys(cells["Month"]))[::-1]
    return cells.pivot(index="Unit", columns="Month", values="figure").reindex(columns=months)

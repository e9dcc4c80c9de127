"""A measure unit by unit: the small multiples, and the table behind them."""

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.multiples import Panel, small_multiples
from charts.theme import Theme
from extracts.export import to_csv
from extracts.spreadsheet import to_xlsx
from metrics.measure import Measure
from metrics.series import as_file, figure, formats, in_words
from metrics.verdicts import CONCERN_FIRST
from pages import counted, data, drawn, hover, judged, shared
from pages.filters import Filters

UNITS = ("unit",)


def chart(measure: Measure, chosen: Filters) -> None:
    """A panel a unit, the one of most concern first."""
    st.subheader("Unit by unit, the most concern first", anchor=False)
    theme, columns = shared.theme(), 1 if shared.is_phone() else 4
    found = judged.told(measure, chosen, UNITS)
    assert found is not None
    if found.verdicts.empty:
        st.markdown("There is nothing to show for these filters.")
        return
    multiples = data.kept(
        "multiples",
        *(measure.key, chosen, theme, columns),
        make=lambda: _figure(measure, chosen, theme, columns),
    )
    drawn.chart(
        multiples,
        least="wide",
        key=f"multiples-{measure.key}",
        alt=f"{measure.title}, by unit and month. {_alt(found.verdicts)}",
    )
    dotted = "" if measure.shown_as == "count" else " Dotted grey: all units together."
    in_days = ", in days" if measure.shown_as == "days" else ""
    st.caption(f"Each panel is a unit, with its last whole month's figure{in_days}.{dotted}")


def _alt(verdicts: pd.DataFrame) -> str:
    """Which units changed, for those who do not see the chart."""
    short = data.area().short_names
    said = []
    for variation, words in (
        ("concern", "getting worse"),
        ("improvement", "improving"),
        ("change", "changed"),
    ):
        units = [
            short.get(u, u)
            for u in verdicts.loc[verdicts["variation"] == variation, "unit"].astype(str)
        ]
        if units:
            said.append(f"{words[0].upper()}{words[1:]}: {', '.join(units)}.")
    return " ".join(said) or "No unit has changed beyond chance."


def by_concern(measure: Measure, verdicts: pd.DataFrame) -> list[str]:
    """The units, the one of most concern first: by what changed, and then by the figure."""
    worst = -1 if measure.better == "lower" else 1
    order = verdicts.assign(
        concern=verdicts["variation"].map(CONCERN_FIRST),
        none=verdicts["value"].isna(),
        bad=worst * verdicts["value"].fillna(0),
        name=verdicts["unit"].astype("str"),
    )
    return order.sort_values(["concern", "none", "bad", "name"])["name"].tolist()


def _figure(measure: Measure, chosen: Filters, theme: Theme, columns: int) -> go.Figure:
    area = judged.told(measure, replace(chosen, unit=None))
    found = judged.told(measure, chosen, UNITS)
    assert area is not None
    assert found is not None
    points = found.shown(chosen)
    panels = [
        _panel(measure, points[points["unit"] == u], u, found.verdicts)
        for u in by_concern(measure, found.verdicts)
    ]
    is_share = measure.shown_as == "share"
    return small_multiples(
        panels,
        theme=theme,
        columns=min(columns, len(panels)),
        beside=area.shown(chosen)[["period", "value"]] if measure.shown_as != "count" else None,
        top=1.0 if is_share else None,
        value_format=".0%" if is_share else ",.0f",
    )


def _panel(measure: Measure, points: pd.DataFrame, unit: str, verdicts: pd.DataFrame) -> Panel:
    name = data.area().short_names.get(unit, unit)
    (verdict,) = verdicts[verdicts["unit"] == unit].to_dict("records")
    return Panel(
        name=name,
        figure=figure(measure, float(points["value"].iloc[-1]) if len(points) else float("nan")),
        points=points.assign(hover=hover.lines(measure, points, name)).reset_index(drop=True),
        meaning=verdict["variation"],
    )


def table(measure: Measure, chosen: Filters) -> None:
    """Every unit and month in words, and every figure as a file."""
    found = counted.measure_series(measure, chosen, by=UNITS)
    assert found is not None
    series, day = found
    with st.expander("The table behind it, to read or to download"):
        wide = data.kept("table", measure.key, chosen, make=lambda: _wide(measure, series, day))
        if len(wide):
            st.dataframe(wide, height="content", alt=f"{measure.title} by unit and month")
        name = f"{measure.key}_{day:%Y-%m-%d}"
        left, right, _ = st.columns((1, 1, 2))
        left.download_button(
            "Download every figure as CSV",
            lambda: to_csv(as_file(_with_judgement(measure, chosen, series))),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            key=f"csv-{measure.key}",
        )
        right.download_button(
            "Download every figure as Excel",
            lambda: _workbook(measure, chosen, series),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            key=f"xlsx-{measure.key}",
        )


def _workbook(measure: Measure, chosen: Filters, series: pd.DataFrame) -> bytes:
    frame = as_file(_with_judgement(measure, chosen, series))
    return to_xlsx(frame, sheet=measure.title, formats=formats(measure, frame))


def _with_judgement(measure: Measure, chosen: Filters, series: pd.DataFrame) -> pd.DataFrame:
    """The figures with what each is judged by; a month that is not over has nothing there."""
    found = judged.told(measure, chosen, UNITS)
    assert found is not None
    names = {
        "mean": "average",
        "lower": "usual_range_from",
        "upper": "usual_range_to",
        "target": "target",
        "meaning": "judged",
    }
    of = found.judged.points[["unit", "period", *names]].rename(columns=names)
    keys: dict[str, Any] = {
        k: series[k].astype("str") if k == "unit" else series[k] for k in ("unit", "period")
    }
    of = of.assign(unit=of["unit"].astype("str"))
    joined = pd.DataFrame(keys).merge(of, on=["unit", "period"], how="left")
    return series.reset_index(drop=True).assign(**{n: joined[n] for n in names.values()})


def _wide(measure: Measure, series: pd.DataFrame, day: Any) -> pd.DataFrame:
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

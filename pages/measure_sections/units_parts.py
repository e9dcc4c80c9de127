"""A measure unit by unit: the small multiples, and the table behind them."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.multiples import Panel, small_multiples
from charts.theme import Theme
from metrics.compare import by_concern
from metrics.measure import Measure
from metrics.series import figure
from pages import data, drawn, hover, judged, shared
from pages.filters import Filters

UNITS = ("unit",)


def chart(measure: Measure, chosen: Filters) -> None:
    """A panel a unit, the one of most concern first."""
    st.subheader("Unit by unit, those of most concern first", anchor=False)
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
        ("concern", "worse than before"),
        ("improvement", "better than before"),
        ("change", "changed"),
    ):
        units = [
            short.get(u, u)
            for u in verdicts.loc[verdicts["variation"] == variation, "unit"].astype(str)
        ]
        if units:
            said.append(f"{words[0].upper()}{words[1:]}: {', '.join(units)}.")
    return " ".join(said) or "No unit has changed beyond chance."


def _figure(measure: Measure, chosen: Filters, theme: Theme, columns: int) -> go.Figure:
    area = judged.told(measure, replace(chosen, unit=None))
    found = judged.told(measure, chosen, UNITS)
    assert area is not None
    assert found is not None
    points = found.shown(chosen)
    order = by_concern(found.judged, measure.better)
    panels = [_panel(measure, points[points["unit"] == u], u, found.verdicts) for u in order]
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
    last = points.iloc[-1] if len(points) else {"value": float("nan"), "small": True}
    # hollow is for small numbers: a line that is not judged for another reason has no mark
    unmarked = verdict["variation"] == "not judged" and not last["small"]
    return Panel(
        name=name,
        figure=figure(measure, float(last["value"])),
        points=points.assign(hover=hover.lines(measure, points, name)).reset_index(drop=True),
        meaning=None if unmarked else verdict["variation"],
    )

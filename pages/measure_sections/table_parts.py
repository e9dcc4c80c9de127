"""The table behind a measure's charts, and every figure as a file: all units together, then each."""

import pandas as pd
import streamlit as st

from extracts.export import to_csv
from extracts.spreadsheet import to_xlsx
from metrics.files import as_file, formats, judgement
from metrics.measure import Measure
from metrics.series import in_words
from pages import counted, data, judged
from pages.filters import Filters

ALL = "All units"
_UNITS = ("unit",)


def table(measure: Measure, chosen: Filters) -> None:
    """Every line and month in words, and every figure as a file."""
    day = counted.data_day(measure, chosen)
    assert day is not None
    with st.expander("The table behind it, to read or to download"):
        wide = data.kept("table", measure.key, chosen, make=lambda: _wide(measure, chosen))
        if len(wide):
            st.dataframe(wide, height="content", alt=f"{measure.title} by unit and month")
        name = f"{measure.key}_{day:%Y-%m-%d}"
        left, right, _ = st.columns((1, 1, 2))
        left.download_button(
            "Download every figure as CSV",
            lambda: to_csv(_file(measure, chosen)),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            key=f"csv-{measure.key}",
        )
        right.download_button(
            "Download every figure as Excel",
            lambda: _workbook(measure, chosen),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            key=f"xlsx-{measure.key}",
        )


def _workbook(measure: Measure, chosen: Filters) -> bytes:
    frame = _file(measure, chosen)
    return to_xlsx(frame, sheet=measure.title, formats=formats(measure, frame))


def _file(measure: Measure, chosen: Filters) -> pd.DataFrame:
    """Every figure of the months shown, with what it is judged by; a month that is not over has nothing there."""
    parts = []
    for by in _lines(chosen):
        found, told = (
            counted.measure_series(measure, chosen, by=by),
            judged.told(measure, chosen, by),
        )
        assert found is not None
        assert told is not None
        points, keys = told.judged.points, [*by, "period"]
        said = pd.concat([points[keys], judgement(measure, points)], axis="columns")
        whole = found[0].merge(said, on=keys, how="left")
        parts.append(_named(whole, by))
    return as_file(pd.concat(parts, ignore_index=True), measure.day)


def _wide(measure: Measure, chosen: Filters) -> pd.DataFrame:
    """A row a line, a column a month, the newest first."""
    cells, order = [], []
    for by in _lines(chosen):
        found = counted.measure_series(measure, chosen, by=by)
        assert found is not None
        series, day = _named(found[0], by), found[1]
        order += [u for u in series["unit"].unique() if u not in order]
        this_month = pd.Timestamp(day.replace(day=1))
        cells.append(
            pd.DataFrame(
                {
                    "Unit": series["unit"],
                    "Month": [
                        f"{p:%b %Y}{' so far' * (p == this_month)}" for p in series["period"]
                    ],
                    "figure": [in_words(measure, line) for line in series.to_dict("records")],
                }
            )
        )
    whole = pd.concat(cells, ignore_index=True)
    months = list(dict.fromkeys(whole["Month"]))[::-1]
    wide = whole.pivot(index="Unit", columns="Month", values="figure")
    return wide.reindex(index=pd.Index(order, name="Unit"), columns=months)


def _lines(chosen: Filters) -> tuple[tuple[str, ...], ...]:
    """All units together and then each; a unit that is chosen alone."""
    return (_UNITS,) if chosen.unit else ((), _UNITS)


def _named(series: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The figures with the unit as text, in the first column."""
    unit = series["unit"].astype("str") if by else ALL
    rest = series.drop(columns="unit", errors="ignore")
    rest.insert(0, "unit", unit)
    return rest

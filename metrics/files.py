"""Figures as a spreadsheet holds them: headings in words, places, and how each is shown."""

import pandas as pd

from metrics.measure import Measure


def as_file(series: pd.DataFrame, day: str = "day") -> pd.DataFrame:
    """Figures under headings in words, for a spreadsheet: days to a tenth, shares to four places.

    Columns that other columns repeat (value, part, whole) are left out. day: what a day is,
    "working day" for a clock of those.
    """
    named = {
        "p90_days": f"90th percentile, {day}s",
        "median_days": f"Median, {day}s",
        "mean_days": f"Mean {day}s",
    }
    found = series.drop(columns=["value", "part", "whole"])
    for name in found.select_dtypes("float"):
        places = 1 if str(name).endswith("_days") else 4
        found[name] = [round(value, places) for value in found[name]]  # numpy's is not exact
    words = {c: named.get(c, c.replace("_", " ").capitalize()) for c in map(str, found)}
    return found.rename(columns=words)


def judgement(measure: Measure, points: pd.DataFrame) -> pd.DataFrame:
    """What points were judged by, for a spreadsheet, with limits as far as figures can go.

    points: as spc.judge() gives them. Returns, row by row, average, usual_range_from and
    usual_range_to (a share within 0 and 1, anything else not below 0), target and judged.
    """
    most = 1.0 if measure.shown_as == "share" else None
    return pd.DataFrame(
        {
            "average": points["mean"],
            "usual_range_from": points["lower"].clip(0, most),
            "usual_range_to": points["upper"].clip(0, most),
            "target": points["target"],
            "judged": points["meaning"],
        }
    )


def formats(measure: Measure, file: pd.DataFrame) -> dict[str, str]:
    """How a spreadsheet shows the columns of as_file(): shares as per cent, days to a tenth.

    A column that is neither, as an average of the measure, is shown as the measure is. One that is
    not named here holds whole numbers, days of the calendar or texts.
    """
    found = {}
    for name in map(str, file.select_dtypes("float")):
        kind = next((k for ends, k in _ENDS.items() if name.lower().endswith(ends)), None)
        found[name] = _FORMATS[kind or measure.shown_as]
    return found


_ENDS = {"days": "days", "share": "share", "score": "share"}
_FORMATS = {"share": "0.0%", "days": "0.0", "count": "#,##0"}

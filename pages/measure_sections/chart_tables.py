"""The figures of a chart as a table, for who reads rather than looks."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.survival import Curve
from metrics.backlog import AGE_BANDS, BAND_WORDS
from metrics.funnel import Funnel
from metrics.measure import Measure
from metrics.sentences import range_in_words, shown
from metrics.series import NONE, figure, in_words, percent
from metrics.survival import finished_within
from metrics.survival_words import Words

# Days that a curve is read at.
_READ_AT = (1, 5, 7, 14, 21, 28, 42, 56, 84, 112, 182, 364)
PLACES = {
    "usual": "like the others",
    "low": "lower than 19 in 20 would be by chance",
    "high": "higher than 19 in 20 would be by chance",
    "very low": "lower than 499 in 500 would be by chance",
    "very high": "higher than 499 in 500 would be by chance",
}


def line(measure: Measure, points: pd.DataFrame) -> pd.DataFrame:
    """A row a month, the newest first."""
    rows = points.iloc[::-1].to_dict("records")
    return pd.DataFrame(
        {
            "Month": [f"{r['period']:%B %Y}" for r in rows],
            "Figure": [in_words(measure, r) for r in rows],
            "Average": [
                shown(measure, r["mean"]) if r["mean"] == r["mean"] else NONE for r in rows
            ],
            "Usual range": [range_in_words(measure, r) or NONE for r in rows],
            "Target": [
                shown(measure, r["target"]) if r["target"] == r["target"] else NONE for r in rows
            ],
            "Judged": [MEANINGS[r["meaning"]] for r in rows],
        }
    )


MEANINGS = {
    "improvement": "better than before",
    "concern": "worse than before",
    "change": "changed",
    "usual": "usual variation",
    "not judged": "not judged",
}


def funnel(measure: Measure, of: Funnel, short: Mapping[str, str]) -> pd.DataFrame:
    """A row a unit, the lowest first, and those of one share by name."""
    rows = of.units.sort_values("rate", kind="stable").reset_index(names="unit").to_dict("records")
    kind = "adjusted_" if of.adjusted else ""
    return pd.DataFrame(
        {
            "Unit": [short.get(r["unit"], r["unit"]) for r in rows],
            "Figure": [
                f"{percent(r['rate'])} ({r['part']:,.0f} of {r['whole']:,.0f})" for r in rows
            ],
            "1 in 20": [_between(measure, r, kind, "95") for r in rows],
            "1 in 500": [_between(measure, r, kind, "998") for r in rows],
            "Its place": [PLACES[r["place"]] for r in rows],
        }
    )


def _between(measure: Measure, row: dict, kind: str, limit: str) -> str:
    low, high = (figure(measure, row[f"{kind}{side}_{limit}"]) for side in ("lower", "upper"))
    return f"{low} to {high}"


def spread(measure: Measure, months: pd.DataFrame) -> pd.DataFrame:
    """A row a month, the newest first."""
    rows = months.iloc[::-1].to_dict("records")
    return pd.DataFrame(
        {
            "Month": [f"{r['period']:%B %Y}" for r in rows],
            "Units compared": [r["units"] for r in rows],
            "Lowest": [figure(measure, r["lowest"]) for r in rows],
            "Highest": [figure(measure, r["highest"]) for r in rows],
        }
    )


def curves(drawn: Sequence[Curve], words: Words) -> pd.DataFrame:
    """A row a number of days, a column a curve: the share finished, with its 95% interval."""
    table = {f"Within, {words.day}s": list(_READ_AT)}
    for curve in drawn:
        if len(curve.points):
            table[curve.name] = [_finished(curve.points, days) for days in _READ_AT]
    return pd.DataFrame(table)


def _finished(points: pd.DataFrame, days: int) -> str:
    (found,) = finished_within(points, days).to_dict("records")
    if found["finished"] != found["finished"]:
        return NONE
    if found["lower"] != found["lower"]:
        return percent(found["finished"])
    return f"{percent(found['finished'])} ({percent(found['lower'])} to {percent(found['upper'])})"


def ages(days: pd.DataFrame) -> pd.DataFrame:
    """A row a day, the newest first."""
    found = days.iloc[::-1]
    return pd.DataFrame(
        {
            "Day": [f"{day:%a %d %b %Y}" for day in found["day"]],
            "Open": found[list(AGE_BANDS)].sum(axis="columns"),
            **{BAND_WORDS[band]: found[band] for band in reversed(AGE_BANDS)},
        }
    )

"""A measure's figure period by period, whatever kind of measure it is, and that figure in words."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from metrics.measure import Measure
from metrics.periods import Period
from metrics.ratios import letters_sent, returned
from metrics.reviews import review_score
from metrics.timeliness import timeliness

# The count that is the numerator of each share; a score has points instead.
PARTS = {
    "on_time_share": "fell_due_on_time",
    "returned_share": "returned",
    "sent_share": "sent",
}
NONE = "–"  # what stands for a figure that nothing makes up


def series(
    measure: Measure,
    data: pd.DataFrame | pa.Table,
    *,
    period: Period,
    by: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    as_of: date,
    small_number: int,
) -> pd.DataFrame:
    """The measure's figures, with the headline in columns of one name for all measures.

    data: the counts of the measure's clock, or its extract's rows where it has no clock. Returns
    what timeliness(), letters_sent(), returned() or review_score() returns, by group and then
    period, with value (NaN where there is nothing), part (Int64, the numerator of a share; blank
    for a score), whole (int64, what the value is out of) and small.
    """
    options: dict[str, Any] = {"period": period, "by": by, "first": first, "last": last}
    options |= {"as_of": as_of, "small_number": small_number}
    if measure.headline == "sent_share":
        frame = letters_sent(data, **options)
    elif measure.clock:
        frame = timeliness(data, **options)
    elif measure.kinds:
        frame = review_score(data, kinds=measure.kinds, **options)
    else:
        frame = returned(data, **options)
    if measure.headline == "median_days":
        frame["small"] = frame["finished_small"]
    if not measure.denominator:
        frame["small"] = False
    part = PARTS.get(measure.headline)
    return frame.assign(
        value=frame[measure.headline].astype("float64"),
        part=frame[part].astype("Int64") if part else pd.array([pd.NA] * len(frame), "Int64"),
        whole=frame[measure.denominator] if measure.denominator else frame[measure.headline],
    )


def begun(series: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """The figures of each line from its first period with anything to count."""
    of = [series[name] for name in by]
    whole = series["whole"].groupby(of, observed=True) if of else series["whole"]
    return series[whole.cumsum() > 0].reset_index(drop=True)


def each(series: pd.DataFrame, by: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each value of a column that groups, as text, and its rows; in the order of the frame."""
    for name, rows in series.groupby(by, observed=True, sort=False):
        yield str(name), rows


Line: TypeAlias = dict[Hashable, Any]


def newest_whole(monthly: pd.DataFrame, day: date) -> tuple[Line | None, Line | None, Line | None]:
    """Of one group's months, oldest first: the last that is over, the one before, the day's own."""
    this_month = pd.Timestamp(day.replace(day=1))
    over = monthly[monthly["period"] < this_month].tail(2).to_dict("records")
    so_far = monthly[monthly["period"] == this_month].tail(1).to_dict("records")
    return (
        over[-1] if over else None,
        over[-2] if len(over) > 1 else None,
        so_far[-1] if so_far else None,
    )


def in_words(measure: Measure, line: Mapping[Hashable, Any]) -> str:
    """The figure of one line of series() with what it is out of; a dash where there is nothing."""
    value, whole = float(line["value"]), int(line["whole"])
    if np.isnan(value):
        return f"{NONE} (no {measure.counting_unit})"
    unit = measure.one if whole == 1 else measure.counting_unit
    if measure.shown_as == "days":
        return f"{in_days(value)} (median of {whole:,} {unit})"
    if measure.shown_as == "count":
        return f"{whole:,} {unit}"
    if pd.isna(line["part"]):
        return f"{percent(value)} ({whole:,} {unit}{_in_reviews(line)})"
    return f"{percent(value)} ({int(line['part']):,} of {whole:,})"


def _in_reviews(line: Mapping[Hashable, Any]) -> str:
    """In how many reviews answers were given: their number makes a score a small one."""
    n = line.get("n_reviews")
    return f" in {int(n):,} {'review' if n == 1 else 'reviews'}" if n else ""


def percent(value: float) -> str:
    """A share in whole per cent; a half goes up, as in a spreadsheet.

    >>> percent(5 / 8), percent(57 / 200), percent(1.0)
    ('63%', '29%', '100%')
    """
    return f"{Decimal(repr(float(value))).quantize(Decimal('0.01'), ROUND_HALF_UP):.0%}"


def nearly(value: float) -> str:
    """A share in whole per cent that is not said to be none or all unless it is.

    >>> nearly(400 / 401), nearly(1 / 400), nearly(1.0)
    ('more than 99%', 'less than 1%', '100%')
    """
    said = percent(value)
    if said == "100%" and value < 1:
        return "more than 99%"
    return "less than 1%" if said == "0%" and value > 0 else said


def in_days(value: float, one: str = "day") -> str:
    """A number of days, with a decimal where it has one.

    >>> in_days(24.5), in_days(1.0, "working day")
    ('24.5 days', '1 working day')
    """
    return f"{value:,.1f}".removesuffix(".0") + f" {one if value == 1 else one + 's'}"


def first_day(day: date, months: int) -> date | None:
    """The first day of so many whole months before the month of a day; None for 0, which is all.

    >>> first_day(date(2026, 11, 20), 12)
    datetime.date(2025, 11, 1)
    """
    if not months:
        return None
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)


def figure(measure: Measure, value: float) -> str:
    """The figure by itself, for a chart: days without the word; a dash where there is none.

    >>> from metrics.registry import MEASURES
    >>> figure(MEASURES["charging_28_day"], 0.744)
    '74%'
    """
    if np.isnan(value):
        return NONE
    if measure.shown_as == "share":
        return percent(value)
    return f"{value:,.1f}".removesuffix(".0")

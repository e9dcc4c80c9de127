"""What stands beside a measure's headline, in a sentence or two."""

from datetime import date

import pandas as pd

from metrics.backlog import AGE_BANDS, BAND_WORDS, backlog
from metrics.measure import Measure
from metrics.series import Line, in_days, in_words, newest_whole
from pages import data
from pages.filters import Filters
from pages.parts import count, share


def details(measure: Measure, chosen: Filters, series: pd.DataFrame, day: date) -> str:
    """What stands beside the headline: the published convention, how long it took, and what is open."""
    whole, _, so_far = newest_whole(series, day)
    shown = whole or so_far
    if not shown:
        return "There is nothing to count for these filters."
    words = _published(measure, shown)
    if shown.get("finished"):
        words += _took(measure, shown)
    if "open" in series:
        now = series.iloc[-1]
        words.append(
            f"At the end of {day:%a %d %b %Y}, {_open(measure, int(now['open']), int(now['overdue']))}."
        )
    if so_far:
        words.append(f"This month so far: {in_words(measure, so_far)}.")
    return " ".join(words) + _ages(measure, chosen)


def _published(measure: Measure, shown: Line) -> list[str]:
    """The convention of the published figures: of those finished, however long ago they fell due."""
    finished = int(shown.get("finished_with_limit", 0))
    if measure.headline != "on_time_share" or not finished:
        return []
    had = "" if finished == shown["finished"] else " that had a due day"
    on_time = share(int(shown["finished_on_time"]), finished)
    return [f"Of those finished in {shown['period']:%B %Y}{had}, {on_time} were on time."]


def _took(measure: Measure, shown: Line) -> list[str]:
    """How long what finished took; the longest only where enough finished."""
    kind = "working day" if measure.clock and measure.clock.day_type == "working" else "day"
    says = []
    if measure.headline != "median_days":
        finished = count(int(shown["finished"]), measure.one, measure.counting_unit)
        says.append(
            f"of {finished} finished, the median took {in_days(shown['median_days'], kind)}"
        )
    if shown["finished"] >= data.area().small_number:
        says.append(f"one in ten took more than {in_days(round(shown['p90_days']), kind)}")
    words = " and ".join(says)
    return [f"{words[0].upper()}{words[1:]}."] if words else []


def _ages(measure: Measure, chosen: Filters) -> str:
    """Of a measure of what is open: how many are how old."""
    found = data.measure_counts(measure, chosen) if measure.headline == "open" else None
    if found is None or found[0].empty:
        return ""
    (ages,) = backlog(found[0], as_of=found[1])[list(AGE_BANDS)].to_dict("records")
    bands = [f"{BAND_WORDS[band]}: {n:,}" for band, n in ages.items()]
    return f" By calendar days since they came: {', '.join(bands)}."


def _open(measure: Measure, n: int, overdue: int) -> str:
    if not n:
        return "none was open"
    if measure.standard == "none":
        return f"{n:,} {'was' if n == 1 else 'were'} open"
    if n == 1:
        return f"1 was open, {'and overdue' if overdue else 'not overdue'}"
    return f"{n:,} were open, {overdue:,} of them overdue"

"""The figures that Today and the page of an issue show first: their labels and words.

Step 2 of Upload foretells them under the same labels; nothing here needs the page.
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import add
from typing import TypeAlias

import pandas as pd

from extracts.errors import count
from metrics.groups import GROUPS, Group
from metrics.measure import Measure
from metrics.series import NONE, percent
from metrics.standing import RecentScore, Standing, Standings

ON_TIME, SCORE = "On time, last 28 days", "Score, last 28 days"  # of Today's tiles
QUALITY = "Legal decision quality"
SCORED = "review_score"  # the measure of that tile
OVERDUE_NOW = "Overdue now"  # of a measure
NO_DATA = "no data"

Recent: TypeAlias = Standings | RecentScore | None  # what a measure gives to a tile


def overdue_of(group: Group) -> str:
    """The label of what is overdue in a tile of Today."""
    return f"Overdue {group.many}"


def on_time(standing: Standing) -> str:
    """The share that was finished in time, of what fell due; a dash where nothing did."""
    if not standing.fell_due:
        return f"{NONE} (0 of 0)"
    share = percent(standing.on_time / standing.fell_due)
    return f"{share} ({standing.on_time:,} of {standing.fell_due:,})"


def score(found: RecentScore) -> str:
    """The score of the reviews of 28 days, with what it is made of."""
    if not found.answers:
        return "no answers"
    return f"{percent(found.score)} ({answers(found)})"


def answers(found: RecentScore) -> str:
    """How many answers a score is made of, and in how many reviews."""
    return f"{count(found.answers, 'answer')} in {count(found.reviews, 'review')}"


def overdue(measure: Measure, series: pd.DataFrame) -> str:
    """How many are overdue now; a dash where the measure has no standard.

    series: of the whole, by month; see metrics.series.series.
    """
    if "overdue" not in series or measure.standard == "none":
        return NONE
    return "0" if series.empty else f"{series['overdue'].iloc[-1]:,}"


def tiles(*states: Mapping[str, Recent]) -> Iterator[tuple[str, ...]]:
    """(whose, label, the figure in each state) of the tiles that these measures make.

    states: what each measure gives, by its key; the same measures in all of them.
    """
    for group in GROUPS:
        if set(group.measures) <= states[0].keys():
            whose, each = f"Today: {group.title}", [_tile(of, group.measures) for of in states]
            yield whose, overdue_of(group), *(overdue for overdue, _ in each)
            yield whose, ON_TIME, *(share for _, share in each)
    if SCORED in states[0]:
        scores = [of[SCORED] for of in states]
        words = [score(s) if isinstance(s, RecentScore) else NO_DATA for s in scores]
        yield f"Today: {QUALITY}", SCORE, *words


def _tile(of: Mapping[str, Recent], measures: tuple[str, ...]) -> tuple[str, str]:
    """(overdue, on time) of several measures together."""
    found = [s.now for m in measures if isinstance(s := of[m], Standings)]
    if not found:
        return NO_DATA, NO_DATA
    whole = reduce(add, found)
    return f"{whole.overdue:,}", on_time(whole)

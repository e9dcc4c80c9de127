"""Scores of casework and letters that were reviewed, question by question."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
from narwhals.typing import IntoFrame

from extracts.days import BLANK, Days, Flags, number, numbers
from metrics.clocks import Where
from metrics.frames import chosen, equals
from metrics.grid import Grid, grid, share
from metrics.periods import Period
from metrics.sums import summed

BYS = ("theme", "question", "casework_type", "unit", "kind")
REVIEW_NEEDS = ("review", "reviewed_on", "rating", *BYS)

# Points for an answer. The scale of three is HMCPSI's (docs/domain.md QUA-SCORE); that they count
# 2, 1 and 0 is our assumption. An answer of "Not applicable" is in no figure but its own count.
POINTS = {"fully_met": 2, "partially_met": 1, "not_met": 0}
RATINGS = {
    "fully_met": "Fully met",
    "partially_met": "Partially met",
    "not_met": "Not met",
    "not_applicable": "Not applicable",
}


def review_score(
    rows: IntoFrame,
    *,
    kinds: Sequence[str],
    by: Sequence[str] = (),
    period: Period | None = None,
    first: date | None = None,
    last: date | None = None,
    as_of: date,
    small_number: int,
) -> pd.DataFrame:
    """The score of the answers given in reviews of some kinds: points over the most there could be.

    rows: answers with at least "review", "kind", "reviewed_on", "rating" and the columns of `by`,
    in any frame that Narwhals takes; one reviewed after as_of is left out. by: some of BYS.
    period: a row for each period of each group, as for timeliness.timeliness(); without it one
    row a group, for the days from first to last.

    Returns, by group and then period, the `by` columns (categories), period where asked for, and

    - n_reviews: reviews with an answer that applied; n_answers: answers that applied;
    - fully_met, partially_met, not_met, not_applicable: answers;
    - score: 2, 1 and 0 points over 2 for each answer; fully_met_share: fully_met over n_answers.
      Both from 0 to 1, NaN where no answer applied;
    - small: n_reviews is below small_number, since the answers of a review go together.
    """
    assert set(by) <= set(BYS), f"reviews are not grouped by {sorted(set(by) - set(BYS))}"
    needs = list(dict.fromkeys(("review", "reviewed_on", "rating", *by)))
    found = chosen(rows, needs, [Where("kind", one_of=tuple(kinds))])
    day = numbers(found["reviewed_on"])
    known = (day != BLANK) & (day <= number(as_of))
    found, day = found.filter(pa.array(known)), day[known]
    whole = grid(found, day, by=by, period=period or "all", first=first, last=last, as_of=as_of)
    given = {column: equals(found["rating"], rating) for column, rating in RATINGS.items()}
    applies = given["fully_met"] | given["partially_met"] | given["not_met"]
    one = np.ones(len(day), np.int64)
    n = {column: whole.sums(one, these) for column, these in given.items()}
    answers = whole.sums(one, applies)
    points = np.sum([n[column] * each for column, each in POINTS.items()], axis=0)
    frame = whole.frame().assign(
        n_reviews=_reviews(found["review"], whole, applies),
        n_answers=answers,
        **n,
        score=share(points, answers * max(POINTS.values())),
        fully_met_share=share(n["fully_met"], answers),
    )
    frame["small"] = frame["n_reviews"] < small_number
    return frame if period else frame.drop(columns="period")


def _reviews(review: pa.ChunkedArray, whole: Grid, applies: Flags) -> Days:
    """How many reviews have an answer in each cell, of the answers that apply."""
    kept = applies & (whole.cell >= 0)
    number = review.dictionary_encode().combine_chunks().indices.to_numpy()
    (cell, _), _ = summed([whole.cell[kept], number[kept]], np.ones(kept.sum(), np.int64))
    return np.bincount(cell, minlength=len(whole.labels) * len(whole.periods))

"""Lost marks: the questions of reviews on which most points were lost, theme by theme."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from narwhals.typing import IntoFrame

from metrics.reviews import POINTS, review_score


def lost_marks(
    rows: IntoFrame,
    *,
    kinds: Sequence[str],
    first: date | None = None,
    last: date | None = None,
    as_of: date,
    small_number: int,
) -> pd.DataFrame:
    """The questions of each theme, and what was lost on each.

    rows, kinds, first, last, as_of, small_number: as for reviews.review_score(). Returns theme and
    question (str), n_reviews, n_answers, score (0 to 1) and small as there, and lost (int64): the
    points that the answers fell short of most, the most there could be. A question without an
    answer that applied is left out. In order of theme_score (0 to 1: of all of the theme's
    answers), then the most points lost.
    """
    by_question, by_theme = (
        review_score(
            rows,
            kinds=kinds,
            by=by,
            first=first,
            last=last,
            as_of=as_of,
            small_number=small_number,
        )
        for by in (("theme", "question"), ("theme",))
    )
    found = by_question[by_question["n_answers"] > 0].astype({"theme": "str", "question": "str"})
    most = found["n_answers"] * max(POINTS.values())
    had = sum(found[rating] * points for rating, points in POINTS.items())
    of_theme = by_theme.astype({"theme": "str"}).set_index("theme")["score"]
    found = found.assign(
        lost=most - had, most=most, theme_score=found["theme"].map(of_theme)
    ).sort_values(
        ["theme_score", "theme", "lost", "question"],
        ascending=[True, True, False, True],
        ignore_index=True,
    )
    kept = ["theme", "theme_score", "question", "n_reviews", "n_answers", "score"]
    return found[[*kept, "lost", "most", "small"]]

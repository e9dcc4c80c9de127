"""The measure of casework as reviewed by the Area's own managers."""

from metrics.measure import OURS, Measure
from metrics.reviews import REVIEW_NEEDS

POINTS = (
    f"{OURS}2 points for Fully met, 1 for Partially met, 0 for Not met; and since answers of one "
    "review go together, it is the number of reviews that makes a small number."
)

REVIEWS = (
    Measure(
        key="review_score",
        title="Review score",
        issue=1,
        extract="reviews",
        needs=REVIEW_NEEDS,
        kinds=("Mini-inspection", "IQA"),
        headline="score",
        denominator="n_answers",
        shown_as="share",
        counting_unit="answers",
        better="higher",
        standard="none",
        says="Answers given in mini-inspections and Individual Quality Assessments in the period: "
        "points over the most there could be, and beside it the share fully met, by theme, "
        "question and casework type. Answers that do not apply are left out.",
        why_it_matters="The quality of legal thought and decision making is the first of the "
        "Area's issues to address.",
        caveats=f"{POINTS} The scale of three is HMCPSI's [S13]. Question sets differ: compare "
        "within one.",
    ),
)

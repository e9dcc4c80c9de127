"""The extract of reviews: questions answered on files and letters."""

from extracts.case_fields import CASEWORK_TYPE, UNIT
from extracts.extract import Extract
from extracts.kinds import Choice, Date
from extracts.text_kinds import Text

REVIEWS = Extract(
    key="reviews",
    title="Reviews",
    one_row_is="one question answered on one file or letter",
    keys=("review", "question"),
    opens="reviewed_on",
    closes=None,
    fields=(
        Text(
            name="review",
            title="Review",
            says="The reference of the review",
            upper=True,
            aliases=("Review reference", "Review ID"),
        ),
        Text(
            name="question",
            title="Question",
            says="The question as it is worded",
            longest=300,
        ),
        Choice(
            name="kind",
            title="Kind",
            says="Which exercise it belongs to",
            values=("Mini-inspection", "IQA", "Letter sample"),
            aliases=("Review kind", "Exercise"),
            spellings={
                "Individual Quality Assessment": "IQA",
                "Letter dip sample": "Letter sample",
                "Dip sample": "Letter sample",
            },
        ),
        Text(name="theme", title="Theme", says="The theme that the question belongs to"),
        UNIT,
        CASEWORK_TYPE,
        Date(
            name="reviewed_on",
            title="Date reviewed",
            says="The day of the review",
            aliases=("Review date", "Reviewed"),
        ),
        Choice(
            name="rating",
            title="Rating",
            says="How far the question was met",
            values=("Fully met", "Partially met", "Not met", "Not applicable"),
            aliases=("Score", "Answer"),
            spellings={
                "FM": "Fully met",
                "PM": "Partially met",
                "NM": "Not met",
                "NA": "Not applicable",
                "N/A": "Not applicable",
            },
        ),
        Text(
            name="question_set",
            title="Question set",
            says="The version of the questions",
            aliases=("Question set version",),
        ),
        Text(
            name="marker",
            title="Marker",
            says="A code for the person who marked it, never a name",
            blank=True,
            absent=True,
            longest=20,
            aliases=("Marker code",),
        ),
    ),
)

import math
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.registry import EXTRACTS
from metrics.reviews import BYS, RATINGS, REVIEW_NEEDS, review_score

AS_OF = date(2026, 5, 15)
SCHEMA = pa.schema([(name, EXTRACTS["reviews"][name].dtype) for name in REVIEW_NEEDS])
ALL = ("Mini-inspection", "IQA", "Letter sample")


def answer(review: str, rating: str, day: date = date(2026, 5, 1), **more) -> dict:
    usual = {
        "review": review,
        "reviewed_on": day,
        "rating": rating,
        "theme": "Grip",
        "question": "Was it timely?",
        "casework_type": "RASSO",
        "unit": "A Unit",
        "kind": "IQA",
    }
    return usual | more


def table(rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(rows, SCHEMA)


EXAMPLE = [
    answer("R1", "Fully met"),
    answer("R1", "Partially met", question="Was it right?"),
    answer("R1", "Not applicable", question="Was it kind?"),
    answer("R2", "Not met"),
    answer("R3", "Not applicable"),  # no answer of R3 applies
    answer("R4", "Fully met", date(2026, 4, 1)),
    # not counted: reviewed after the data's day, and of another kind
    answer("R5", "Fully met", date(2026, 5, 16)),
    answer("R6", "Fully met", kind="Letter sample"),
]


def test_a_score_is_points_over_the_most_there_could_be():
    found = review_score(table(EXAMPLE), kinds=["IQA"], period="month", as_of=AS_OF, small_number=2)

    april, may = found.to_dict("records")
    assert may == {
        "period": pd.Timestamp(2026, 5, 1),
        "n_reviews": 2,
        "n_answers": 3,
        "fully_met": 1,
        "partially_met": 1,
        "not_met": 1,
        "not_applicable": 2,
        "score": (2 + 1 + 0) / (2 * 3),
        "fully_met_share": 1 / 3,
        "small": False,
    }
    assert (april["score"], april["n_reviews"], april["small"]) == (2 / 2, 1, True)


def test_without_a_period_a_group_is_one_row():
    found = review_score(
        table(EXAMPLE), kinds=["IQA"], by=["question"], as_of=AS_OF, small_number=1
    )

    assert found["question"].tolist() == ["Was it kind?", "Was it right?", "Was it timely?"]
    assert found["n_answers"].tolist() == [0, 1, 3]
    assert found["score"].tolist()[1:] == [1 / 2, (2 + 0 + 2) / (2 * 3)]
    assert math.isnan(found["score"][0])
    assert "period" not in found


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.builds(
            answer,
            st.sampled_from(["R1", "R2", "R3"]),
            st.sampled_from(sorted(RATINGS.values())),
            st.dates(date(2026, 3, 1), date(2026, 5, 20)),
            theme=st.sampled_from(["Grip", "Added value"]),
            casework_type=st.sampled_from(["RASSO", "Magistrates'"]),
            unit=st.sampled_from(["A Unit", "B Unit"]),
            kind=st.sampled_from(ALL),
        )
    ),
    by=st.lists(st.sampled_from(BYS), unique=True),
    kinds=st.sampled_from([ALL, ALL[:2], ALL[2:]]),
)
def test_scores_are_those_of_a_walk_answer_by_answer(rows, by, kinds):
    of = {"kinds": kinds, "by": by, "period": "month", "as_of": AS_OF, "small_number": 2}

    found = review_score(table(rows), **of)

    pd.testing.assert_frame_equal(review_score(duckdb.from_arrow(table(rows)), **of), found)
    known = [r for r in rows if r["reviewed_on"] <= AS_OF and r["kind"] in kinds]
    groups = {tuple(r[b] for b in by) for r in known}
    months = {r["reviewed_on"].month for r in known}
    first = min(months, default=6)
    assert len(found) == len(groups) * (AS_OF.month - first + 1)
    for row in found.to_dict("records"):
        mine = [
            r
            for r in known
            if r["reviewed_on"].month == row["period"].month and all(r[b] == row[b] for b in by)
        ]
        ratings = [r["rating"] for r in mine if r["rating"] != "Not applicable"]
        points = 2 * ratings.count("Fully met") + ratings.count("Partially met")
        assert row["n_answers"] == len(ratings)
        assert row["not_applicable"] == len(mine) - len(ratings)
        reviews = {r["review"] for r in mine if r["rating"] != "Not applicable"}
        assert row["n_reviews"] == len(reviews)
        assert row["small"] == (len(reviews) < 2)
        if ratings:
            assert row["score"] == points / (2 * len(ratings))
            assert row["fully_met_share"] == ratings.count("Fully met") / len(ratings)
        else:
            assert math.isnan(row["score"])


def test_without_answers_the_frame_is_empty():
    full = review_score(table(EXAMPLE), kinds=ALL, by=["unit"], as_of=AS_OF, small_number=1)
    empty = review_score(table([]), kinds=ALL, by=["unit"], as_of=AS_OF, small_number=1)

    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)


def test_answers_are_grouped_by_what_they_have():
    with pytest.raises(AssertionError, match="not grouped by \\['marker'\\]"):
        review_score(table(EXAMPLE), kinds=ALL, by=["marker"], as_of=AS_OF, small_number=1)

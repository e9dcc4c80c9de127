from datetime import date

import pyarrow as pa

from metrics.lost_marks import lost_marks

AS_OF = date(2026, 11, 20)


def reviews(*answers):
    review, theme, question, rating = zip(*answers, strict=True)
    n = len(answers)
    return pa.table(
        {
            "review": pa.array(review, pa.string()),
            "theme": pa.array(theme, pa.string()),
            "question": pa.array(question, pa.string()),
            "rating": pa.array(rating, pa.string()),
            "kind": pa.array(["IQA"] * n, pa.string()),
            "unit": pa.array(["A"] * n, pa.string()),
            "casework_type": pa.array(["RASSO"] * n, pa.string()),
            "reviewed_on": pa.array([date(2026, 10, 1)] * n, pa.date32()),
        }
    )


def test_the_weakest_theme_comes_first_and_within_it_the_question_that_loses_most():
    rows = reviews(
        ("1", "Analysis", "Q1", "Not met"),  # loses 2
        ("1", "Analysis", "Q2", "Partially met"),  # loses 1
        ("2", "Analysis", "Q2", "Not met"),  # loses 2, so 3 of 4 on Q2
        ("1", "Care", "Q3", "Fully met"),
        ("1", "Care", "Q4", "Not applicable"),  # in nothing
    )

    found = lost_marks(rows, kinds=("IQA",), as_of=AS_OF, small_number=2)

    assert found.drop(columns="theme_score").values.tolist() == [
        ["Analysis", "Q2", 2, 2, 1 / 4, 3, 4, False],
        ["Analysis", "Q1", 1, 1, 0.0, 2, 2, True],
        ["Care", "Q3", 1, 1, 1.0, 0, 2, True],
    ]
    assert found["theme_score"].tolist() == [1 / 6, 1 / 6, 1.0]


def test_without_reviews_there_is_no_question():
    rows = reviews(("1", "Analysis", "Q1", "Not met"))
    assert lost_marks(rows, kinds=("Mini-inspection",), as_of=AS_OF, small_number=2).empty

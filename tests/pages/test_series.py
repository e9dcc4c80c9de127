"""A measure's figure in words, by itself, and in the columns of one name."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from extracts.registry import EXTRACTS
from metrics.counts import counts
from metrics.registry import MEASURES
from metrics.series import (
    PARTS,
    figure,
    first_day,
    in_days,
    in_words,
    nearly,
    newest_whole,
    series,
)

AS_OF = date(2026, 11, 20)
SHARES = [k for k, m in MEASURES.items() if m.shown_as == "share" and not m.kinds]
SCORES = [k for k, m in MEASURES.items() if m.kinds]


def line(value: float, part: int | None = None, whole: int = 0) -> dict:
    return {"value": value, "part": pd.NA if part is None else part, "whole": whole}


@pytest.mark.parametrize("key", SHARES)
def test_a_share_in_words(key):
    measure = MEASURES[key]

    assert in_words(measure, line(203 / 274, 203, 274)) == "74% (203 of 274)"
    assert in_words(measure, line(1.0, 1234, 1234)) == "100% (1,234 of 1,234)"
    assert in_words(measure, line(0.0, 0, 1)) == "0% (0 of 1)"
    assert in_words(measure, line(math.nan, 0, 0)) == f"– (no {measure.counting_unit})"


@pytest.mark.parametrize("key", SCORES)
def test_a_score_in_words(key):
    measure = MEASURES[key]

    assert in_words(measure, line(0.745, whole=1510)) == "75% (1,510 answers)"
    assert in_words(measure, line(0.5, whole=1)) == "50% (1 answer)"
    assert in_words(measure, line(math.nan)) == "– (no answers)"


@pytest.mark.parametrize("key", SCORES)
def test_a_score_says_of_how_many_reviews_it_is(key):
    measure = MEASURES[key]

    assert in_words(measure, line(0.5, whole=51) | {"n_reviews": 6}) == (
        "50% (51 answers in 6 reviews)"
    )
    assert in_words(measure, line(0.5, whole=1) | {"n_reviews": 1}) == "50% (1 answer in 1 review)"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        *((0, 9, "0%"), (9, 9, "100%"), (1, 200, "1%"), (1, 201, "less than 1%")),
        *((199, 200, "more than 99%"), (198, 200, "99%"), (1989, 2000, "99%")),
    ],
)
def test_nearly_all_is_not_all(part, whole, words):
    assert nearly(part / whole) == words


def test_days_in_words():
    measure = MEASURES["charging_end_to_end"]

    assert in_words(measure, line(25.0, whole=616)) == "25 days (median of 616 cases)"
    assert in_words(measure, line(24.5, whole=2)) == "24.5 days (median of 2 cases)"
    assert in_words(measure, line(1.0, whole=1)) == "1 day (median of 1 case)"
    assert in_words(measure, line(0.0, whole=3)) == "0 days (median of 3 cases)"
    assert in_words(measure, line(math.nan)) == "– (no cases)"


def test_a_count_in_words():
    measure = MEASURES["charging_waiting"]

    assert in_words(measure, line(922.0, whole=922)) == "922 submissions"
    assert in_words(measure, line(1.0, whole=1)) == "1 submission"
    assert in_words(measure, line(0.0, whole=0)) == "0 submissions"


@pytest.mark.parametrize("key", MEASURES)
def test_the_figure_by_itself(key):
    measure = MEASURES[key]

    assert figure(measure, math.nan) == "–"
    assert [figure(measure, v) for v in (0.0, 1.0)] == {
        "share": ["0%", "100%"],
        "days": ["0", "1"],
        "count": ["0", "1"],
    }[measure.shown_as]


def test_a_large_count_has_its_thousands_apart():
    assert figure(MEASURES["charging_waiting"], 12345.0) == "12,345"


def test_days_have_a_decimal_only_where_it_says_something():
    assert [in_days(v) for v in (0.5, 1.0, 10.0, 1234.5)] == [
        *("0.5 days", "1 day", "10 days", "1,234.5 days"),
    ]
    assert in_days(2.0, "working day") == "2 working days"


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 11, 20), 0, None),
        (date(2026, 11, 20), 1, date(2026, 10, 1)),
        (date(2026, 11, 20), 6, date(2026, 5, 1)),
        (date(2026, 11, 20), 11, date(2025, 12, 1)),
        (date(2026, 11, 20), 24, date(2024, 11, 1)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
        (date(2026, 12, 31), 12, date(2025, 12, 1)),
    ],
)
def test_the_first_day_of_some_whole_months(day, months, first):
    assert first_day(day, months) == first


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (["2026-08", "2026-09", "2026-10", "2026-11"], ("2026-10", "2026-09", "2026-11")),
        (["2026-10"], ("2026-10", None, None)),
        (["2026-11"], (None, None, "2026-11")),
        ([], (None, None, None)),
    ],
)
def test_the_last_whole_month_the_one_before_and_this_one(months, expected):
    frame = pd.DataFrame({"period": pd.to_datetime(months, format="%Y-%m")})

    found = newest_whole(frame, AS_OF)

    assert tuple(x and f"{x['period']:%Y-%m}" for x in found) == expected


ROWS = {
    "charging": [
        {"urn": "A", "received_on": date(2026, 9, 1), "decided_on": date(2026, 10, 2)},
        {"urn": "B", "received_on": date(2026, 9, 1), "decided_on": date(2026, 10, 1)},
        {"urn": "C", "received_on": date(2026, 9, 7), "decided_on": None},
    ],
    "disclosure": [
        {"urn": "A", "stage": "Initial", "due_on": date(2026, 10, 1)},
        {"urn": "B", "stage": "Continuing", "due_on": date(2026, 10, 1)},
    ],
    "victim_letters": [
        {"urn": "A", "enhanced": "Yes", "sent_on": date(2026, 10, 2)},
        {"urn": "B", "enhanced": "No", "sent_on": date(2026, 10, 12)},
    ],
    "reviews": [
        {"review": "A", "kind": "IQA", "rating": "Fully met"},
        {"review": "A", "kind": "Letter sample", "rating": "Not met"},
    ],
}
USUAL = {
    "unit": "A Unit",
    "casework_type": "RASSO",
    "in_custody": False,
    "review_track": "28 day",
    "submission": 1,
    "outcome": "Charge",
    "triggered_on": date(2026, 9, 1),
    "decided_on": date(2026, 10, 1),
    "reviewed_on": date(2026, 10, 1),
    "theme": "A theme",
    "question": "A question",
}


def figures(key: str, small_number: int = 2) -> pd.DataFrame:
    measure = MEASURES[key]
    schema = EXTRACTS[measure.extract].schema()
    blank = {n: USUAL.get(n) for n in schema.names}
    table = pa.Table.from_pylist([blank | row for row in ROWS[measure.extract]], schema)
    data = table.select(measure.columns())
    if measure.clock:
        data = counts(measure.prepare(data, as_of=AS_OF), measure.clock, as_of=AS_OF)
    return series(
        measure,
        data,
        period="month",
        first=date(2026, 10, 1),
        last=date(2026, 10, 31),
        as_of=AS_OF,
        small_number=small_number,
    )


@pytest.mark.parametrize(
    ("key", "value", "part", "whole"),
    [
        ("charging_28_day", 0 / 1, 0, 1),  # C, due on 5 October; A and B fell due in September
        ("charging_waiting", 1, None, 1),
        ("charging_returned", 0 / 2, 0, 2),
        ("charging_end_to_end", (30 + 31) / 2, None, 2),
        ("disclosure_initial", 0 / 1, 0, 1),
        ("disclosure_continuing", 0 / 1, 0, 1),
        ("letters_on_time", 1 / 2, 1, 2),
        ("letters_enhanced", 1 / 1, 1, 1),
        ("letters_other", 0 / 1, 0, 1),
        ("letters_sent", 2 / 2, 2, 2),
        ("letters_quality", 0 / 2, None, 1),
        ("review_score", 2 / 2, None, 1),
    ],
)
def test_the_figure_its_numerator_and_its_denominator(key, value, part, whole):
    (found,) = figures(key).to_dict("records")

    assert found["value"] == value
    assert (None if pd.isna(found["part"]) else found["part"]) == part
    assert found["whole"] == whole


@pytest.mark.parametrize("key", ["charging_5_day", "police_response"])
def test_rows_of_other_measures_make_no_line(key):
    assert figures(key).empty


@pytest.mark.parametrize("key", MEASURES)
def test_the_columns_have_one_name_and_one_type_for_all_measures(key):
    measure, frame = MEASURES[key], figures(key)

    assert frame["value"].dtype == np.float64
    assert frame["part"].dtype == pd.Int64Dtype()
    assert frame["whole"].dtype == np.int64
    assert frame["small"].dtype == np.bool_
    assert frame["part"].notna().all() == (measure.headline in PARTS)


def test_a_small_number_is_of_what_the_figure_is_out_of():
    assert [bool(figures("charging_end_to_end", n)["small"].any()) for n in (2, 3)] == [False, True]
    assert not figures("charging_waiting", 99)["small"].any()  # a count is out of nothing
    assert [bool(figures("review_score", n)["small"].any()) for n in (1, 2)] == [False, True]

"""Are the stories of README.md in the files, and nothing else of that size?"""

import numpy as np
import pandas as pd
import pytest

from sample_data.days import CALENDAR

LAST = pd.Timestamp("2026-11-20")
UNIT = "Lancashire Crown Court Unit"
SLIDING = "Western Magistrates Unit"
UNCHANGED = "Greater Manchester Crown Court Unit"
FEW = "Lancashire/Cumbria Complex Case Unit"


@pytest.fixture(scope="module")
def due28(latest) -> pd.DataFrame:
    """Consultations of the 28-day track, not in custody, that have fallen due."""
    rows = latest["charging"]
    rows = rows[(rows["review_track"] == "28 day") & (rows["in_custody"] == "No")]
    rows = rows.assign(due_on=rows["received_on"] + pd.Timedelta(days=28))
    rows = rows.assign(on_time=rows["decided_on"] <= rows["due_on"])
    return rows[rows["due_on"] < LAST]


@pytest.fixture(scope="module")
def letters(latest) -> pd.DataFrame:
    """Letters that have fallen due by their newest file, where the entitlement is known."""
    rows = latest["victim_letters"]
    rows = rows[rows["enhanced"].isin(["Yes", "No"])]
    limit = rows["enhanced"].map({"Yes": 1, "No": 5}).to_numpy()
    start = rows["decided_on"].to_numpy().astype("datetime64[D]")
    due = np.busday_offset(start, limit, roll="backward", busdaycal=CALENDAR)
    rows = rows.assign(due_on=pd.to_datetime(due), on_time=rows["sent_on"] <= pd.to_datetime(due))
    return rows[rows["due_on"] < pd.Timestamp("2026-11-18")]


@pytest.fixture(scope="module")
def answers(latest) -> pd.DataFrame:
    rows = latest["reviews"]
    score = rows["rating"].map({"Fully met": 1, "Partially met": 0.5, "Not met": 0})
    return rows.assign(score=score).dropna(subset="score")


def share(rows, start, end, unit=None, by="due_on", of="on_time"):
    """The share of a period, its first and last days as given, and of a unit."""
    rows = rows if unit is None else rows[rows["unit"] == unit]
    return rows[rows[by].between(start, end)][of].mean()


def without_christmas(rows):
    return rows[~rows["due_on"].dt.month.isin([12, 1])]


def test_the_area_decides_most_in_time(due28):
    monthly = without_christmas(due28).groupby(due28["due_on"].dt.to_period("M"))["on_time"].mean()
    assert monthly.loc["2024-06":].between(0.72, 0.83).all()
    assert 0.74 <= share(due28, "2025-11-20", "2026-11-19") <= 0.80


def test_ownership_brings_lancashire_crown_court_up(due28):
    assert 0.58 <= share(due28, "2025-02-01", "2025-08-31", UNIT) <= 0.66
    assert 0.62 <= share(due28, "2025-09-01", "2025-10-31", UNIT) <= 0.82  # on the way
    after = without_christmas(due28)
    assert 0.82 <= share(after, "2025-11-01", "2026-11-19", UNIT) <= 0.88


def test_ownership_keeps_the_prosecutor(latest):
    rows = latest["charging"]
    rows = rows[rows["same_prosecutor"] != ""]
    rows = rows.assign(same=rows["same_prosecutor"] == "Yes", ours=rows["unit"] == UNIT)

    def same(start, end, ours):
        return share(rows[rows["ours"] == ours], start, end, by="decided_on", of="same")

    assert 0.38 <= same("2025-01-01", "2025-08-31", True) <= 0.50
    assert 0.75 <= same("2025-11-01", "2026-11-20", True) <= 0.86
    assert abs(same("2025-11-01", LAST, False) - same("2025-01-01", "2025-08-31", False)) < 0.03


def test_western_slides_by_some_2_points_a_month(due28):
    rows = due28[(due28["unit"] == SLIDING) & (due28["due_on"] >= "2026-02-01")]
    monthly = rows.groupby(rows["due_on"].dt.to_period("M"))["on_time"].mean()
    slope = np.polyfit(np.arange(len(monthly)), monthly, 1)[0]
    assert -0.03 <= slope <= -0.01
    assert share(rows, "2026-08-01", "2026-11-19") <= 0.73
    assert share(due28, "2025-02-01", "2025-11-30", SLIDING) >= 0.83


def test_other_units_only_vary(due28):
    steady = without_christmas(due28)
    for unit in set(due28["unit"]) - {UNIT, SLIDING, FEW}:
        before = share(steady, "2024-06-01", "2025-08-31", unit)
        after = share(steady, "2025-11-01", "2026-11-19", unit)
        assert abs(after - before) < 0.045, unit


def test_a_legal_manager_for_pre_charge_made_no_difference(due28):
    steady = without_christmas(due28)
    before = share(steady, "2025-03-01", "2026-02-28", UNCHANGED)
    assert abs(share(steady, "2026-03-01", "2026-11-19", UNCHANGED) - before) < 0.03


@pytest.mark.parametrize("year", [2025, 2026])
def test_each_christmas_leaves_a_backlog_that_january_works_off(latest, due28, year):
    rows = latest["charging"]

    def opened(day):
        day = pd.Timestamp(day)
        return ((rows["received_on"] <= day) & ~(rows["decided_on"] <= day)).sum()

    before = opened(f"{year - 1}-12-20")
    assert 1.15 * before <= opened(f"{year}-01-02") <= 1.45 * before
    assert opened(f"{year}-01-31") <= 1.10 * before
    january = share(due28, f"{year}-01-01", f"{year}-01-31")
    for month in (f"{year - 1}-11", f"{year}-02"):
        start = pd.Timestamp(month)
        assert january < share(due28, start, start + pd.offsets.MonthEnd()) - 0.08


@pytest.mark.parametrize(("enhanced", "before", "after"), [("Yes", 0.52, 0.74), ("No", 0.68, 0.86)])
def test_letters_are_sent_in_time_from_february_2026(letters, enhanced, before, after):
    rows = letters[letters["enhanced"] == enhanced]
    assert share(rows, "2024-05-01", "2026-01-31") == pytest.approx(before, abs=0.03)
    assert share(rows, "2026-03-15", LAST) == pytest.approx(after, abs=0.03)


def test_letters_improve_in_every_unit(letters):
    for unit in set(letters["unit"]) - {FEW}:
        before = share(letters, "2024-05-01", "2026-01-31", unit)
        assert share(letters, "2026-03-15", LAST, unit) - before > 0.08, unit


def test_letters_are_better_written(answers):
    rows = answers[answers["theme"] == "Letter quality"]
    before = share(rows, "2024-05-01", "2026-01-31", by="reviewed_on", of="score")
    after = share(rows, "2026-04-01", LAST, by="reviewed_on", of="score")
    assert 0.64 <= before <= 0.70
    assert 0.10 <= after - before <= 0.17


def test_the_prompt_raises_case_analysis_and_nothing_else(answers):
    for theme in ("Case analysis and strategy", "Added value", "Grip", "Victims and witnesses"):
        rows = answers[answers["theme"] == theme]
        before = share(rows, "2024-05-01", "2025-10-31", by="reviewed_on", of="score")
        after = share(rows, "2026-01-01", LAST, by="reviewed_on", of="score")
        low, high = (0.06, 0.11) if theme.startswith("Case") else (-0.025, 0.025)
        assert low <= after - before <= high, theme


def test_one_unit_has_few_cases(latest):
    per_month = latest["charging"].groupby("unit").size() / 30.7
    assert 4 <= per_month[FEW] <= 9
    assert per_month.drop(FEW).min() > 30
    assert per_month.max() > 250


def test_questions_change_their_words_in_april_2026(latest):
    rows = latest["reviews"]
    new = rows["question_set"].str.endswith("2026")
    assert rows.loc[new, "reviewed_on"].min() >= pd.Timestamp("2026-04-01")
    assert rows.loc[~new, "reviewed_on"].max() < pd.Timestamp("2026-04-01")
    old, later = set(rows.loc[~new, "question"]), set(rows.loc[new, "question"])
    assert len(old & later) == 12
    assert (len(old - later), len(later - old)) == (5, 6)


def test_the_backlog_at_the_end_is_believable(latest):
    rows = latest["charging"]
    left = rows[rows["decided_on"].isna()]
    assert 850 <= len(left) <= 1_100
    track = left[(left["review_track"] == "28 day") & (left["in_custody"] == "No")]
    overdue = track[track["received_on"] + pd.Timedelta(days=28) < LAST]
    assert 90 <= len(overdue) <= 200
    share_overdue = overdue.groupby("unit").size() / track.groupby("unit").size()
    assert (
        share_overdue["North West Area RASSO Unit"] > 2 * share_overdue["Cumbria Magistrates Hub"]
    )


def test_first_submissions_come_back_as_often_as_a_study_found(latest):
    rows = latest["charging"]
    rows = rows[rows["outcome"] != ""]
    back = rows["outcome"].isin(["Returned at triage", "Action plan"])
    first = (rows["submission"] == "1") & (rows["in_custody"] == "No")
    assert back[first].mean() == pytest.approx(0.46, abs=0.02)  # see README.md


def test_some_things_are_not_known(latest):
    letters, duties = latest["victim_letters"], latest["disclosure"]
    assert letters["enhanced"].isin(["", "Unknown"]).mean() == pytest.approx(0.03, abs=0.01)
    assert 0.03 <= duties["first_due_on"].notna().mean() <= 0.05
    initial = duties["stage"] == "Initial"
    assert duties.loc[initial, "due_on"].isna().mean() == pytest.approx(0.06, abs=0.015)
    assert duties.loc[~initial, "due_on"].isna().mean() == pytest.approx(0.35, abs=0.03)

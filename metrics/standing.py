"""How things stand now, on the working day before, and on the same weekday four weeks before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from narwhals.typing import IntoFrame

from extracts.working_days import previous_working_day
from metrics.backlog import backlog
from metrics.caselist import RECENT_DAYS
from metrics.reviews import review_score
from metrics.timeliness import daily, timeliness


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Figures at the end of a day. fell_due, on_time: of the 28 days before it."""

    day: date
    open: int
    overdue: int
    fell_due: int
    on_time: int

    def __add__(self, other: "Standing") -> "Standing":
        assert self.day == other.day, "only figures of the same day can be added"
        return Standing(
            day=self.day,
            open=self.open + other.open,
            overdue=self.overdue + other.overdue,
            fell_due=self.fell_due + other.fell_due,
            on_time=self.on_time + other.on_time,
        )


@dataclass(frozen=True, kw_only=True)
class Standings:
    """Now, the working day before, and four weeks before; and what is about to fall due."""

    now: Standing
    day_before: Standing
    four_weeks_before: Standing
    due_today: int
    due_soon: int
    just_due: int
    just_on_time: int

    def __add__(self, other: "Standings") -> "Standings":
        return Standings(
            now=self.now + other.now,
            day_before=self.day_before + other.day_before,
            four_weeks_before=self.four_weeks_before + other.four_weeks_before,
            due_today=self.due_today + other.due_today,
            due_soon=self.due_soon + other.due_soon,
            just_due=self.just_due + other.just_due,
            just_on_time=self.just_on_time + other.just_on_time,
        )


def standings(counts: pd.DataFrame, *, as_of: date) -> Standings:
    """The standings of a clock's counts, taken with the same as_of.

    just_due, just_on_time: of the cases due from the working day before up to yesterday, so that a
    Monday also answers for the weekend.
    """
    days = [as_of, previous_working_day(as_of), as_of - timedelta(days=28)]
    now, day_before, four_weeks_before = (_standing(counts, day, as_of) for day in days)
    left = backlog(counts, as_of=as_of)
    just = _due(counts, days[1], as_of - timedelta(days=1), as_of)
    return Standings(
        now=now,
        day_before=day_before,
        four_weeks_before=four_weeks_before,
        due_today=int(left["due_today"].sum()),
        due_soon=int(left["due_soon"].sum()),
        just_due=just[0],
        just_on_time=just[1],
    )


def _standing(counts: pd.DataFrame, day: date, as_of: date) -> Standing:
    end = daily(counts, days=[day], as_of=as_of)
    fell_due, on_time = _due(
        counts, day - timedelta(days=RECENT_DAYS), day - timedelta(days=1), as_of
    )
    return Standing(
        day=day,
        open=int(end["open"].sum()),
        overdue=int(end["overdue"].sum()),
        fell_due=fell_due,
        on_time=on_time,
    )


def _due(counts: pd.DataFrame, first: date, last: date, as_of: date) -> tuple[int, int]:
    """(fell due, of those on time) from a first day to a last."""
    figures = timeliness(counts, period="all", first=first, last=last, as_of=as_of, small_number=0)
    return int(figures["fell_due"].sum()), int(figures["fell_due_on_time"].sum())


def units_overdue(groups: Mapping[str, Sequence[tuple[pd.DataFrame, date]]]) -> pd.DataFrame:
    """What is overdue and falls due in each unit, the one with the most overdue first.

    groups: title -> counts and their as_of of the measures that are added up under it, none where
    there is no data. Returns unit (str); for each title a column of overdue (Int64, blank without
    data) and one, "<title> oldest", of the days past due of the oldest (Int64, blank where none);
    overdue and oldest of all; due_today, due_soon, fell_due and fell_due_on_time (in the 28 days
    before). Units with none of these are left out.
    """
    sums = ["overdue", "due_today", "due_soon", "fell_due", "fell_due_on_time"]
    found = [
        _unit_figures(counts, day, title)
        for title, measured in groups.items()
        for counts, day in measured
    ]
    titles, oldest = list(groups), [f"{title} oldest" for title in groups]
    if not found:
        return pd.DataFrame(columns=["unit", *titles, *oldest, "overdue", "oldest", *sums[1:]])
    whole = pd.concat(found, ignore_index=True)
    whole = whole.reindex(columns=["unit", *titles, *oldest, *sums, "oldest"])
    there = [title for title in titles if groups[title]]
    whole[titles] = whole[titles].astype("Int64")
    whole[there] = whole[there].fillna(0)
    whole[oldest] = whole[oldest].astype("Int64")
    by_unit = whole.groupby("unit", sort=True)
    table = by_unit[[*titles, *sums]].sum(min_count=1).join(by_unit[[*oldest, "oldest"]].max())
    table = table[(table[sums] > 0).any(axis=1)].reset_index()
    order = ["overdue", "oldest", "unit"]
    return table.sort_values(
        order, ascending=[False, False, True], na_position="last", ignore_index=True
    )


def _unit_figures(counts: pd.DataFrame, as_of: date, title: str) -> pd.DataFrame:
    left = backlog(counts, as_of=as_of, by=["unit"])
    recent = timeliness(
        counts,
        period="all",
        by=["unit"],
        first=as_of - timedelta(days=RECENT_DAYS),
        last=as_of - timedelta(days=1),
        as_of=as_of,
        small_number=0,
    )
    left["unit"], recent["unit"] = left["unit"].astype("str"), recent["unit"].astype("str")
    left = left.merge(recent[["unit", "fell_due", "fell_due_on_time"]], on="unit", how="left")
    left["oldest"] = left["oldest_overdue_days"]
    return left.assign(**{title: left["overdue"], f"{title} oldest": left["oldest"]})


@dataclass(frozen=True, kw_only=True)
class RecentScore:
    """The score of the reviews of the 28 days up to and with a day; NaN where nothing applied."""

    day: date
    score: float
    reviews: int
    answers: int


def recent_scores(
    rows: IntoFrame, *, kinds: Sequence[str], as_of: date
) -> tuple[RecentScore, RecentScore, RecentScore]:
    """The score now, on the working day before, and four weeks before.

    rows: answers as reviews.review_score() takes them. The 28 days of the last begin where those
    of the first end, so the two have no review in common.
    """
    days = (as_of, previous_working_day(as_of), as_of - timedelta(days=RECENT_DAYS))
    now, day_before, four_weeks_before = (_score(rows, kinds, day, as_of) for day in days)
    return now, day_before, four_weeks_before


def _score(rows: IntoFrame, kinds: Sequence[str], day: date, as_of: date) -> RecentScore:
    found = review_score(
        rows,
        kinds=kinds,
        first=day - timedelta(days=RECENT_DAYS - 1),
        last=day,
        as_of=as_of,
        small_number=0,
    )
    if found.empty:
        return RecentScore(day=day, score=float("nan"), reviews=0, answers=0)
    (line,) = found.to_dict("records")
    return RecentScore(
        day=day,
        score=float(line["score"]),
        reviews=int(line["n_reviews"]),
        answers=int(line["n_answers"]),
    )

"""The figures of the morning brief in words: the headline, a line a group, a row a unit."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from extracts.errors import count, in_words
from extracts.freshness import Freshness
from metrics.series import NONE, percent
from metrics.standing import RecentScore, Standing, Standings
from packs.brief.morning import Brief, Work


@dataclass(frozen=True, kw_only=True)
class Line:
    """A group of measures in a table; dashes without data."""

    title: str
    says: str
    overdue: str
    since: str
    due: str
    on_time: str


def headline(brief: Brief) -> str:
    """What is overdue, of what, of what there is no data, and where most of it is."""
    there = [(w.group, w.standings) for w in brief.work if w.standings]
    if not there:
        return "There is no data yet of what falls due."
    lacks = [w.group.title.lower() for w in brief.work if not w.standings]
    without = f", without {in_words(lacks)}, of which there is no data" if lacks else ""
    n = sum(s.now.overdue for _, s in there)
    if not n:
        return f"Nothing is overdue{without}."
    each = [
        f"{s.now.overdue:,} {g.one if s.now.overdue == 1 else g.many}"
        for g, s in there
        if s.now.overdue
    ]
    words = f"{n:,} {'is' if n == 1 else 'are'} overdue: {in_words(each)}{without}."
    if len(brief.units) > 1:
        most = brief.units.iloc[int(brief.units["overdue"].argmax())]
        words += f" {most['unit']} holds the most, {most['overdue']:,}."
    return words


def line(work: Work) -> Line:
    """A group of measures in a table."""
    s, group = work.standings, work.group
    if s is None:
        dash = {"overdue": NONE, "since": "no data", "due": NONE, "on_time": NONE}
        return Line(title=group.title, says=group.says, **dash)
    return Line(
        title=group.title,
        says=group.says,
        overdue=f"{s.now.overdue:,}",
        since=f"{_since(s.now, s.day_before)}; {_since(s.now, s.four_weeks_before)}",
        due=f"{s.due_today:,} {_on(s, work.fresh)}, {s.due_soon:,} in the five working days after",
        on_time=_share(s.now),
    )


def _since(now: Standing, then: Standing) -> str:
    n = now.overdue - then.overdue
    change = f"{n:+,}".replace("-", "−") if n else "no change"
    return f"{change} since {then.day:%a %-d %b}"


def _on(s: Standings, fresh: Freshness) -> str:
    return f"on {s.now.day:%a %-d %b}" if fresh.behind else "today"


def _share(s: Standing) -> str:
    if not s.fell_due:
        return f"{NONE} (0 of 0)"
    return f"{percent(s.on_time / s.fell_due)} ({s.on_time:,} of {s.fell_due:,})"


def more(brief: Brief) -> list[str]:
    """Letters to victims with enhanced rights, and the score of reviews."""
    found = []
    if brief.first:
        s = brief.first
        found.append(
            f"Letters to victims with enhanced rights: {s.now.overdue:,} overdue, "
            f"{s.due_today:,} due on {s.now.day:%a %-d %b}, {s.due_soon:,} in the five working "
            "days after."
        )
    if brief.scores:
        now, _, before = brief.scores
        found.append(
            f"Legal decision quality, score of the last 28 days: {_score(now)}; on "
            f"{before.day:%a %-d %b}: {_score(before)}."
        )
    return found


def _score(s: RecentScore) -> str:
    if not s.answers:
        return "no answers"
    return f"{percent(s.score)} ({count(s.answers, 'answer')} in {count(s.reviews, 'review')})"


def units(brief: Brief) -> list[tuple[str, ...]]:
    """A row a unit: its name, what is overdue of each group, and in all."""
    if brief.units.empty:
        return []
    titles = [w.group.title for w in brief.work]
    return [
        (str(u["unit"]), *(_overdue(u, title) for title in titles), f"{u['overdue']:,}")
        for u in brief.units.to_dict("records")
    ]


def _overdue(unit: Mapping[Hashable, Any], title: str) -> str:
    """How many, and how long the oldest is past its due day; a dash without data."""
    if pd.isna(unit[title]):
        return NONE
    return f"{unit[title]:,} ({count(unit[f'{title} oldest'], 'day')})" if unit[title] else "0"

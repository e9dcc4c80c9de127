"""The morning brief: what is overdue and due, what changed, is the data here. It names no case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

import pandas as pd
import pyarrow.compute as pc

from extracts.area import Area
from extracts.errors import brief as in_brief
from extracts.errors import did_you_mean, in_words
from extracts.freshness import Freshness, freshness
from extracts.publications import live
from extracts.registry import EXTRACTS
from metrics.groups import GROUPS, Group
from metrics.measure import Measure
from metrics.registry import measures
from metrics.reviews import REVIEW_NEEDS
from metrics.standing import RecentScore, Standings, recent_scores, standings, units_overdue
from packs.brief.changed import Changed, changed
from packs.errors import PackError
from packs.making.source import Source, is_sample, newest_day, sample_words
from plan.actions import PlanAction, shown, state


@dataclass(frozen=True, kw_only=True)
class Work:
    """The figures of a group of measures; standings None where there is no data."""

    group: Group
    standings: Standings | None
    fresh: Freshness


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What a morning brief says.

    unit: its full name, "" for the Area. day: that it is seen on; data_to: the newest own day of
    any extract. first: of letters to victims with enhanced rights. scores: of reviews now, on the
    working day before and four weeks before; None without data. units: as
    metrics.standing.units_overdue has them, with short names. overdue, due: actions of the plan.
    """

    area: str
    unit: str
    day: date
    data_to: date
    classification: str
    sample: str
    work: tuple[Work, ...]
    first: Standings | None
    scores: tuple[RecentScore, RecentScore, RecentScore] | None
    reviews: Freshness
    units: pd.DataFrame
    changed: tuple[Changed, ...]
    overdue: tuple[PlanAction, ...]
    due: tuple[PlanAction, ...]


def brief(source: Source, area: Area, *, unit: str = "", today: date) -> Brief:
    """The brief of the Area or of a unit, as the page Today has its figures.

    area: with its plan. unit: by any of its names. Raises PackError without data, or where the
    unit is none.
    """
    newest, known = newest_day(source), measures(area)
    if newest is None:
        raise PackError(
            "There is no data yet, so there is nothing to brief: publish extracts on the page "
            "Upload, or with python -m extracts load FOLDER."
        )
    unit = _unit(source, area, known, unit)
    made_up = is_sample(source)
    actions = [
        a
        for a in shown(source.plan_actions(), is_sample=made_up)
        if not unit or not a.units or unit in a.units
    ]
    actions.sort(key=lambda a: a.due or date.max)
    return Brief(
        area=area.name,
        unit=unit,
        day=today,
        data_to=newest,
        classification=area.board.classification,
        sample=sample_words(source),
        work=tuple(
            Work(
                group=group,
                standings=_standings(source, known, group.measures, unit),
                fresh=_fresh(source, area, group.extract, today),
            )
            for group in GROUPS
        ),
        first=_standings(source, known, [g.first for g in GROUPS if g.first], unit),
        scores=_scores(source, known, unit),
        reviews=_fresh(source, area, "reviews", today),
        units=pd.DataFrame() if unit else _units(source, area, known),
        changed=changed(source, area, known, unit=unit),
        overdue=tuple(a for a in actions if state(a, today) == "overdue"),
        due=tuple(a for a in actions if state(a, today) == "due this month"),
    )


def _unit(source: Source, area: Area, known: Mapping[str, Measure], written: str) -> str:
    """The full name of a unit of the Area or of the data; "" for none."""
    if not written:
        return ""
    name = area.unit(written)
    there = {u.name for u in area.units}
    for measure in known.values():
        found = source.counts(measure)
        there |= set() if found is None else set(found["unit"].astype(str))
    if name not in there:
        near = did_you_mean(written, area.unit_names | {u: u for u in there})
        near = near or f" The units are {in_words(sorted(there))}."
        raise PackError(f'There is no unit "{in_brief(written)}".{near}')
    return name


def _counts(
    source: Source, known: Mapping[str, Measure], key: str, unit: str
) -> tuple[pd.DataFrame, date] | None:
    """The counts of a measure, of one unit where given, and their day; None without data."""
    found, day = source.counts(known[key]), source.data_day(EXTRACTS[known[key].extract])
    if found is None or day is None:
        return None
    return (found[found["unit"] == unit] if unit else found), day


def _standings(
    source: Source, known: Mapping[str, Measure], keys: tuple[str, ...] | list[str], unit: str
) -> Standings | None:
    found = [f for key in keys if (f := _counts(source, known, key, unit))]
    return reduce(add, (standings(c, as_of=day) for c, day in found)) if found else None


def _scores(
    source: Source, known: Mapping[str, Measure], unit: str
) -> tuple[RecentScore, RecentScore, RecentScore] | None:
    day = source.data_day(EXTRACTS["reviews"])
    if day is None:
        return None
    rows = source.rows(EXTRACTS["reviews"], REVIEW_NEEDS)
    if unit:
        rows = rows.filter(pc.equal(rows["unit"], unit))
    return recent_scores(rows, kinds=known["review_score"].kinds, as_of=day)


def _units(source: Source, area: Area, known: Mapping[str, Measure]) -> pd.DataFrame:
    found = units_overdue(
        {
            g.title: [f for key in g.measures if (f := _counts(source, known, key, ""))]
            for g in GROUPS
        }
    )
    return found.assign(unit=[area.short_names.get(u, u) for u in found["unit"]])


def _fresh(source: Source, area: Area, key: str, today: date) -> Freshness:
    history = live(source.history(EXTRACTS[key]))
    return freshness(
        [p.extract_day for p in history if p.extract_day],
        today=today,
        allowed=area.extract_lag_working_days,
        is_daily=key in area.daily_extracts,
    )

"""The improvement plan in a pack: how each action stands, and whether it worked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from extracts.area import Area
from extracts.registry import EXTRACTS
from metrics.action_effects import effect_of
from metrics.effect_words import effect_sentence
from metrics.measure import Measure
from packs.content import ActionLine, EffectLine
from packs.making.lines import UNITS
from packs.making.months import last_day, next_month
from packs.making.source import Source
from plan.actions import PlanAction, State, shown, state
from plan.area import as_drawn

ORDER: tuple[State, ...] = ("overdue", "due this month", "in hand", "not started", "done")


def action_lines(
    source: Source,
    area: Area,
    measures: Mapping[str, Measure],
    month: date,
    *,
    is_sample: bool,
) -> tuple[ActionLine, ...]:
    """The actions agreed by the first day of the next month, those that are overdue first.

    They are as at the end of that day, in whose month the Board looks back: overdue is what was due
    in the pack's month or before and is not done by then, due this month what is due in the month
    of the meeting. Whether they worked is told from the pack's month and those before.
    """
    end, day = last_day(month), next_month(month)
    known = [as_at(a, day) for a in shown(source.plan_actions(), is_sample=is_sample)]
    there = [a for a in known if a.agreed is None or a.agreed <= day]
    lines = [
        ActionLine(
            key=a.key,
            what=a.what,
            short=a.short,
            issue=a.issue,
            owner=a.owner,
            units=tuple(area.short_names.get(u, u) for u in a.units),
            measures=tuple(measures[m].title if m in measures else m for m in a.measures),
            agreed=a.agreed,
            due=a.due,
            started=a.started,
            done=a.done,
            state=state(a, day),
            effects=tuple(_effects(source, area, measures, a, end, is_sample=is_sample)),
        )
        for a in there
    ]
    return tuple(
        sorted(lines, key=lambda a: (ORDER.index(a.state), a.due or date.max, a.issue, a.what))
    )


def as_at(action: PlanAction, day: date) -> PlanAction:
    """An action without what came after a day: it was not yet started then, or not yet done."""
    return replace(
        action,
        started=action.started if action.started and action.started <= day else None,
        done=action.done if action.done and action.done <= day else None,
    )


def _effects(
    source: Source,
    area: Area,
    measures: Mapping[str, Measure],
    action: PlanAction,
    end: date,
    *,
    is_sample: bool,
) -> Iterator[EffectLine]:
    """What its measures did since it was started; nothing before it was."""
    drawn = as_drawn(action)
    if drawn is None or drawn.started > end:
        return
    for key in action.measures:
        measure = measures.get(key)
        points = source.monthly(measure, UNITS) if measure else None
        day = source.data_day(EXTRACTS[measure.extract]) if measure else None
        if measure is None or points is None or day is None:
            continue
        found = effect_of(
            area,
            drawn,
            measure,
            points,
            until=min(end, day - timedelta(days=1)),  # the data's own day is not over
            is_sample=is_sample,
        )
        names = [area.short_names.get(u, u) for u in action.units]
        whose = {"units": " and ".join(names)} if 0 < len(names) < 3 else {}
        yield EffectLine(
            measure=key,
            verdict=found.verdict,
            sentence=effect_sentence(measure, found, **whose),
        )

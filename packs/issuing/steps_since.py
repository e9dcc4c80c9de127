"""Step changes that were set or withdrawn since a pack was issued, which judge it otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from extracts.area import Area
from packs.content import Pack
from packs.issuing.late_figures import Difference
from packs.making.months import last_day
from packs.words.sheet_words import day_words
from plan.merge import when
from plan.steps import StepChange

_EVERY_UNIT = "all units"
_Key = tuple[str, str, date]  # measure, unit ("" for all), from which day


def steps_since(
    settings: Mapping[str, Any], area: Area, known: Sequence[StepChange], issued: Pack
) -> list[Difference]:
    """A difference a step change that judges the pack's months and did not, or the other way.

    settings: the Area's as they were issued (packs.issuing.issued.settings_of). area: as it is now,
    with its plan. known: every step change that was set on the page, withdrawn ones too; where one
    is not among them it stands in the Area's file. One that was set and withdrawn since is none.
    """
    before = {_key_then(step): str(step["reason"]) for step in settings.get("step_changes", [])}
    after = {
        (s.measure, s.unit or "", s.starts_on): (s.set_by, s.reason) for s in area.step_changes
    }
    of_page = {(s.measure, s.unit, s.starts_on): s for s in known}
    titles = {row.key: row.title for row in issued.rows}
    keys = sorted(
        key
        for key in set(before) ^ set(after)
        if key[0] in titles and key[2] <= last_day(issued.month)
    )
    return list(_differences(keys, before, after, of_page, area, titles))


def _differences(
    keys: Sequence[_Key],
    before: Mapping[_Key, str],
    after: Mapping[_Key, tuple[str, str]],
    of_page: Mapping[_Key, StepChange],
    area: Area,
    titles: Mapping[str, str],
) -> Iterator[Difference]:
    for key in keys:
        measure, unit, day = key
        where = area.short_names.get(unit, unit) or _EVERY_UNIT
        step = of_page.get(key)
        is_set = key in after
        was = "none" if is_set else f"set: {before[key]}"
        is_now = _set(*after[key], step) if is_set else _withdrawn(step)
        yield Difference(
            kind="step",
            measure=titles[measure],
            unit=where,
            of=f"step change from {day_words(day)}",
            before=was,
            after=is_now,
            says=f"{'A' if is_set else 'The'} step change of {titles[measure]}, {where}, from "
            f"{day_words(day)} was {is_now.rstrip('.')}.",
        )


def _set(set_by: str, reason: str, step: StepChange | None) -> str:
    if step is None:
        return f"set by {set_by} in the Area’s settings: {reason}"
    return f"set by {step.set_by} {when(step.set_at)}: {reason}"


def _withdrawn(step: StepChange | None) -> str:
    if step is None or step.withdrawn_at is None:
        return "taken out of the Area’s settings"
    return f"withdrawn by {step.withdrawn_by} {when(step.withdrawn_at)}: {step.withdrawn_reason}"


def _key_then(step: Mapping[str, Any]) -> _Key:
    return step["measure"], step["unit"] or "", date.fromisoformat(step["starts_on"])

"""The Area with what its people decided since: the plan's actions, and step changes set on pages.

What is judged and drawn takes an Area and need not know where its actions and steps are kept.
"""

from dataclasses import replace

from extracts.area import Area
from extracts.judgement import Action
from extracts.keeping.small_tables import SmallTables
from plan.actions import PlanAction, actions_in
from plan.log import Held, held
from plan.steps import steps_in


def with_plan(area: Area, store: SmallTables, version: int | None = None) -> Area:
    """An Area with the actions of the plan that have a day of start, and the steps that hold.

    area: as its file has it. version: as the plan was then. Raises StoreError where the plan cannot
    be read.
    """
    return with_held(area, held(store, version))


def with_held(area: Area, kept: Held) -> Area:
    """As with_plan, with what was read from the store."""
    return replace(
        area,
        actions=tuple(drawn for a in actions_in(kept) if (drawn := as_drawn(a))),
        step_changes=(
            *area.step_changes,
            *(step.as_judged() for step in steps_in(kept) if step.holds),
        ),
    )


def as_drawn(action: PlanAction) -> Action | None:
    """An action as charts and measures take it; None where it was withdrawn or has no start."""
    if action.withdrawn or action.started is None:
        return None
    return Action(
        title=action.what,
        short=action.short,
        issue=action.issue,
        measures=action.measures,
        started=action.started,
        units=action.units,
        illustrative=action.sample,
    )

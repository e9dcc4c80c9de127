"""What an action of the plan comes to, of all its measures; and why it cannot be told."""

from collections.abc import Sequence

from metrics.effect import TOO_LATE
from packs.content import ActionLine

# What is said of an action is the first of these that one of its measures gives: worst first.
KINDS = (
    *("made worse", "worse since", "worked", "better since"),
    *("not clear", "no difference seen", "too early", "cannot tell"),
)
# Why it can never be told, of one action and of many.
BEFORE_DATA = "began before there was enough data"
NO_MEASURE = "names no measure"
NO_FIGURES = "has no figures yet"
OTHERWISE = "for other reasons"
MANY = {NO_MEASURE: "name no measure", NO_FIGURES: "have no figures yet"}


def kind(action: ActionLine) -> str:
    """The verdict on an action that has begun: one of KINDS."""
    verdicts = {e.verdict for e in action.effects}
    return next((kind for kind in KINDS if kind in verdicts), "cannot tell")


def why(action: ActionLine) -> str:
    """Why it cannot be told of an action whose kind() that is."""
    if not action.effects:
        return NO_FIGURES if action.measures else NO_MEASURE
    return BEFORE_DATA if any(TOO_LATE in e.sentence for e in action.effects) else OTHERWISE


def by_kind(actions: Sequence[ActionLine]) -> dict[str, list[ActionLine]]:
    """The actions that have begun, by what their effects come to, in the order of the plan."""
    found: dict[str, list[ActionLine]] = {}
    for action in actions:
        if action.started:
            found.setdefault(kind(action), []).append(action)
    return found


def by_reason(actions: Sequence[ActionLine]) -> dict[str, list[ActionLine]]:
    """Actions of which it cannot be told, by why() not."""
    found: dict[str, list[ActionLine]] = {}
    for reason in (BEFORE_DATA, NO_MEASURE, NO_FIGURES, OTHERWISE):
        if there := [action for action in actions if why(action) == reason]:
            found[reason] = there
    return found

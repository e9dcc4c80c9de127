"""How the actions of the plan stand, in words; a state has a shape of its own, beside its colour."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import get_args

from extracts.errors import count, in_words
from pages.parts import plain
from plan.actions import PlanAction, State, state

STATES: tuple[State, ...] = get_args(State)
MARKS: dict[State, str] = {
    "overdue": ":orange[■] **Overdue**",
    "due this month": "▲ **Due this month**",
    "in hand": "● In hand",
    "not started": "○ Not started",
    "done": ":blue[✓] Done",
}
EVERY_UNIT = "Every unit"


def label(of: State) -> str:
    """A state as people choose it.

    >>> label("due this month")
    'Due this month'
    """
    return of[0].upper() + of[1:]


def day(of: date) -> str:
    """A day as the screen has it.

    >>> day(date(2026, 11, 5))
    'Thu 5 Nov 2026'
    """
    return f"{of:%a} {of.day} {of:%b %Y}"


def standing(actions: Iterable[PlanAction], today: date) -> str:
    """How the plan stands, in one sentence.

    >>> a = dict(what="Training", short="Training", issue=1, owner="Head")
    >>> some = [PlanAction(**a, due=date(2026, 9, 30)), PlanAction(**a), PlanAction(**a)]
    >>> standing(some, date(2026, 11, 20))
    'The plan has 3 actions: **1 overdue** (Training) and 2 not started.'
    """
    by_state: dict[State, list[str]] = {}
    for action in actions:
        by_state.setdefault(state(action, today), []).append(plain(action.short))
    n = Counter({s: len(names) for s, names in by_state.items()})
    if not n:
        return "The plan has no actions yet."
    told = [f"{n[s]:,} {s}" for s in STATES if n[s]]
    if n["overdue"]:
        told[0] = f"**{told[0]}** ({'; '.join(by_state['overdue'])})"
    return f"The plan has {count(n.total(), 'action')}: {in_words(told)}."


def when(action: PlanAction, today: date) -> str:
    """The day that matters most of an action as it stands, as it follows its state."""
    stands = state(action, today)
    if stands == "done" and action.done:
        return f" on {day(action.done)}"
    if action.due:
        is_past = stands == "overdue"
        return f", {'was due' if is_past else 'due'} {day(action.due)}"
    return ", no day set by which it is due"


def days(action: PlanAction, today: date) -> str:
    """The other days of an action: when it was agreed and started, and was due."""
    told = []
    if action.agreed:
        told.append(f"agreed {day(action.agreed)}")
    if action.started:
        is_to_come = action.started > today
        told.append(f"{'to start' if is_to_come else 'started'} {day(action.started)}")
    if action.done and action.due:
        told.append(f"was due {day(action.due)}")
    words = " · ".join(told)
    return words[:1].upper() + words[1:]

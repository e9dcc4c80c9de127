"""Whether the actions of the plan worked, at a glance: a line a verdict, with their names."""

from collections.abc import Sequence

from packs.content import ActionLine
from packs.making.action_verdicts import by_kind, by_reason
from packs.words.measure_names import lower

# What an action's effects come to, as action_verdicts has it, worst first, and in words.
_SAID = {
    "made worse": "Seems to have made things worse",
    "worse since": "Worse since, in all units",
    "worked": "Seems to have worked",
    "better since": "Better since, in all units",
    "not clear": "Not shown to have worked, not clear either way",
    "no difference seen": "No difference seen",
    "too early": "Too early to tell",
}
_CANNOT = "Cannot be told"


def worked_lines(actions: Sequence[ActionLine]) -> list[tuple[str, str]]:
    """(verdict, names) of the actions that have begun, worst first; none where none has.

    What befell all units alike may have another cause, so "in all units" is said of it. What can
    never be told stands last, a line a reason.
    """
    found = by_kind(actions)
    cannot = by_reason(found.get("cannot tell", []))
    return [
        *((words, _names(found[verdict])) for verdict, words in _SAID.items() if verdict in found),
        *((f"{_CANNOT} ({reason})", _names(of)) for reason, of in cannot.items()),
    ]


def _names(actions: Sequence[ActionLine]) -> str:
    return "; ".join(lower(action.short) for action in actions)

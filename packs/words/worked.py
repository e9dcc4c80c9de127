"""Whether the actions of the plan worked, at a glance: a line a verdict, with their names."""

from collections.abc import Sequence

from packs.content import ActionLine
from packs.making.minute_answers import by_kind
from packs.words.measure_names import lower

# What an action's effects come to, as minute_answers has it, worst first, and in words.
_SAID = {
    "made worse": "Seems to have made things worse",
    "worse since": "Worse since, in all units",
    "worked": "Seems to have worked",
    "better since": "Better since, in all units",
    "no difference seen": "No difference seen",
    "": "Cannot be told yet",
}


def worked_lines(actions: Sequence[ActionLine]) -> list[tuple[str, str]]:
    """(verdict, names) of the actions that have begun, worst first; none where none has.

    What befell all units alike may have another cause, so "in all units" is said of it.
    """
    found = by_kind(actions)
    return [
        (words, "; ".join(lower(action.short) for action in found[verdict]))
        for verdict, words in _SAID.items()
        if verdict in found
    ]

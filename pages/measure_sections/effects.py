"""Whether actions worked, by the figures of the pages: each asked once and kept."""

from dataclasses import replace
from datetime import date, timedelta

from extracts.judgement import Action
from metrics import targets
from metrics.action_effects import effect_of
from metrics.effect_verdict import Effect
from metrics.effect_words import effect_sentence
from metrics.measure import Measure
from pages import counted, data, known
from pages.filters import EVERYTHING

CAVEAT = (
    "An action is judged by its units' months before and after it began, beside the units without it. Up to three "
    "months in which it takes hold are on neither side. That shows what came together, and never what caused it: "
    "units with an action differ from the others in more than the action. An action begun because a unit had just had "
    "bad months can look as if it worked, as bad months are mostly followed by better ones whatever is done. Every casework "
    "type and month is in it, whatever is chosen. “No difference seen” is said only where all that the difference may be "
    "lies within 5 percentage points either way, or half of what a share lacked to 0% or 100% where that is less, or a "
    "tenth of the days or cases there were before: our assumption. Else it is not clear."
)


def of(action: Action, measure: Measure, as_at: date | None) -> Effect | None:
    """What a measure did since an action began, over all units, types and months; None without data.

    as_at: the day to read the data as at, None for the newest.
    """
    found = counted.measure_series(measure, replace(EVERYTHING, as_at=as_at), by=("unit",))
    if found is None:
        return None
    points, day = found
    return data.kept(
        "effect",
        *(measure.key, action, as_at),
        make=lambda: effect_of(
            data.area(),
            action,
            measure,
            points,
            until=day - timedelta(days=1),  # the data's own day is not over
            is_sample=known.is_sample(),
        ),
    )


def sentence(action: Action, measure: Measure, effect: Effect) -> str:
    """All that is to be said of it, with the units by name where they are few."""
    return effect_sentence(measure, effect, units=whose(action.units))


def whose(units: tuple[str, ...]) -> str:
    """The units that have an action, as a sentence names them."""
    short = data.area().short_names
    if 0 < len(units) < 3:
        return " and ".join(short.get(unit, unit) for unit in units)
    return "those that have it"


def started(measure: str, unit: str | None) -> tuple[Action, ...]:
    """The actions on a measure that people are to see, the earliest first; unit: those of one alone."""
    return targets.actions(data.area(), measure=measure, unit=unit, is_sample=known.is_sample())

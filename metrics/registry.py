"""MEASURES: every measure the dashboard has, declared once.

Calculations, screens, the Board's pack and docs/measures.md derive from these rows. Nothing on
them is shown as sourced that no published text says.
"""

from collections.abc import Iterator, Mapping

from extracts.area import Area
from extracts.errors import AreaError, did_you_mean, in_words
from metrics.charging_measures import CHARGING
from metrics.disclosure_measures import disclosure
from metrics.letter_measures import LETTERS
from metrics.measure import ISSUES, Measure
from metrics.presets import PRESETS
from metrics.review_measures import REVIEWS

__all__ = ["ISSUES", "MEASURES", "Measure", "check_area", "measures"]


def measures(area: Area) -> dict[str, Measure]:
    """Every measure by its key, in the order of the issues, with the Area's own settings.

    Raises AreaError where those name what there is not: see check_area().
    """
    found = {m.key: m for m in (*REVIEWS, *CHARGING, *disclosure(area), *LETTERS)}
    check_area(area, found)
    return found


def check_area(area: Area, known: Mapping[str, Measure]) -> None:
    """Raise AreaError where an Area's settings name rules or a measure that is not there.

    And where the target of a share is not a share.
    """
    if area.rules not in PRESETS:
        raise AreaError(
            f'The Area\'s settings have "{area.rules}" as rules; they may be {in_words(PRESETS)}.'
            f"{did_you_mean(area.rules, list(PRESETS))}"
        )
    for which, key in _named(area):
        if key not in known:
            raise AreaError(
                f'In the Area\'s settings, {which} names the measure "{key}", which is not there.'
                + (did_you_mean(key, list(known)) or f" The measures are {in_words(known)}.")
            )
    for target in area.targets:
        if known[target.measure].shown_as == "share" and target.value > 1:
            raise AreaError(
                f"In the Area's settings, a target of {target.measure} is {target.value:g}: that "
                "measure is a share, so write a number from 0 to 1, as 0.8 for 80%."
            )


def _named(area: Area) -> Iterator[tuple[str, str]]:
    """What names a measure, in words, and the key that it names."""
    yield from (("a target", t.measure) for t in area.targets)
    yield from (("a step change", s.measure) for s in area.step_changes)
    yield from (("a point left out", p.measure) for p in area.left_out)


# Without the settings of any Area: for the documentation and for tests.
MEASURES = measures(Area(name="Any Area"))

"""What came of the sample's actions: metrics.effect of the figures of obvious.py, unit by unit.

The verdicts and their words are those of tests/metrics; here it is seen that they are of the right
units, months and actions.
"""

from datetime import date, timedelta
from functools import cache

import pandas as pd

from metrics.effect import effect
from metrics.effect_verdict import Effect
from metrics.effect_words import effect_sentence, effect_short
from metrics.registry import Measure
from pages.measure_sections.effects import CAVEAT
from tests.pages import obvious
from tests.pages.expected import ACTIONS, MEASURES, SHORT

__all__ = ["CAVEAT", "hover", "of", "sentence"]


def of(action: dict, measure: Measure, as_at: date | None = None) -> Effect:
    """What the measure did since the action began."""
    return _of(action["short"], measure.key, as_at)


@cache
def _of(short: str, key: str, as_at: date | None) -> Effect:
    (action,) = [a for a in ACTIONS if a["short"] == short]
    lines = obvious.series(key, as_at, None, None, 0, "Unit")
    points = pd.DataFrame(lines).rename(columns={"Unit": "unit"})
    points["period"] = pd.to_datetime(points["period"])
    points["value"] = points["value"].astype(float)
    last = obvious.data_day(obvious.EXTRACT[key], as_at) - timedelta(days=1)
    others = [
        a for a in ACTIONS if a["short"] != short and key in a["measures"] and a["started"] <= last
    ]
    return effect(
        MEASURES[key],
        points,
        units=action["units"],
        started=action["started"],
        until=last,
        small_number=10,
        set_aside=[unit for a in others for unit in a["units"]],
    )


def sentence(action: dict, measure: Measure, as_at: date | None = None) -> str:
    """All that is said of it; one unit or two by name."""
    names = [SHORT[unit] for unit in action["units"]]
    who = " and ".join(names) if len(names) in (1, 2) else "those that have it"
    return effect_sentence(measure, of(action, measure, as_at), units=who)


def hover(action: dict, measure: Measure, as_at: date | None = None) -> str:
    """What the mark on a chart says of it, without the breaks of its lines."""
    return f"{effect_short(measure, of(action, measure, as_at))}."

"""What the Area's figures are judged by: its targets, step changes, points left out and actions.

Targets, step changes and points left out stand in tables of area.toml, which
extracts.judgement_tables reads. Actions, and step changes set on a page, are in the store, and
plan.area adds them. Which measures and rules there are is not known here: metrics.registry looks
whether those that are named exist.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a measure should reach, from a day until a later target of the same.

    value: a share from 0 to 1, days or a count, as the measure is shown. unit: the full name of
    the one it is for; None for the Area and for every unit without a target of its own.
    illustrative: held to over sample data alone.
    """

    measure: str
    value: float
    starts_on: date
    source: str
    illustrative: bool = False
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class StepChange:
    """A day from which a measure is judged by what came since.

    unit: the full name of the one it is for; None for the Area's own line and every unit's.
    """

    measure: str
    starts_on: date
    reason: str
    set_by: str
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A month (its first day) that is shown and not judged; unit as of StepChange."""

    measure: str
    month: date
    reason: str
    set_by: str
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Action:
    """What was done to improve, and the measures that it should move.

    short: its name on a chart. issue: the improvement issue it is of. units: the full names of
    those that have it; none for every unit. illustrative: of the sample data's stories.
    """

    title: str
    short: str
    issue: int
    measures: tuple[str, ...]
    started: date
    units: tuple[str, ...] = ()
    illustrative: bool = False

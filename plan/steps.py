"""Step changes set on the page: dated, reasoned, and withdrawn with a reason, never deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from extracts import judgement
from extracts.area import Area
from extracts.errors import DashboardError
from extracts.keeping.small_tables import SmallTables
from plan.known import Known
from plan.log import Change, Held, Revision, held, save
from plan.merge import Named, when
from plan.no_cases import names_a_case

LONGEST = 500  # characters of a reason; our bound


class StepRefused(DashboardError):
    """A step change cannot be as it was asked for."""


@dataclass(frozen=True, kw_only=True)
class StepChange:
    """A day from which a measure is judged by what came since, and who says so.

    unit: the full name of the one it is for; "" for the Area's own line and every unit's. set_by,
    set_at: who set it and when. withdrawn_by is "" and withdrawn_at None while it holds. revision:
    of the item in the store.
    """

    key: str
    measure: str
    unit: str
    starts_on: date
    reason: str
    set_by: str
    set_at: datetime
    withdrawn_reason: str
    withdrawn_by: str
    withdrawn_at: datetime | None
    revision: int

    @property
    def holds(self) -> bool:
        """Whether lines are judged by it."""
        return not self.withdrawn_reason

    def as_judged(self) -> judgement.StepChange:
        """As the Area's settings have it."""
        return judgement.StepChange(
            measure=self.measure,
            starts_on=self.starts_on,
            reason=self.reason,
            set_by=self.set_by,
            unit=self.unit or None,
        )


def steps(store: SmallTables, version: int | None = None) -> list[StepChange]:
    """Every step change that was set on the page, withdrawn ones too, in the order of their days.

    version: as the plan was then. Raises StoreError where it cannot be read.
    """
    return steps_in(held(store, version))


def steps_in(kept: Held) -> list[StepChange]:
    """Every step change in what was read from the store."""
    found = map(_step, kept.newest("step").values())
    return sorted(found, key=lambda s: (s.starts_on, s.key))


def set_step(
    store: SmallTables,
    *,
    measure: str,
    unit: str = "",
    starts_on: date,
    reason: str,
    area: Area,
    known: Known,
    who: str,
    now: datetime,
) -> StepChange:
    """Set a step change, be it one that was withdrawn before, and give it.

    area: as its file has it, whose own step changes cannot be set twice. Raises StepRefused in
    words, or StoreError; nothing is set then.
    """
    reason = reason.strip()
    _check(known, area.step_changes, measure, unit, starts_on, reason)
    key = f"{measure}|{unit}|{starts_on.isoformat()}"
    fields = {
        "measure": measure,
        "unit": unit,
        "starts_on": starts_on.isoformat(),
        "reason": reason,
        "set_by": who,
        "set_at": now.isoformat(),
        "withdrawn_reason": "",
    }

    def changes(kept: Held) -> list[Change]:
        before = kept.history("step", key)
        if before and (there := _step(before[-1])).holds:
            if (there.reason, there.set_by) == (reason, who):  # a second click
                return [_change(key, {}, len(before))]
            raise StepRefused(
                f"{there.set_by} set this step change already, {when(there.set_at)}: "
                f'"{there.reason}". Withdraw it first, to give another reason.'
            )
        return [_change(key, fields, len(before))]

    (saved,) = save(store, changes, who=who, now=now)
    return _step(saved)


def withdraw_step(
    store: SmallTables, key: str, *, reason: str, who: str, now: datetime
) -> StepChange:
    """Take a step change back, and give it. It stays in the store, with both reasons.

    Raises StepRefused where it is not there, is withdrawn already, or no reason is given; or
    StoreError.
    """
    if not reason.strip():
        raise StepRefused("Say why the step change is withdrawn.")

    def changes(kept: Held) -> list[Change]:
        before = kept.history("step", key)
        if not before:
            raise StepRefused("There is no such step change. Open the page again.")
        if not (there := _step(before[-1])).holds:
            assert there.withdrawn_at
            raise StepRefused(
                f"{there.withdrawn_by} has withdrawn this step change already, "
                f'{when(there.withdrawn_at)}: "{there.withdrawn_reason}".'
            )
        return [_change(key, {"withdrawn_reason": reason.strip()}, len(before))]

    (saved,) = save(store, changes, who=who, now=now)
    return _step(saved)


def _check(
    known: Known,
    of_file: Iterable[judgement.StepChange],
    measure: str,
    unit: str,
    starts_on: date,
    reason: str,
) -> None:
    if why := known.no_measure(measure):
        raise StepRefused(f"The step change names a measure that is not there: {why}")
    if unit and (why := known.no_unit(unit)):
        raise StepRefused(f"The step change names a unit that is not there: {why}")
    if not 2000 <= starts_on.year <= 2099:
        raise StepRefused("The day of the step change should be from 2000 to 2099.")
    if not reason:
        raise StepRefused("Say why the work changed on that day: without a reason there is none.")
    if len(reason) > LONGEST:
        raise StepRefused(f"The reason has {len(reason):,} characters; the most is {LONGEST}.")
    if why := names_a_case("The reason", reason):
        raise StepRefused(why)
    for step in of_file:
        if (step.measure, step.unit or "", step.starts_on) == (measure, unit, starts_on):
            raise StepRefused(
                f"The Area's settings have this step change already, set by {step.set_by}: "
                f'"{step.reason}".'
            )


def _change(key: str, fields: Mapping[str, str], based_on: int) -> Change:
    return Change(
        kind="step", key=key, fields=fields, based_on=based_on, named=Named(item="The step change")
    )


def _step(revision: Revision) -> StepChange:
    kept = revision.fields
    is_withdrawn = "withdrawn_reason" in kept
    return StepChange(
        key=revision.key,
        measure=kept["measure"],
        unit=kept.get("unit", ""),
        starts_on=date.fromisoformat(kept["starts_on"]),
        reason=kept["reason"],
        set_by=kept["set_by"],
        set_at=datetime.fromisoformat(kept["set_at"]),
        withdrawn_reason=kept.get("withdrawn_reason", ""),
        withdrawn_by=revision.who if is_withdrawn else "",
        withdrawn_at=revision.at if is_withdrawn else None,
        revision=revision.number,
    )

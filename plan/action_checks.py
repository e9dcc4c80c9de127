"""What is wrong with an action, in words for whoever wrote it."""

from collections.abc import Iterator
from datetime import date

from extracts.errors import DashboardError, count, in_words
from plan.actions import DAYS, SHORT, TITLES, PlanAction
from plan.known import Known
from plan.no_cases import names_a_case

LONGEST = {"what": 300, "owner": 100, "notes": 5_000, "evidence": 5_000}  # characters; our bounds
_ONE_LINE = ("what", "short", "owner")
_YEARS = range(2000, 2100)
# (the earlier, the later): days that cannot be the other way round.
_IN_ORDER = (("agreed", "due"), ("started", "done"), ("agreed", "done"))


class ActionRefused(DashboardError):
    """An action cannot be as it is written. faults: each in a sentence of its own."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


def check(action: PlanAction, known: Known, today: date) -> None:
    """Raise ActionRefused where an action cannot be. today: nothing is done after it."""
    if found := faults(action, known, today):
        raise ActionRefused(found)


def faults(action: PlanAction, known: Known, today: date) -> list[str]:
    """All that is wrong with an action, the most basic first."""
    return [*_words(action, known), *_names(action, known), *_days(action, today)]


def _words(action: PlanAction, known: Known) -> Iterator[str]:
    if not action.what:
        yield "What is blank: say in a sentence what is done."
    if not action.short:
        yield f"Short name is blank: give a name of at most {SHORT} characters, for charts."
    elif len(action.short) > SHORT:
        yield f"Short name has {count(len(action.short), 'character')}; the most is {SHORT}."
    if action.issue not in known.issues:
        issues = in_words(f"{n} ({title})" for n, title in known.issues.items())
        yield f"Issue should be the number of an improvement issue: {issues}."
    if not action.owner:
        yield "Owner is blank: name the role that answers for it, as Head of the unit."
    elif "@" in action.owner:
        yield "Owner should be a role, as Head of the unit, and not a person's address."
    for name, most in LONGEST.items():
        if (n := len(getattr(action, name))) > most:
            yield f"{TITLES[name]} has {count(n, 'character')}; the most is {most:,}."
    for name in _ONE_LINE:
        if "\n" in getattr(action, name):
            yield f"{TITLES[name]} is over several lines: write it on one."
    for name in ("short", *LONGEST):
        if why := names_a_case(TITLES[name], getattr(action, name)):
            yield why


def _names(action: PlanAction, known: Known) -> Iterator[str]:
    for unit in action.units:
        if why := known.no_unit(unit):
            yield f"Units: {why}"
    for measure in action.measures:
        if why := known.no_measure(measure):
            yield f"Measures: {why}"


def _days(action: PlanAction, today: date) -> Iterator[str]:
    for name in DAYS:
        day = getattr(action, name)
        if day and day.year not in _YEARS:
            yield f"{TITLES[name]} is in the year {day.year}; it should be from 2000 to 2099."
    for first, last in _IN_ORDER:
        earlier, later = getattr(action, first), getattr(action, last)
        if earlier and later and later < earlier:
            yield (
                f"{TITLES[last]} ({later:%d/%m/%Y}) is before {TITLES[first].lower()} "
                f"({earlier:%d/%m/%Y}): correct one of them."
            )
    start, due = action.started, action.due
    if start and due and start > max(due, today) and not action.done:  # late ones did begin late
        yield (
            f"Started ({start:%d/%m/%Y}) is a day to come and after due ({due:%d/%m/%Y}): give it "
            "a later day by which it is due, or an earlier one to start."
        )
    if action.done and not action.started:
        yield "Done has a day and started has none: say when it was started."
    if action.done and action.done > today and not action.sample:
        yield f"Done ({action.done:%d/%m/%Y}) is after today: leave it blank until it is done."

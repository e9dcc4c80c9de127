"""An action as somebody writes it on a page, and on top of what others changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from extracts.dates import DAY_FIRST, day_month_year
from extracts.errors import brief
from plan.action_checks import ActionRefused, faults
from plan.actions import DAYS, LIST_ENDS, LISTS, TITLES, PlanAction, action_from, texts
from plan.known import Known
from plan.merge import Fields


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An action as it was when somebody began to change it.

    key: "" of a new one. number: of its revision, 0 of a new one. fields: as they are kept.
    """

    key: str = ""
    number: int = 0
    fields: Fields = field(default_factory=dict)

    @classmethod
    def of(cls, action: PlanAction) -> "Seen":
        """An action of the plan."""
        return cls(key=action.key, number=action.revision, fields=texts(action))


def as_typed(fields: Fields) -> dict[str, str]:
    """The texts of a form: days are written dd/mm/yyyy; blank for what there is not."""
    kept = {name: fields.get(name, "") for name in TITLES}
    days = {n: day_month_year(date.fromisoformat(kept[n])) for n in DAYS if kept[n]}
    return kept | days


def written(
    seen: Seen, typed: Mapping[str, str | Collection[str]], *, known: Known, today: date
) -> PlanAction:
    """The action that somebody wrote, on top of what they saw.

    typed: field -> text, or several for units and measures; those that are left out are as they
    were. Raises ActionRefused with everything that is wrong: days that are none, then the rest.
    """
    kept, wrong = dict(seen.fields), []
    for name, text in typed.items():
        if name in LISTS:
            kept[name] = LIST_ENDS.join(text)
            continue
        assert isinstance(text, str)
        kept[name] = text.strip()
        if name in DAYS and kept[name]:
            day = next((d for form in DAY_FIRST if (d := form.day(kept[name]))), None)
            if day is None:
                wrong.append(
                    f'{TITLES[name]} is "{brief(text)}", which is not a day: write it as '
                    "dd/mm/yyyy."
                )
            kept[name] = day.isoformat() if day else ""
    action = replace(action_from(kept, key=seen.key), revision=seen.number)
    if wrong := [*wrong, *faults(action, known, today)]:
        raise ActionRefused(wrong)
    return action


def given_up(action: PlanAction, reason: str) -> PlanAction:
    """The action withdrawn, with the reason in its notes. Raises ActionRefused without one."""
    if not reason.strip():
        raise ActionRefused(["Say why the action is withdrawn."])
    notes = f"{action.notes}\nWithdrawn: {reason.strip()}".strip()
    return replace(action, withdrawn=True, notes=notes)

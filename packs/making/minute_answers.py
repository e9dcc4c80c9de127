"""What the minute says of targets, of consistency between units, and of whether actions worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extracts.errors import count, in_words
from metrics.series import NONE, first_day
from packs.content import ActionLine, Row
from packs.making.standing import MEASURES
from packs.words.measure_names import lower, together
from packs.words.near import at_target

_HEADLINE = MEASURES[0]  # the measure of charging that is told of whenever units have its target


def reached(rows: Sequence[Row]) -> str:
    """Whether targets will be reached, of the measures that have one."""
    aimed = [row for row in rows if row.target != NONE]
    if not aimed:
        return "No measure has a target."
    kinds = {words: [r for r in aimed if r.area.assurance == kind] for kind, words, _ in _REACH}
    n = len(aimed)
    (only, *others) = [words for words, found in kinds.items() if found]
    if not others:
        all_ = "The only measure" if n == 1 else f"All {n} measures"
        which = f", {'; '.join(together(aimed))}," if only != _MAY else ""
        return f"{all_} with a target{which} {only} as things are."
    said = [
        f"{len(kinds[words])} {words}"
        + (f" ({'; '.join(together(kinds[words]))})" if is_named else "")
        for _, words, is_named in _REACH
        if kinds[words]
    ]
    return f"As things are, of {n} measures with a target {in_words(said)}."


_MAY = "may or may not reach it"
# An assurance, in words, and whether the measures are named.
_REACH = (
    ("will not reach", "will not reach it", True),
    ("will reach", "will reach it", True),
    ("may or may not reach", _MAY, False),
    ("", "cannot be judged", False),
)


@dataclass(frozen=True, kw_only=True)
class AtTarget:
    """Units of a measure: how many are at their target of those that have one, and how far apart.

    Units with a small number are passed over, as wherever units are compared.
    """

    at: int
    of: int
    apart: float


def units_at_target(row: Row, month: date | None) -> AtTarget:
    """The units of a measure in a month."""
    found = [
        p for line in row.units for p in line.points
        if p.period == month and p.value is not None and not p.small
    ]  # fmt: skip
    said = [at_target(row.better, p.value, p.target) for p in found]
    values = [p.value for p in found if p.value is not None]
    return AtTarget(
        at=sum(s is True for s in said),
        of=sum(s is not None for s in said),
        apart=max(values) - min(values) if values else 0.0,
    )


def consistent(rows: Sequence[Row], month: date) -> str:
    """How many units are at target now and were a year before, for the most telling measures.

    These are the headline measure of charging, and the share in which units lie furthest apart.
    """
    now = {r.key: (r, units_at_target(r, month)) for r in rows}
    aimed = {key: both for key, both in now.items() if both[1].of > 1}
    if not aimed:
        return ""
    shares = [key for key, (row, _) in aimed.items() if row.shown_as == "share"] or list(aimed)
    widest = max(shares, key=lambda key: aimed[key][1].apart)
    told = [key for key in dict.fromkeys((_HEADLINE, widest)) if key in aimed]
    said = [_at(*aimed[key], month, is_first=key == told[0]) for key in told]
    if widest in told[1:]:
        said[-1] += ", where units lie furthest apart"
    return f"Units at their target: {'; '.join(said)}."


def _at(row: Row, now: AtTarget, month: date, *, is_first: bool) -> str:
    then = units_at_target(row, first_day(month, 12))
    before = ""
    if then.of:
        before = f" ({then.at}{f' of {then.of}' if then.of != now.of else ''} a year before)"
    return f"{now.at} of {now.of} in {lower(row.title)}{before}"


def worked(actions: Sequence[ActionLine]) -> str:
    """How many actions worked, which, and of how many there is no difference, or no telling."""
    begun = [a for a in actions if a.started]
    if not begun:
        return f"None of {count(len(actions), 'action')} has begun."
    kinds = by_kind(begun)
    said = [
        f"{len(found)} {one if len(found) == 1 else many}"
        + (f" ({'; '.join(lower(a.short) for a in found)})" if is_named else "")
        for verdict, one, many, is_named in _KINDS
        if (found := kinds.get(verdict))
    ]
    return f"Of {count(len(begun), 'action')} begun, {in_words(said)}."


# What an action's effects come to, worst first; of one and of many; whether they are named.
_KINDS = (
    ("made worse", "seems to have made things worse", "seem to have made things worse", True),
    ("worse since", "is worse since, in all units", "are worse since, in all units", True),
    ("worked", "seems to have worked", "seem to have worked", True),
    ("better since", "is better since, in all units", "are better since, in all units", True),
    ("no difference seen", "shows no difference", "show no difference", False),
    ("", "cannot be told yet", "cannot be told yet", False),
)


def by_kind(actions: Sequence[ActionLine]) -> dict[str, list[ActionLine]]:
    """The actions that have begun, by what their effects come to, in the order of the plan."""
    found: dict[str, list[ActionLine]] = {}
    for action in actions:
        if action.started:
            found.setdefault(kind(action), []).append(action)
    return found


def kind(action: ActionLine) -> str:
    """The verdict on an action: of those of its measures the first of _KINDS."""
    verdicts = {e.verdict for e in action.effects}
    return next((verdict for verdict, *_ in _KINDS if verdict in verdicts), "")

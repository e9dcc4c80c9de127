"""What the minute says of targets, of consistency between units, and of whether actions worked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extracts.errors import count, in_words
from metrics.series import NONE, first_day
from packs.content import ActionLine, Row
from packs.making.action_verdicts import MANY, by_kind, by_reason
from packs.making.standing import MEASURES
from packs.words.measure_names import lower, together
from packs.words.near import at_target
from packs.words.sheet_words import shown

_HEADLINE = MEASURES[0]  # the measure of charging that is told of whenever units have its target


def reached(rows: Sequence[Row]) -> str:
    """Whether targets will be reached, of the measures that have one."""
    aimed = [row for row in rows if row.target != NONE]
    if not aimed:
        return "No measure has a target."
    kinds = {words: [r for r in aimed if r.area.assurance == kind] for kind, words, _ in _REACH}
    n = len(aimed)
    (only, *others) = [words for words, found in kinds.items() if found]
    if only == _MAY and not others:
        of = "the only target" if n == 1 else f"any of the {n} targets"
        return f"Nothing can be promised of {of}: each month may reach it or miss it."
    if not others:
        all_ = "The only measure" if n == 1 else f"All {n} measures"
        return f"{all_} with a target, {'; '.join(together(aimed))}, {only} as things are."
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


def units_at_target(
    row: Row, month: date | None, aims: Mapping[str, float | None] | None = None
) -> AtTarget:
    """The units of a measure in a month; aims: targets by unit, in place of those of the month."""
    found = [
        (line.unit, p) for line in row.units for p in line.points
        if p.period == month and p.value is not None and not p.small
    ]  # fmt: skip
    said = [
        at_target(row.better, p.value, p.target if aims is None else aims.get(unit))
        for unit, p in found
    ]
    values = [p.value for _, p in found if p.value is not None]
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
    said = [_at(*aimed[key], month) for key in told]
    if widest in told[1:]:
        said[-1] += ", where units lie furthest apart"
    return f"Units at their target: {'; '.join(said)}."


def _at(row: Row, now: AtTarget, month: date) -> str:
    """How many are at target; and a year before, by the target of then and by that of now."""
    year_before = first_day(month, 12)
    then = units_at_target(row, year_before)
    said = f"{now.at} of {now.of} in {lower(row.title)}"
    if not then.of:
        return said
    before = f"{then.at}{f' of {then.of}' if then.of != now.of else ''} a year before"
    aims, were = _targets(row, month), _targets(row, year_before)
    if all(aims.get(unit, target) == target for unit, target in were.items()):
        return f"{said} ({before})"
    alike = units_at_target(row, year_before, aims)
    of = f" of {alike.of}" if alike.of != then.of else ""
    was, is_now = _only(row, were), _only(row, aims)
    when = f"when the target was {was}" if was else "when targets were others"
    by = f"{alike.at}{of} by today’s {is_now or 'targets'}"
    return f"{said} ({before}, {when}; {by})"


def _targets(row: Row, month: date | None) -> dict[str, float | None]:
    """The targets of a month by unit."""
    return {line.unit: p.target for line in row.units for p in line.points if p.period == month}


def _only(row: Row, targets: Mapping[str, float | None]) -> str:
    """The target that all units have; "" where theirs differ."""
    there = {target for target in targets.values() if target is not None}
    return shown(row.shown_as, there.pop()) if len(there) == 1 else ""


def worked(actions: Sequence[ActionLine]) -> str:
    """How many actions worked, which, and of how many it is not clear, too early or not to tell."""
    begun = [a for a in actions if a.started]
    if not begun:
        return f"None of {count(len(actions), 'action')} has begun."
    kinds = by_kind(begun)
    said = [
        f"{len(found)} {one if len(found) == 1 else many}{_which(kind, found)}"
        for kind, one, many in _KINDS
        if (found := kinds.get(kind))
    ]
    return f"Of {count(len(begun), 'action')} begun, {in_words(said)}."


# What an action's effects come to, in the order of KINDS, of one and of many.
_KINDS = (
    ("made worse", "seems to have made things worse", "seem to have made things worse"),
    ("worse since", "is worse since, in all units", "are worse since, in all units"),
    ("worked", "seems to have worked", "seem to have worked"),
    ("better since", "is better since, in all units", "are better since, in all units"),
    ("not clear", "is not shown to have worked", "are not shown to have worked"),
    ("no difference seen", "shows no difference", "show no difference"),
    ("too early", "is too early to tell", "are too early to tell"),
    ("cannot tell", "cannot be told", "cannot be told"),
)


def _which(kind: str, found: Sequence[ActionLine]) -> str:
    """The actions by name; of those that cannot be told, how many why."""
    if kind == "not clear":
        return " (not clear either way)"
    if kind == "cannot tell":
        reasons = by_reason(found)
        said = [
            (f"{len(of)} " if len(reasons) > 1 else "")
            + (reason if len(of) == 1 else MANY.get(reason, reason))
            for reason, of in reasons.items()
        ]
        return f" ({', '.join(said)})"
    if kind in ("no difference seen", "too early"):
        return ""
    return f" ({'; '.join(lower(a.short) for a in found)})"

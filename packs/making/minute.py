"""What a member of the Board reads in one minute: four questions, a short answer each.

What is worse than it was, and what is better? Will targets be reached? Are units consistent? Did
the plan's actions work? And what is to be minded of the data.
"""

from collections.abc import Callable, Sequence
from datetime import date

from extracts.errors import count, in_words
from packs.content import ActionLine, Row
from packs.making.minute_answers import consistent, reached, worked
from packs.making.months import next_month
from packs.words.measure_names import lower, together

MIND = "Mind the data: "
NONE_JUDGED = "No measure has enough months to be judged."


def in_one_minute(
    rows: Sequence[Row], actions: Sequence[ActionLine], warnings: Sequence[str], month: date
) -> tuple[str, ...]:
    """The sentences at the top, most important first. warnings: of the data, in sentences."""
    judged = [r for r in rows if r.area.variation != "not judged"]
    said = [
        _worse(judged, rows),
        _better(rows) if judged else "",
        reached(rows) if judged else "",
        consistent(rows, month),
        _plan(actions, month),
        f"{MIND}{lower(' '.join(warnings))}." if warnings else "",
    ]
    return tuple(s for s in said if s)


def _worse(judged: Sequence[Row], rows: Sequence[Row]) -> str:
    """What is worse than it was, for all units together and in some."""
    found = [r for r in judged if r.area.variation == "concern"]
    units = _units(rows)
    within = f"omething is worse in {count(len(units), 'unit')}: {'; '.join(units)}."
    if not judged:
        return f"{NONE_JUDGED} S{within}" if units else NONE_JUDGED
    if found:
        said = f"{_than('Worse', found)}: {'; '.join(together(found))}."
        return f"{said} S{within}" if units else said
    said = f"Of {count(len(judged), 'measure')} judged, none is worse than it was"
    return f"{said} for all units together, but s{within}" if units else f"{said}."


def _than(better: str, rows: Sequence[Row]) -> str:
    return f"{better} than {'it was' if len(together(rows)) == 1 else 'they were'}"


def _units(rows: Sequence[Row]) -> list[str]:
    """Units that are worse than they were in something, with the measures of each."""
    worse: dict[str, list[Row]] = {}
    for row in rows:
        for unit in row.worse_units:
            worse.setdefault(unit, []).append(row)
    return [f"{unit} ({in_words(together(found))})" for unit, found in worse.items()]


def _better(rows: Sequence[Row]) -> str:
    """What is better than it was, what changed neither way, and what cannot be judged."""
    better = [r for r in rows if r.area.variation == "improvement"]
    changed = _named(rows, lambda r: r.area.variation == "change")
    unjudged = [r for r in rows if r.area.variation == "not judged"]
    without = _named(unjudged, lambda r: not r.area.points)
    anew = _named(unjudged, _is_anew)
    few = _named(unjudged, lambda r: bool(r.area.points) and not _is_anew(r))
    said = [
        f"{_than('Better', better)}: {'; '.join(together(better))}."
        if better
        else "Nothing is better than it was.",
        f"Changed: {changed}." if changed else "",
        f"Too few to judge: {few}." if few else "",
        f"Too few months since the step change to judge: {anew}." if anew else "",
        f"No data: {without}." if without else "",
    ]
    return " ".join(s for s in said if s)


def _is_anew(row: Row) -> bool:
    """Whether it was judged before its last step change, and has had too few months since."""
    steps = [mark.day for mark in row.marks if mark.kind == "step"]
    return bool(steps) and any(
        p.period < max(steps) and p.meaning != "not judged" for p in row.area.points
    )


def _plan(actions: Sequence[ActionLine], month: date) -> str:
    """Whether actions worked, how many are overdue, and how many fall due."""
    if not actions:
        return ""
    late = sum(a.state == "overdue" for a in actions)
    soon = sum(a.state == "due this month" for a in actions)
    is_late = f"{count(late, 'action')} {'is' if late == 1 else 'are'}" if late else "No action is"
    due = f" and {soon} {'is' if soon == 1 else 'are'} due in {next_month(month):%B %Y}"
    return f"{worked(actions)} {is_late} overdue{due if soon else ''}."


def _named(rows: Sequence[Row], wanted: Callable[[Row], bool]) -> str:
    return "; ".join(together([r for r in rows if wanted(r)]))

"""What each sheet of the pack has found: its title, the same in every file."""

from collections.abc import Iterable, Sequence
from datetime import date

from extracts.errors import in_words
from metrics.measure import ISSUES
from packs.content import ActionLine, DataLine, Line, Pack, Row, State
from packs.making.months import last_day, next_month
from packs.words.sheet_words import day_words, few, month_words

SAYS = {
    "concern": "worse than it was",
    "improvement": "better than it was",
    "change": "changed",
    "usual": "no change beyond chance",
    "not judged": "too few to judge",
}
_STATES = ("overdue", "due this month", "in hand", "not started", "done")


def headline(pack: Pack) -> str:
    """What the Board must see first: how many measures are worse than it was, or where one is."""
    return _worse(pack.rows)


def issue_finding(pack: Pack, issue: int) -> str:
    """The title of the matrix of an issue."""
    said = _worse([row for row in pack.rows if row.issue == issue])
    return f"{ISSUES[issue]}: {said[0].lower()}{said[1:]}"


def _worse(rows: Sequence[Row]) -> str:
    judged = [row for row in rows if row.area.variation != "not judged"]
    worse = [row for row in judged if row.area.variation == "concern"]
    within = [row for row in rows if row.worse_units]
    if worse:
        of = f"{len(worse)} of {_measures(len(rows))}" if len(rows) > 1 else "The only measure"
        return f"{of} {_is(len(worse))}"
    if within:
        units = list(dict.fromkeys(name for row in within for name in row.worse_units))
        is_worse = "1 is" if len(within) == 1 else f"{len(within)} are"
        return f"No measure is worse than it was for the Area, but {is_worse} in {few(units)}"
    if not judged:
        return "No measure has enough figures to be judged" if rows else "No measure has figures"
    measures = _measures(len(judged)) + (" judged" if len(judged) < len(rows) else "")
    return f"Nothing is worse than it was, of {measures}"


def _is(n: int) -> str:
    return "is worse than it was" if n == 1 else "are worse than they were"


def row_finding(row: Row) -> str:
    """The title of a measure's sheet: what changed, and whether it is sure to reach its target."""
    said, is_bad = SAYS[row.area.variation], row.area.variation == "concern"
    if row.area.assurance in ("will reach", "will not reach"):
        falls_short = row.area.assurance == "will not reach"
        reach = f"{row.area.assurance} its target as things are"
        if row.area.variation == "usual":
            said = reach
        else:
            good_and_bad = {("improvement", True), ("concern", False)}
            but = (row.area.variation, falls_short) in good_and_bad
            said += f"{', but' if but else ' and'} {reach}"
        is_bad = falls_short
    if row.worse_units and row.area.variation != "concern":
        said += f", {'and' if is_bad else 'but'} worse than it was in {few(row.worse_units)}"
    return f"{row.title}: {said}"


def units_finding(row: Row) -> str:
    """The title of the sheet of a measure's units."""
    if row.worse_units:
        return f"{row.title} by unit: worse than it was in {few(row.worse_units)}"
    judged = any(u.variation != "not judged" for u in row.units)
    said = "no unit is worse than it was" if judged else "every unit has too few to judge"
    return f"{row.title} by unit: {said}"


def standing_finding(pack: Pack) -> str:
    """The title of the standing item."""
    at = f"at {day_words(last_day(pack.month))}"
    if pack.standing and all(u.overdue is None for u in pack.standing):
        return f"Pre-charge timeliness: what was overdue {at} is not known"
    late = sorted(((u.overdue, u.name) for u in pack.standing if u.overdue), reverse=True)
    if not late:
        return f"Pre-charge timeliness: no submission was overdue {at}"
    n, most = sum(overdue for overdue, _ in late), late[0][0]
    were = "submission was" if n == 1 else "submissions were"
    said = f"Pre-charge timeliness: {n:,} {were} overdue {at}"
    holds_most = [name for overdue, name in late if overdue == most]
    return said if len(holds_most) > 1 else f"{said}, {most:,} of them in {holds_most[0]}"


def actions_finding(pack: Pack) -> str:
    """The title of the improvement plan's sheet, with the day that it is as at."""
    day = next_month(pack.month)
    plan, n = f"Improvement plan as at {day_words(day)}", len(pack.actions)
    if not n:
        return f"{plan}: no actions"
    said = []
    for state, words in (("overdue", "overdue"), ("due this month", f"due in {month_words(day)}")):
        so_many = sum(a.state == state for a in pack.actions)
        if so_many:
            said.append(f"{so_many} {'is' if so_many == 1 else 'are'} {words}")
    actions = "1 action" if n == 1 else f"{n} actions"
    return f"{plan}: of {actions}, {in_words(said or ['none is overdue'])}"


def state_words(state: State, month: date) -> str:
    """How an action stands, in a pack of a month: what is due is due in the month after.

    >>> state_words("due this month", date(2026, 12, 1)), state_words("in hand", date(2026, 12, 1))
    ('Due in January 2027', 'In hand')
    """
    if state == "due this month":
        return f"Due in {month_words(next_month(month))}"
    return state.capitalize()


def data_finding(pack: Pack) -> str:
    """The title of the sheet of the data."""
    if not pack.data:
        return "Data behind this pack: no extract has been published"
    short = [line.title for line in pack.data if is_short(line)]
    if short:
        return f"Data behind this pack: extracts are missing of {few(short)}"
    waiting = sum(line.waiting for line in pack.data)
    if waiting:
        rows = "1 rejected row waits" if waiting == 1 else f"{waiting:,} rejected rows wait"
        return f"Data behind this pack: to {day_words(pack.data_to)}, when {rows} for correction"
    return f"Data behind this pack: to {day_words(pack.data_to)}"


def is_short(line: DataLine) -> bool:
    """Whether fewer extracts came in the month than were expected."""
    return line.expected is not None and line.received < line.expected


def in_order(actions: Iterable[ActionLine]) -> list[ActionLine]:
    """Actions with what is overdue first and what is done last, otherwise as they were."""
    return sorted(actions, key=lambda a: _STATES.index(a.state))


def first_sheet(pack: Pack) -> list[tuple[str, list[tuple[Row, Line]]]]:
    """What the first sheet shows beside its sentences: groups of lines, what is worst first.

    A line of the Area stands in the first group that it belongs to; those of units only where a
    unit is worse than it was though the Area is not. Nothing changed makes no group.
    """
    areas = [(row, row.area) for row in pack.rows]
    single = [
        (row, unit)
        for row in pack.rows
        for unit in row.units
        if row.area.variation != "concern" and unit.name in row.worse_units
    ]
    groups = (
        ("Worse than it was", [(r, a) for r, a in areas if a.variation == "concern"]),
        ("Worse than it was in a unit, though not in the Area", single),
        (
            "Will not reach the target as things are",
            [(r, a) for r, a in areas if a.assurance == "will not reach" and _is_usual(a)],
        ),
        ("Changed", [(r, a) for r, a in areas if a.variation == "change"]),
        ("Better than it was", [(r, a) for r, a in areas if a.variation == "improvement"]),
    )
    return [(title, found) for title, found in groups if found]


def _is_usual(line: Line) -> bool:
    return line.variation in ("usual", "not judged")


def name_of(row: Row, line: Line) -> str:
    """A measure's title, with the unit where the line is one's."""
    return f"{row.title}, {line.name}" if line.unit else row.title


def _measures(n: int) -> str:
    return "1 measure" if n == 1 else f"{n} measures"

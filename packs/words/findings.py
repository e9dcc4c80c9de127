"""What each sheet of the pack has found: its title, the same in every file."""

from collections.abc import Iterable, Sequence

from extracts.errors import in_words
from metrics.measure import ISSUES
from packs.content import ActionLine, DataLine, Line, Pack, Row
from packs.words.sheet_words import day_words, few

_SAYS = {
    "concern": "getting worse",
    "improvement": "improving",
    "change": "changed",
    "usual": "no change beyond chance",
    "not judged": "too few to judge",
}
_STATES = ("overdue", "due this month", "in hand", "not started", "done")


def headline(pack: Pack) -> str:
    """What the Board must see first: how many measures are getting worse, or where one is."""
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
        return f"{of} {'is' if len(worse) == 1 else 'are'} getting worse"
    if within:
        units = list(dict.fromkeys(name for row in within for name in row.worse_units))
        is_worse = "1 is" if len(within) == 1 else f"{len(within)} are"
        return f"No measure is getting worse for the Area, but {is_worse} in {few(units)}"
    if not judged:
        return "No measure has enough figures to be judged" if rows else "No measure has figures"
    measures = _measures(len(judged)) + (" judged" if len(judged) < len(rows) else "")
    return f"Nothing is getting worse, of {measures}"


def row_finding(row: Row) -> str:
    """The title of a measure's sheet: what changed, and whether it is sure to reach its target."""
    said = _SAYS[row.area.variation]
    if row.area.assurance in ("will reach", "will not reach"):
        reach = f"{row.area.assurance} its target as things are"
        if row.area.variation == "usual":
            said = reach
        else:
            but = (row.area.variation == "improvement") == (row.area.assurance == "will not reach")
            said += f"{' but' if but else ' and'} {reach}"
    if row.worse_units and row.area.variation != "concern":
        said += f", but getting worse in {few(row.worse_units)}"
    return f"{row.title}: {said}"


def units_finding(row: Row) -> str:
    """The title of the sheet of a measure's units."""
    if row.worse_units:
        return f"{row.title} by unit: getting worse in {few(row.worse_units)}"
    judged = any(u.variation != "not judged" for u in row.units)
    said = "no unit is getting worse" if judged else "every unit has too few to judge"
    return f"{row.title} by unit: {said}"


def standing_finding(pack: Pack) -> str:
    """The title of the standing item."""
    late = sorted((u for u in pack.standing if u.overdue), key=lambda u: -u.overdue)
    if not late:
        return "Pre-charge timeliness: no submission is overdue"
    n = sum(u.overdue for u in late)
    are = "submission is" if n == 1 else "submissions are"
    said = f"Pre-charge timeliness: {n:,} {are} overdue"
    most = [u.name for u in late if u.overdue == late[0].overdue]
    return said if len(most) > 1 else f"{said}, {late[0].overdue:,} of them in {late[0].name}"


def actions_finding(pack: Pack) -> str:
    """The title of the improvement plan's sheet."""
    n = len(pack.actions)
    if not n:
        return "Improvement plan: no actions"
    said = []
    for state, words in (("overdue", "overdue"), ("due this month", "due this month")):
        so_many = sum(a.state == state for a in pack.actions)
        if so_many:
            said.append(f"{so_many} {'is' if so_many == 1 else 'are'} {words}")
    actions = "1 action" if n == 1 else f"{n} actions"
    return f"Improvement plan: of {actions}, {in_words(said or ['none is overdue'])}"


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
        return f"Data behind this pack: {rows} for correction"
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
    unit gets worse though the Area does not. Nothing changed makes no group.
    """
    areas = [(row, row.area) for row in pack.rows]
    single = [
        (row, unit)
        for row in pack.rows
        for unit in row.units
        if row.area.variation != "concern" and unit.name in row.worse_units
    ]
    groups = (
        ("Getting worse", [(r, a) for r, a in areas if a.variation == "concern"]),
        ("Getting worse in a unit, though not in the Area", single),
        (
            "Will not reach the target as things are",
            [(r, a) for r, a in areas if a.assurance == "will not reach" and _is_usual(a)],
        ),
        ("Changed", [(r, a) for r, a in areas if a.variation == "change"]),
        ("Improving", [(r, a) for r, a in areas if a.variation == "improvement"]),
    )
    return [(title, found) for title, found in groups if found]


def _is_usual(line: Line) -> bool:
    return line.variation in ("usual", "not judged")


def name_of(row: Row, line: Line) -> str:
    """A measure's title, with the unit where the line is one's."""
    return f"{row.title}, {line.name}" if line.unit else row.title


def _measures(n: int) -> str:
    return "1 measure" if n == 1 else f"{n} measures"

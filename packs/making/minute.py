"""What a member of the Board reads in one minute: what is worse, what is late, and what to mind."""

from collections.abc import Callable, Sequence
from datetime import date

from extracts.errors import count, in_words
from packs.content import ActionLine, Row
from packs.making.months import next_month


def in_one_minute(
    rows: Sequence[Row], actions: Sequence[ActionLine], warnings: Sequence[str], month: date
) -> tuple[str, ...]:
    """The sentences at the top, most important first. warnings: of the data, in words."""
    said = [
        *_measures(rows),
        *_plan(actions, month),
        f"Mind the data: {'; '.join(warnings)}." if warnings else "",
    ]
    return tuple(s for s in said if s)


def _measures(rows: Sequence[Row]) -> list[str]:
    """Counts of measures with their names; that nothing is worse is said, too."""
    judged = [r for r in rows if r.area.variation != "not judged"]
    if not judged:
        return ["No measure has enough months to be judged."]
    worse = _titles(judged, lambda r: r.area.variation == "concern")
    better = _titles(judged, lambda r: r.area.variation == "improvement")
    changed = _titles(judged, lambda r: r.area.variation == "change")
    short = _titles(judged, lambda r: r.area.assurance == "will not reach")
    said = [_worse(worse, _units(rows))]
    if short:
        their = "its target" if len(short) == 1 else "their target"
        said.append(f"{count(len(short), 'measure')} will not reach {their} as things are: "
                    f"{_listed(short)}.")  # fmt: skip
    if changed:
        said.append(f"{_some(changed, 'has', 'have')} changed: {_listed(changed)}.")
    said.append(
        f"{_some(better, 'is', 'are')} improving: {_listed(better)}."
        if better
        else "Nothing is improving."
    )
    if unjudged := _titles(rows, lambda r: r.area.variation == "not judged"):
        said.append(f"{_some(unjudged, 'cannot', 'cannot')} be judged: {_listed(unjudged)}.")
    return said


def _worse(measures: Sequence[str], units: Sequence[str]) -> str:
    """What is getting worse, for all units together and in some."""
    named = "; ".join(units)
    in_units = "1 unit" if len(units) == 1 else f"{len(units)} units"
    if measures:
        said = f"{_some(measures, 'is', 'are')} getting worse: {_listed(measures)}."
        return f"{said} In {in_units} something is: {named}." if units else said
    if not units:
        return "Nothing is getting worse."
    return (
        f"Nothing is getting worse for all units together, but in {in_units} something is: {named}."
    )


def _units(rows: Sequence[Row]) -> list[str]:
    """Units that are getting worse in something, with the measures of each."""
    worse: dict[str, list[str]] = {}
    for row in rows:
        for unit in row.worse_units:
            worse.setdefault(unit, []).append(lower(row.title))
    return [f"{unit} ({in_words(titles)})" for unit, titles in worse.items()]


def _plan(actions: Sequence[ActionLine], month: date) -> list[str]:
    """Which actions are overdue, and which fall due in the month of the meeting."""
    if not actions:
        return []
    late = [a for a in actions if a.state == "overdue"]
    soon = [a for a in actions if a.state == "due this month"]
    said = ["No action is overdue."]
    if late:
        named = "; ".join(f"{lower(a.what)} ({a.owner})" for a in late)
        said = [f"{_of(len(late), 'action', 'is', 'are')} overdue: {named}."]
    if soon:
        named = "; ".join(f"{lower(a.what)} ({a.owner})" for a in soon)
        due = _of(len(soon), "action", "is", "are")
        said.append(f"{due} due in {next_month(month):%B %Y}: {named}.")
    return said


def _titles(rows: Sequence[Row], wanted: Callable[[Row], bool]) -> list[str]:
    return [r.title for r in rows if wanted(r)]


def _some(titles: Sequence[str], one: str, many: str) -> str:
    """As "1 measure is", "2 measures are"."""
    return _of(len(titles), "measure", one, many)


def _of(n: int, thing: str, one: str, many: str) -> str:
    return f"{count(n, thing)} {one if n == 1 else many}"


def _listed(titles: Sequence[str]) -> str:
    return "; ".join(lower(t) for t in titles)


def lower(title: str) -> str:
    """A title within a sentence; one that begins with a name stays as it is."""
    first, _, rest = (title := title.rstrip(".")).partition(" ")
    if first[1:2].isupper() or rest[:1].isupper():
        return title
    return title[:1].lower() + title[1:]

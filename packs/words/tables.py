"""The pack's tables as texts, the same in the PowerPoint, its notes and the PDF."""

from collections.abc import Mapping, Sequence

from charts.marks import glyph
from metrics.effect_words import SAID
from metrics.measure import ISSUES
from packs.content import ActionLine, DataLine, EffectLine, Pack, Row
from packs.words.findings import (
    actions_finding,
    data_finding,
    in_order,
    issue_finding,
    standing_finding,
)
from packs.words.month_tables import Table, verdict
from packs.words.sheet_words import NONE, day_words, month_words

STATES = {
    "overdue": "Overdue",
    "due this month": "Due this month",
    "in hand": "In hand",
    "not started": "Not started",
    "done": "Done",
}


def matrices(pack: Pack) -> list[Table]:
    """The Board's matrix for slides, a table an issue; whole sentences stand with each measure."""
    return [
        Table(
            title=issue_finding(pack, n),
            header=("Measure", month_words(pack.month), "Target", "Change and target", "In words"),
            rows=tuple(_matrix_row(row) for row in pack.rows if row.issue == n),
            widths=(2.5, 2.2, 1, 1.9, 5.2),
        )
        for n in ISSUES
        if any(row.issue == n for row in pack.rows)
    ]


def _matrix_row(row: Row) -> tuple[str, ...]:
    change = f"{glyph(row.area.variation)} {verdict(row.area)}"
    said = f"{row.commentary}\nWritten by {row.commentary_by}" if row.commentary else row.change
    return (row.title, row.area.figure, row.target, change, said)


def standing(pack: Pack) -> Table:
    """Pre-charge timeliness by unit, with the role that oversees it."""
    titles = {row.key: row.title for row in pack.rows}
    rows = tuple(
        (
            unit.name,
            unit.overseer or NONE,
            *(unit.figures.get(key, NONE) for key in pack.standing_measures),
            f"{unit.overdue:,}",
        )
        for unit in pack.standing
    )
    return Table(
        title=standing_finding(pack),
        header=(
            "Unit",
            "Overseen by",
            *(titles.get(key, key) for key in pack.standing_measures),
            "Overdue now",
        ),
        rows=rows,
        widths=(3, 3.5, *(2.5 for _ in pack.standing_measures), 1.3),
        below=(
            "Figures of the pack's month. Overdue: past their due day and not decided, as at the "
            "data's own day. The lines by unit are with each measure.",
        )
        if rows
        else ("The Area has no units in its settings.",),
    )


def actions(pack: Pack) -> Table:
    """The improvement plan, what is overdue first; below, what is known of each effect."""
    titles = {row.key: row.title for row in pack.rows}
    ordered = in_order(pack.actions)
    rows = tuple(
        (
            STATES[a.state],
            a.what,
            a.owner,
            ", ".join(a.units) or "Every unit",
            day_words(a.due),
            "\n".join(_did_it_work(a, titles)) or NONE,
        )
        for a in ordered
    )
    below = tuple(words for a in ordered for words in effect_words(a, titles))
    return Table(
        title=actions_finding(pack),
        header=("State", "What", "Owner", "Units", "Due", "Did it work?"),
        rows=rows,
        widths=(1.5, 3.5, 2.3, 2, 1.3, 4.4),
        below=below if rows else ("No action has been entered in the improvement plan.",),
    )


def _did_it_work(action: ActionLine, titles: Mapping[str, str]) -> list[str]:
    """What was found of each measure in a word or two, those found alike together."""
    alike: dict[str, list[str]] = {}
    for effect in action.effects:
        title = titles.get(effect.measure, effect.measure)
        alike.setdefault(effect_found(effect), []).append(title)
    return [f"{said}: {'; '.join(found)}" for said, found in alike.items()]


def effect_found(effect: EffectLine) -> str:
    """What was found of an effect, in a few words."""
    return SAID.get(effect.verdict, effect.verdict)


def effect_words(action: ActionLine, titles: Mapping[str, str]) -> list[str]:
    """What is known of the effects of an action, measures together of which the same is said.

    titles: of the measures, by key.
    """
    alike: dict[str, list[str]] = {}
    for effect in action.effects:
        title = titles.get(effect.measure, effect.measure)
        alike.setdefault(effect.sentence, []).append(title)
    return [f"{action.what}: {'; '.join(found)}. {said}" for said, found in alike.items()]


def data(pack: Pack) -> Table:
    """How good the data behind the pack is."""
    rows = tuple(
        (
            d.title,
            day_words(d.newest),
            _came(d) if d.expected is None else f"{d.received:,} of {d.expected:,}",
            f"{d.n_rows:,}",
            f"{d.n_findings:,}",
            f"{d.n_rejected:,}",
            f"{d.waiting:,}",
            d.says,
        )
        for d in pack.data
    )
    return Table(
        title=data_finding(pack),
        header=(
            "Extract",
            "Newest",
            "Extracts came",
            "Rows",
            "Findings",
            "Rejected",
            "Still waiting",
            "In words",
        ),
        rows=rows,
        widths=(2, 1.6, 1.5, 1.2, 1.3, 1.3, 1.3, 5),
    )


def _came(line: DataLine) -> str:
    return f"{line.received:,}" if line.received else NONE


def table_of(pack: Pack) -> Sequence[Table]:
    """The tables after the measures, in their order."""
    return [standing(pack), actions(pack), data(pack)]

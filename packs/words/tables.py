"""The pack's tables as texts, the same in the PowerPoint, its notes and the PDF."""

from collections.abc import Sequence
from datetime import date

from charts.marks import glyph
from metrics.measure import ISSUES
from metrics.series import first_day
from packs.content import DataLine, Pack, Row, StandingUnit
from packs.making.months import last_day
from packs.words.findings import data_finding, issue_finding, standing_finding
from packs.words.month_tables import Table, verdict
from packs.words.near import SMALL
from packs.words.plan_tables import actions, evidence
from packs.words.sheet_words import NONE, day_words, month_words, written_by

_SIGNALS = {"concern": "worse", "improvement": "better", "change": "changed"}


def matrices(pack: Pack) -> list[Table]:
    """The Board's matrix for slides, a table an issue; whole sentences stand with each measure."""
    return [
        Table(
            title=issue_finding(pack, n),
            header=(
                *("Measure", month_words(pack.month), "Target", *compared_months(pack.month)),
                *("Change and target", "In words"),
            ),
            rows=tuple(_matrix_row(row, pack.month) for row in pack.rows if row.issue == n),
            widths=(2.3, 2.1, 0.9, 1, 1, 1.8, 4.2),
        )
        for n in ISSUES
        if any(row.issue == n for row in pack.rows)
    ]


def compared_months(month: date) -> tuple[str, str]:
    """The headings of a figure's change on the month before, and on the same of the year before.

    >>> compared_months(date(2026, 1, 1))
    ('On Dec 2025', 'On Jan 2025')
    """
    before, year_before = (first_day(month, n) or month for n in (1, 12))
    return f"On {before:%b %Y}", f"On {year_before:%b %Y}"


def figure_in(row: Row, month: date) -> str:
    """The newest figure, with its month where that is not the pack's."""
    older = row.area.month is not None and row.area.month != month
    return f"{row.area.month:%b %Y}: {row.area.figure}" if older else row.area.figure


def _matrix_row(row: Row, month: date) -> tuple[str, ...]:
    change = f"{glyph(row.area.variation)} {verdict(row.area)}"
    said = f"{row.commentary}\n{written_by(row)}" if row.commentary else row.change
    differs = (row.on_month_before, row.on_year_before)
    return (row.title, figure_in(row, month), row.target, *differs, change, said)


def overdue_at(pack: Pack) -> str:
    """The heading of what is overdue, with the day that it is as at."""
    return f"Overdue at {day_words(last_day(pack.month))}"


def marked(pack: Pack, unit: StandingUnit, key: str) -> str:
    """A unit's figure of a measure; before it the mark and the word where its line has changed."""
    figure = unit.figures.get(key, NONE)
    lines = (u for row in pack.rows if row.key == key for u in row.units if u.unit == unit.unit)
    line = next(lines, None)
    if line is None or line.variation not in _SIGNALS or figure.startswith(NONE):
        return figure
    return f"{_mark(line.variation)} · {figure}"


def _mark(variation: str) -> str:
    return f"{glyph(variation)} {_SIGNALS[variation]}"


def standing(pack: Pack) -> Table:
    """Pre-charge timeliness by unit, with the role that oversees it."""
    titles = {row.key: row.title for row in pack.rows}
    rows = tuple(
        (
            unit.name,
            unit.overseer or NONE,
            *(marked(pack, unit, key) for key in pack.standing_measures),
            NONE if unit.overdue is None else f"{unit.overdue:,}",
        )
        for unit in pack.standing
    )
    said = [
        f"All is as at the end of {month_words(pack.month)}. Overdue: past their due day and not "
        "decided. The lines by unit are with each measure."
    ]
    cells = [cell for row in rows for cell in row[2:-1]]
    marks = [m for m in map(_mark, _SIGNALS) if any(cell.startswith(m) for cell in cells)]
    if marks:
        said.append(f"{', '.join(marks)}: than the unit was, by more than chance.")
    if any(SMALL in cell for row in rows for cell in row):
        said.append(f"{SMALL} too few to judge.")
    return Table(
        title=standing_finding(pack),
        header=(
            "Unit",
            "Overseen by",
            *(titles.get(key, key) for key in pack.standing_measures),
            overdue_at(pack),
        ),
        rows=rows,
        widths=(3, 3.5, *(2.5 for _ in pack.standing_measures), 1.6),
        below=(" ".join(said),) if rows else ("The Area has no units in its settings.",),
    )


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
    known = evidence(pack)
    return [standing(pack), actions(pack), *([known] if known.rows else []), data(pack)]

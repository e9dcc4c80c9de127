"""The Board pack as a workbook: every figure with what it is made of, as numbers."""

from extracts.errors import in_words
from metrics.measure import ISSUES, ShownAs
from packs.content import FORM, Issued, Line, Pack, Point, Row
from packs.excel.workbook import Value, Workbook
from packs.words.findings import (
    actions_finding,
    data_finding,
    headline,
    in_order,
    row_finding,
    standing_finding,
)
from packs.words.month_tables import judged, verdict
from packs.words.sheet_words import edited, foot, month_words, standing_of
from packs.words.tables import STATES, effect_found

FORMATS: dict[ShownAs, str] = {"share": "0.0%", "days": "#,##0.0", "count": "#,##0"}
_MATRIX = (
    "Issue",
    "Measure",
    "Month",
    "Figure",
    "Of which",
    "Of all",
    "Counted are",
    "Average",
    "Usual from",
    "Usual to",
    "Target",
    "Change and target",
    "In words",
    "Written by",
)
_MONTHS = (
    "Unit",
    "Month",
    "Figure",
    "Of which",
    "Of all",
    "Judged",
    "Average",
    "Usual from",
    "Usual to",
    "Target",
)


def to_xlsx(pack: Pack, issued: Issued | None) -> bytes:
    """The pack as a workbook; issued None says on every sheet that it is a draft.

    Shares are numbers from 0 to 1 shown as per cent; a month without a figure has an empty cell.
    """
    book = Workbook(
        title=f"{pack.area}, Area Strategic Board, {month_words(pack.month)}",
        author=issued.by if issued else pack.area,
        classification=pack.classification,
        foot=foot(pack, issued),
    )
    label = _label(pack, issued)
    book.add(
        "In one minute",
        [headline(pack), label],
        ["In one minute"],
        [[sentence] for sentence in pack.in_one_minute],
        widest=110,
    )
    _matrix(book, pack, label)
    for row in pack.rows:
        _measure(book, row, label)
    _standing(book, pack, label)
    _actions(book, pack, label)
    _data(book, pack, label)
    _about(book, pack, issued)
    return book.to_bytes()


def _label(pack: Pack, issued: Issued | None) -> str:
    said = [pack.classification, pack.area, month_words(pack.month), standing_of(pack, issued)]
    return " · ".join([*said, *([pack.sample] if pack.sample else [])])


def _newest(line: Line) -> Point | None:
    """The month that the line's figure is of."""
    return next((p for p in line.points if p.period == line.month), None)


def _numbers(point: Point | None) -> tuple[list[Value], list[Value]]:
    """What a month comes to, and what it is judged by."""
    if point is None:
        return [None] * 3, [None] * 4
    made_of: list[Value] = [point.value, point.part, point.whole]
    return made_of, [point.mean, point.lower, point.upper, point.target]


def _matrix(book: Workbook, pack: Pack, label: str) -> None:
    """One row a measure: shares, days and counts stand in one column, each in its own format."""
    rows: list[list[Value]] = []
    for row in pack.rows:
        made_of, by = _numbers(_newest(row.area))
        head: list[Value] = [ISSUES[row.issue], row.title, row.area.month]
        written = edited(row).partition(". Drafted")[0]
        tail: list[Value] = [row.change, row.sentence, written]
        rows.append([*head, *made_of, row.counting_unit, *by, *tail])
    kinds = [FORMATS[row.shown_as] for row in pack.rows]
    formats = [["", "", "", kind, "#,##0", "#,##0", "", *[kind] * 4, "", "", ""] for kind in kinds]
    book.add("Matrix", ["Every measure, by issue", label], _MATRIX, rows, formats, widest=44)


def _measure(book: Workbook, row: Row, label: str) -> None:
    rows: list[list[Value]] = []
    for line in (row.area, *row.units):
        name = line.unit or "Area"
        if not line.points:
            rows.append([name, *[None] * 9])
        for point in line.points:
            made_of, by = _numbers(point)
            rows.append([name, point.period, *made_of, judged(point), *by])
    kind = FORMATS[row.shown_as]
    formats = ["", "mmm yyyy", kind, "#,##0", "#,##0", "", *[kind] * 4]
    above = [row_finding(row), label, f"{row.says} Counted are {row.counting_unit}."]
    verdicts = "; ".join(f"{u.name}: {verdict(u).lower()}" for u in row.units)
    above += [words for words in (row.consistent, verdicts, edited(row)) if words]
    book.add(row.title, above, _MONTHS, rows, [formats] * len(rows))


def _standing(book: Workbook, pack: Pack, label: str) -> None:
    measures = [row for key in pack.standing_measures for row in pack.rows if row.key == key]
    header = ["Unit", "Overseen by"]
    for row in measures:
        header += [row.title, f"{row.title}: of which", f"{row.title}: of all"]
    header += [f"Overdue at {pack.data_to:%d/%m/%Y}"]
    rows, formats = [], []
    for unit in pack.standing:
        cells: list[Value] = [unit.unit, unit.overseer]
        own = ["", ""]
        for row in measures:
            line = next((u for u in row.units if u.unit == unit.unit), None)
            point = next((p for p in line.points if p.period == pack.month), None) if line else None
            said = unit.figures.get(row.key)  # where the pack has no line of the unit
            cells += _numbers(point)[0] if point else [said, None, None]
            own += [FORMATS[row.shown_as], "#,##0", "#,##0"]
        rows.append([*cells, unit.overdue])
        formats.append([*own, "#,##0"])
    book.add("Standing item", [standing_finding(pack), label], header, rows, formats)


def _actions(book: Workbook, pack: Pack, label: str) -> None:
    header = ["State", "What", "Issue", "Owner", "Units", "Measure", "Agreed", "Due", "Started",
              "Done", "Did it work?", "In words"]  # fmt: skip
    titles = {row.key: row.title for row in pack.rows}
    rows: list[list[Value]] = []
    for a in in_order(pack.actions):
        units = ", ".join(a.units) or "Every unit"
        days: list[Value] = [a.agreed, a.due, a.started, a.done]
        about: list[Value] = [STATES[a.state], a.what, ISSUES[a.issue], a.owner, units]
        for e in a.effects:
            title = titles.get(e.measure, e.measure)
            rows.append([*about, title, *days, effect_found(e), e.sentence])
        if not a.effects:
            rows.append([*about, ", ".join(a.measures), *days, None, None])
    book.add("Actions", [actions_finding(pack), label], header, rows)


def _data(book: Workbook, pack: Pack, label: str) -> None:
    header = ["Extract", "Newest", "Came in the month", "Expected", "Rows", "Findings", "Rejected",
              "Still waiting", "In words"]  # fmt: skip
    rows: list[list[Value]] = [
        [d.title, d.newest, d.received, d.expected, d.n_rows, d.n_findings, d.n_rejected, d.waiting,
         d.says]
        for d in pack.data
    ]  # fmt: skip
    formats = [["", "", *["#,##0"] * 6, ""]] * len(rows)
    book.add("Data", [data_finding(pack), label], header, rows, formats)


def _about(book: Workbook, pack: Pack, issued: Issued | None) -> None:
    versions = in_words(f"{name} {n}" for name, n in sorted(pack.versions.items()) or [("none", 0)])
    rows: list[list[Value]] = [
        ["Area", pack.area],
        ["Month", pack.month],
        ["Data to", pack.data_to],
        ["Classification", pack.classification],
        ["Cases", pack.sample or "As published in the store"],
        ["Pack", standing_of(pack, issued)],
        ["Check sum of the pack issued (SHA-256)", issued.sha256 if issued else None],
        ["Versions of the store's tables", versions],
        ["Form of the pack", FORM],
        ["Figure", "Of all that is counted, the share, the days (median) or the number."],
        ["Of which, of all", "What a share is made of; days and numbers have only of all."],
        ["Usual from, usual to", "The limits within which months differ by chance alone."],
        ["Judged", "Worse, better or changed: unlikely to be chance. Too few: not judged."],
    ]
    book.add("About", ["About this workbook"], ["What", "In this workbook"], rows, widest=100)

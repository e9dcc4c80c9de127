"""The sheets of figures: the matrix, a measure month by month, and the standing item."""

from metrics.measure import ISSUES, ShownAs
from metrics.reviews import POINTS
from packs.content import Line, Pack, Point, Row
from packs.excel.workbook import Value, Workbook
from packs.words.findings import row_finding, standing_finding
from packs.words.month_tables import judged, said_of, verdict
from packs.words.near import at_target
from packs.words.sheet_words import edited, written_by
from packs.words.tables import marked, overdue_at

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
    "At target",
    "On the month before",
    "On the year before",
    "Change and target",
    "In words",
    "Written by",
    "Drafted from the figures",
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
    "At target",
)
_POINTS_EACH = max(POINTS.values())  # that an answer can be given
_SCORED = ("Reviews", "Points", "Points there could be")  # what a score is made of


def _newest(line: Line) -> Point | None:
    """The month that the line's figure is of."""
    return next((p for p in line.points if p.period == line.month), None)


def _numbers(row: Row, point: Point | None) -> tuple[list[Value], list[Value]]:
    """What a month comes to, and what it is judged by."""
    if point is None:
        return [None] * 3, [None] * 5
    made_of: list[Value] = [point.value, point.part, point.whole]
    reached = at_target(row.better, point.value, point.target)
    said = None if reached is None else "yes" if reached else "no"
    return made_of, [point.mean, point.lower, point.upper, point.target, said]


def matrix(book: Workbook, pack: Pack, label: str) -> None:
    """The newest figure of every measure, one a row, each in its own format."""
    rows: list[list[Value]] = []
    for row in pack.rows:
        made_of, by = _numbers(row, _newest(row.area))
        head: list[Value] = [ISSUES[row.issue], row.title, row.area.month]
        differs: list[Value] = [row.on_month_before, row.on_year_before]
        drafted = row.drafted if row.commentary else None
        tail: list[Value] = [said_of(row), row.sentence, written_by(row) or None, drafted]
        rows.append([*head, *made_of, row.counting_unit, *by, *differs, *tail])
    kinds = [FORMATS[row.shown_as] for row in pack.rows]
    formats = [
        ["", "", "", kind, "#,##0", "#,##0", "", *[kind] * 4, "", "", "", *[""] * 4]
        for kind in kinds
    ]
    book.add("Matrix", ["Every measure, by issue", label], _MATRIX, rows, formats, widest=44)


def measure(book: Workbook, row: Row, label: str) -> None:
    """A row a month of each line; of a score also the reviews and points that it is made of."""
    has_score = any(p.reviews is not None for line in (row.area, *row.units) for p in line.points)
    header = [*_MONTHS, *(_SCORED if has_score else ())]
    rows: list[list[Value]] = []
    for line in (row.area, *row.units):
        name = line.unit or "Area"
        if not line.points:
            rows.append([name, *[None] * (len(header) - 1)])
        for point in line.points:
            made_of, by = _numbers(row, point)
            scored: list[Value] = [point.reviews, point.points, _POINTS_EACH * point.whole]
            rows.append(
                [name, point.period, *made_of, judged(point), *by, *(scored if has_score else [])]
            )
    kind = FORMATS[row.shown_as]
    formats = ["", "mmm yyyy", kind, "#,##0", "#,##0", "", *[kind] * 4, ""]
    formats += ["#,##0"] * (len(header) - len(formats))
    above = [row_finding(row), label, f"{row.says} Counted are {row.counting_unit}.", row.caveats]
    verdicts = "; ".join(f"{u.name}: {verdict(u).lower()}" for u in row.units)
    above = [words for words in (*above, row.consistent, verdicts, edited(row)) if words]
    book.add(row.title, above, header, rows, [formats] * len(rows))


def standing(book: Workbook, pack: Pack, label: str) -> None:
    """The standing item, a row a unit."""
    measures = [row for key in pack.standing_measures for row in pack.rows if row.key == key]
    header = ["Unit", "Overseen by"]
    for row in measures:
        of = (f"{row.title}: {what}" for what in ("of which", "of all", "in words"))
        header += [row.title, *of]
    header += [overdue_at(pack)]
    rows, formats = [], []
    for unit in pack.standing:
        cells: list[Value] = [unit.unit, unit.overseer]
        own = ["", ""]
        for row in measures:
            line = next((u for u in row.units if u.unit == unit.unit), None)
            point = next((p for p in line.points if p.period == pack.month), None) if line else None
            cells += [*_numbers(row, point)[0], marked(pack, unit, row.key)]
            own += [FORMATS[row.shown_as], "#,##0", "#,##0", ""]
        rows.append([*cells, unit.overdue])
        formats.append([*own, "#,##0"])
    book.add("Standing item", [standing_finding(pack), label], header, rows, formats)

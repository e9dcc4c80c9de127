"""What is said month by month, as texts in rows and columns: of the Area, and of its units."""

from dataclasses import dataclass

from metrics.measure import ShownAs
from packs.content import Line, Point, Row
from packs.words.near import just_missed, with_miss, with_small
from packs.words.sheet_words import NONE, of_how_many, shown

_JUDGED = {"concern": "Worse", "improvement": "Better", "change": "Changed", "usual": "As usual"}


@dataclass(frozen=True, kw_only=True)
class Table:
    """Texts in rows under a header. widths: of the columns, as parts of the whole."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    below: tuple[str, ...] = ()


def judged(point: Point) -> str:
    """What is said of a month by itself."""
    if point.left_out:
        return "Left out"
    if point.small:
        return "Too few"
    return _JUDGED.get(point.meaning, NONE)


def usual(shown_as: ShownAs, point: Point) -> str:
    """The usual range of a month."""
    if point.lower is None or point.upper is None:
        return NONE
    most = min(point.upper, 1.0) if shown_as == "share" else point.upper
    return f"{shown(shown_as, max(point.lower, 0.0))} to {shown(shown_as, most)}"


def area_months(row: Row, n: int) -> Table:
    """The Area's newest n months across, what is said of each below one another.

    A count is its own denominator, and without a target there is no line for it.
    """
    points = row.area.points[-n:]
    lines: tuple[tuple[str, list[str]], ...] = (
        ("Figure", [_figure(row, p) for p in points]),
        (row.counting_unit.capitalize(), [of_how_many(p) for p in points]),
        ("Average", [shown(row.shown_as, p.mean) for p in points]),
        ("Usual range", [usual(row.shown_as, p) for p in points]),
        ("Target", [shown(row.shown_as, p.target) for p in points]),
        ("Judged", [judged(p) for p in points]),
    )
    without = {row.counting_unit.capitalize()} if row.shown_as == "count" else set()
    if all(p.target is None for p in points):
        without.add("Target")
    return Table(
        title=row.title,
        header=("Area", *(f"{p.period:%b %Y}" for p in points)),
        rows=tuple((name, *cells) for name, cells in lines if name not in without),
        widths=(1.6, *(1.0 for _ in points)),
    )


def _figure(row: Row, point: Point) -> str:
    """The figure of a month by itself, and that it just misses the target that it reads as."""
    missed = just_missed(row.shown_as, row.better, point.value, point.target)
    return with_miss(shown(row.shown_as, point.value), missed)


def unit_months(row: Row, n: int) -> Table:
    """Each unit's newest n months across, with what they are of; small numbers have their mark."""
    periods = [p.period for p in row.area.points[-n:]]
    rows = []
    for unit in row.units:
        at = {p.period: p for p in unit.points}
        cells = [_cell(row, at.get(period)) for period in periods]
        rows.append((unit.name, verdict(unit), *cells))
    return Table(
        title=row.title,
        header=("Unit", "Change and target", *(f"{p:%b %Y}" for p in periods)),
        rows=tuple(rows),
        widths=(2.0, 2.0, *(1.0 for _ in periods)),
    )


def _cell(row: Row, point: Point | None) -> str:
    if point is None or point.value is None:
        return NONE
    said = _figure(row, point)
    if row.shown_as != "count":
        said = f"{said} ({of_how_many(point)})"
    return with_small(said, point.value, small=point.small)


def said_of(row: Row) -> str:
    """What the icons say: with its reasons as drafted, or without where somebody wrote of them."""
    return verdict(row.area) if row.commentary else row.change


def verdict(line: Line) -> str:
    """What is said of a line in a table: its change, and what becomes of its target."""
    said = "Too few to judge" if line.variation == "not judged" else _JUDGED[line.variation]
    return f"{said}; {line.assurance}" if line.assurance else said

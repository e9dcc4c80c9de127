"""The Board pack as PowerPoint: slides that say what was found, with charts that can be edited."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts.marks import glyph
from packs.content import Issued, Line, Pack, Row
from packs.pdf.scale import Scale, months_of, scale
from packs.powerpoint.deck import BOTTOM, LEFT, RIGHT, TOP, Box, Deck, Said, text, texts
from packs.powerpoint.first_slide import first_slide
from packs.powerpoint.native_charts import add_chart
from packs.powerpoint.slide_tables import table_slides
from packs.powerpoint.type_sizes import fitting, height
from packs.words.findings import row_finding, units_finding
from packs.words.month_tables import area_months, said_of, unit_months
from packs.words.sheet_words import described, edited, foot, month_words, written_by
from packs.words.tables import compared_months, matrices, table_of

_ACROSS, _DOWN = 4, 3  # charts of units on a slide
_NOTED = 36  # months of the notes' table
_LEAST_CAVEATS = 10  # points: caveats that would be smaller stand in the notes alone
_PANEL = 3.9  # inches: beside a measure's chart
KEY = "■ worse   ◆ better   ▲ changed   ● usual   ○ too few to judge   + left out of the limits"


def to_pptx(pack: Pack, issued: Issued | None) -> bytes:
    """The pack as a presentation; issued None says on every slide that it is a draft."""
    deck = Deck(
        title=f"{pack.area}, Area Strategic Board, {month_words(pack.month)}",
        author=issued.by if issued else pack.area,
        foot=foot(pack, issued),
        classification=pack.classification,
    )
    first_slide(deck, pack, issued)
    for table in matrices(pack):
        table_slides(deck, table)
    for row in pack.rows:
        _measure(deck, row, pack.month)
        _units(deck, row)
    for table in table_of(pack):
        table_slides(deck, table)
    return deck.to_bytes()


def _measure(deck: Deck, row: Row, month: date) -> None:
    differs = zip(compared_months(month), (row.on_month_before, row.on_year_before), strict=True)
    slide = deck.slide(row_finding(row), notes=_notes(row))
    wide = RIGHT - LEFT - _PANEL - 0.3
    box = (LEFT, TOP, wide, BOTTOM - TOP)
    if row.area.points:
        add_chart(
            slide,
            row,
            row.area,
            box,
            scale(row.shown_as, [row.area]),
            type_size=12,
            marks=row.marks,
            legend=True,
        )
    else:
        text(slide, described(row, row.area), box, size=16)
    when = month_words(row.area.month) if row.area.month else "Newest"
    facts: list[Said] = [
        (when, 11, False, "secondary"),
        (row.area.figure, 20, True, "text"),
        (" · ".join(f"{on}: {by}" for on, by in differs), 11, False, "secondary"),
        ("Target", 11, False, "secondary"),
        (row.target, 14, True, "text"),
        ("Usual range", 11, False, "secondary"),
        (row.usual_range, 14, True, "text"),
        ("Change and target", 11, False, "secondary"),
        (f"{glyph(row.area.variation)} {said_of(row)}", 14, True, "text"),
    ]
    used = sum(height(said, _PANEL, size * 1.1) for said, size, *_ in facts) + 0.15
    left = RIGHT - _PANEL
    texts(slide, facts, (left, TOP, _PANEL, used))
    said = [row.sentence, *([written_by(row)] if row.commentary else [])]
    if row.worse_units:
        said.append(f"Worse than it was in {', '.join(row.worse_units)}.")
    room = BOTTOM - TOP - used
    if row.caveats and fitting([*said, row.caveats], _PANEL, room, 13) >= _LEAST_CAVEATS:
        said.append(row.caveats)
    size = fitting(said, _PANEL, room, 13)
    texts(
        slide,
        [(t, size, False, "text" if i == 0 else "secondary") for i, t in enumerate(said)],
        (left, TOP + used, _PANEL, room),
    )


def _units(deck: Deck, row: Row) -> None:
    """The units as small multiples on one scale, twelve on a slide."""
    per = _ACROSS * _DOWN
    parts = [row.units[i : i + per] for i in range(0, len(row.units), per)]
    on, months = scale(row.shown_as, row.units), months_of(row.units)
    for i, units in enumerate(parts):
        of = f" ({i + 1} of {len(parts)})" if len(parts) > 1 else ""
        slide = deck.slide(units_finding(row) + of, notes=_unit_notes(row))
        said = f"{row.consistent}  " if row.consistent else ""
        box = (LEFT, TOP - 0.02, RIGHT - LEFT, 0.3)
        text(slide, f"{said}{KEY}", box, size=10, meaning="secondary")
        wide, high = (RIGHT - LEFT) / _ACROSS, (BOTTOM - TOP - 0.25) / _DOWN
        for at, unit in enumerate(units):
            left, top = LEFT + at % _ACROSS * wide, TOP + 0.25 + at // _ACROSS * high
            _unit(slide, row, unit, (left, top, wide - 0.08, high - 0.05), on, months)


def _unit(slide: Any, row: Row, unit: Line, box: Box, on: Scale, months: Sequence[date]) -> None:
    name = f"{glyph(unit.variation)} {unit.name}"
    heading = (name, unit.figure)
    made = add_chart(slide, row, unit, box, on, type_size=8, months=months, heading=heading)
    if made is None:
        texts(
            slide,
            [(unit.name, 10, True, "text"), ("No figures", 10, False, "secondary")],
            box,
        )


def _notes(row: Row) -> str:
    table = area_months(row, _NOTED)
    lines = zip(*((table.header[1:]), *(cells[1:] for cells in table.rows)), strict=True)
    names = [cells[0].lower() for cells in table.rows]
    said = [
        f"{month}: " + "; ".join(f"{n} {v}" for n, v in zip(names, values, strict=True))
        for month, *values in lines
    ]
    about = [row.sentence, edited(row), row.says, row.caveats]
    return "\n".join([*filter(None, about), "", *said])


def _unit_notes(row: Row) -> str:
    table = unit_months(row, 3)
    months = table.header[2:]
    return "\n".join(
        f"{name}: {verdict}. "
        + "; ".join(f"{m} {cell}" for m, cell in zip(months, cells, strict=True))
        for name, verdict, *cells in table.rows
    )

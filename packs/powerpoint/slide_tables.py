"""Tables on slides: real tables with a header row, going on to a next slide where they are long."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.util import Inches, Pt

from packs.powerpoint.deck import BOTTOM, LEFT, RIGHT, TOP, Deck, ink, text, write
from packs.powerpoint.type_sizes import height
from packs.words.month_tables import Table

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own "No Style, No Grid"
_SIDES, _ABOVE = 0.08, 0.05  # inches inside a cell
_SIZES, _LEAST = (14, 13, 12, 11), 9
_LETTER = 0.6  # of the type's size: how wide a bold letter may be
_BELOW = 0.5  # inches under a table, for what is said of it; more goes to the notes


def table_slides(deck: Deck, table: Table) -> list[Any]:
    """The table under its title, in the largest type that one slide bears, or else on several."""
    if not table.rows:
        slide = deck.slide(table.title)
        text(slide, "\n".join(table.below), (LEFT, TOP, RIGHT - LEFT, 1), size=16)
        return [slide]
    below = " ".join(table.below)
    in_notes = height(below, RIGHT - LEFT, 10) > _BELOW
    room = BOTTOM - TOP - (0 if in_notes else _BELOW)
    size = _size(table, room)
    parts = _parts(table, room, size)
    slides = []
    for i, rows in enumerate(parts):
        title = table.title if len(parts) == 1 else f"{table.title} ({i + 1} of {len(parts)})"
        slide = deck.slide(title, notes="\n\n".join(table.below) if in_notes else "")
        high = _draw(slide, table, rows, size)
        if below and not in_notes and i == len(parts) - 1:
            box = (LEFT, min(TOP + high + 0.1, BOTTOM - _BELOW + 0.1), RIGHT - LEFT, 0.3)
            text(slide, below, box, size=10, meaning="secondary")
        slides.append(slide)
    return slides


def _size(table: Table, room: float) -> int:
    """The largest type in which the table is on one slide, or else the largest for several.

    No word is to be broken in its column, and no row higher than a slide.
    """
    widths = [w - 2 * _SIDES for w in _widths(table)]
    head = table.header

    def bears(size: int) -> bool:
        broken = any(
            len(word) * size * _LETTER / 72 > width
            for title, width in zip(head, widths, strict=True)
            for word in title.split()
        )
        highs = [_high(cells, _widths(table), size) for cells in (head, *table.rows)]
        return not broken and max(highs[1:]) + highs[0] <= room

    fits = (s for s in _SIZES if bears(s) and len(_parts(table, room, s)) == 1)
    goes_on = (s for s in _SIZES[::-1] if bears(s))
    return next(fits, next(goes_on, _LEAST))


def _widths(table: Table) -> list[float]:
    whole = sum(table.widths)
    return [w / whole * (RIGHT - LEFT) for w in table.widths]


def _high(cells: Sequence[str], widths: Sequence[float], size: int) -> float:
    """Inches that a row takes."""
    inner = [w - 2 * _SIDES for w in widths]
    return max(height(c, w, size) for c, w in zip(cells, inner, strict=True)) + 2 * _ABOVE


def _parts(table: Table, room: float, size: int) -> list[list[tuple[str, ...]]]:
    widths = _widths(table)
    head = _high(table.header, widths, size)
    parts: list[list[tuple[str, ...]]] = [[]]
    used = head
    for row in table.rows:
        takes = _high(row, widths, size)
        if parts[-1] and used + takes > room:
            parts.append([])
            used = head
        parts[-1].append(row)
        used += takes
    return parts


def _draw(slide: Any, table: Table, rows: Sequence[tuple[str, ...]], size: int) -> float:
    """One table; the inches that it takes."""
    widths = _widths(table)
    highs = [_high(cells, widths, size) for cells in (table.header, *rows)]
    frame = slide.shapes.add_table(
        len(rows) + 1,
        len(widths),
        Inches(LEFT),
        Inches(TOP),
        Inches(RIGHT - LEFT),
        Inches(sum(highs)),
    )
    frame.name = "Table"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Table: {table.title}")
    made = frame.table
    made.first_row, made.horz_banding = True, False
    made._tbl.tblPr.find(f"{{{_A}}}tableStyleId").text = _PLAIN
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Inches(width)
    for at, (cells, high) in enumerate(zip((table.header, *rows), highs, strict=True)):
        made.rows[at].height = Inches(high)
        for nth, words in enumerate(cells):
            cell = made.cell(at, nth)
            cell.margin_left = cell.margin_right = Inches(_SIDES)
            cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
            write(cell.text_frame, [(words, size, at == 0 or nth == 0, "text")])
            _line_under(cell, strong=at == 0)
    return sum(highs)


def _line_under(cell: Any, *, strong: bool) -> None:
    width = str(Pt(1.5 if strong else 0.5))
    line = etree.SubElement(cell._tc.get_or_add_tcPr(), f"{{{_A}}}lnB", w=width)
    fill = etree.SubElement(line, f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}srgbClr", val=str(ink("text" if strong else "others")))

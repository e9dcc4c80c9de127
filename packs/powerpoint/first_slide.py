"""The first slide: what is worse than it was, large; what else changed; the rest in a minute."""

from typing import Any

from charts.marks import glyph
from extracts.errors import in_words
from packs.content import Issued, Line, Pack, Row
from packs.pdf.scale import scale
from packs.powerpoint.deck import BOTTOM, LEFT, RIGHT, TOP, Deck, Said, text, texts, write
from packs.powerpoint.native_charts import add_chart
from packs.powerpoint.type_sizes import BOLD, fitting, n_lines
from packs.words.findings import first_sheet, headline, name_of
from packs.words.sheet_words import NONE, about, card_words

_COLUMN, _GAP = 7.2, 0.45  # inches: of the measures, and from them to the sentences
_CHART, _HEAD, _ROW = 3.6, 0.35, 0.27
_CARDS, _LINES = 3, 4  # measures with a chart, and with a line in each other group
_HIGHS = {1: 1.9, 2: 1.6, 3: 1.22}  # of a card with its chart, by how many there are


def first_slide(deck: Deck, pack: Pack, issued: Issued | None) -> None:
    """The first slide of a pack."""
    slide = deck.slide(headline(pack), notes="\n".join(pack.in_one_minute), largest=32)
    lines: list[Said] = [(about(pack, issued), 12, False, "secondary")]
    if pack.sample:
        lines.append((pack.sample, 14, True, "text"))
    texts(slide, lines, (LEFT, 1.02, RIGHT - LEFT, 0.5))
    top = TOP + 0.3
    _groups(slide, pack, top)
    _minute(slide, pack, top)


def _minute(slide: Any, pack: Pack, top: float) -> None:
    left = LEFT + _COLUMN + _GAP
    wide = RIGHT - left
    text(slide, "In one minute", (left, top, wide, 0.3), size=14, bold=True)
    box = (left, top + 0.35, wide, BOTTOM - top - 0.35)
    size = fitting(list(pack.in_one_minute), wide, box[3], 16)
    shape = text(slide, "", box, size=size)
    write(
        shape.text_frame,
        [(s, size, False, "text") for s in pack.in_one_minute],
        between=size * 0.5,
    )


def _groups(slide: Any, pack: Pack, top: float) -> None:
    """The first group has charts; the others, where there is room, a line a measure."""
    for i, (title, lines) in enumerate(first_sheet(pack)):
        most = _CARDS if i == 0 else _LINES
        high = _HIGHS[min(len(lines), _CARDS)] if i == 0 else _ROW
        rest = [name_of(*both) for both in lines[most:]]
        takes = _HEAD + min(len(lines), most) * high + (_ROW if rest else 0)
        if top + takes > BOTTOM + 0.05:
            return  # every measure is in the sentences beside it, and in the matrix
        text(slide, title, (LEFT, top, _COLUMN, 0.3), size=14, bold=True)
        top += _HEAD
        for row, line in lines[:most]:
            if i == 0:
                _card(slide, row, line, top, high)
            else:
                _line(slide, row, line, top)
            top += high
        if rest:
            more = f"And {in_words(rest)}."
            size = 11 if n_lines(more, _COLUMN, 11) == 1 else 9
            text(slide, more, (LEFT, top, _COLUMN, _ROW), size=size, meaning="secondary")
            top += _ROW
        top += 0.1


def _card(slide: Any, row: Row, line: Line, top: float, high: float) -> None:
    wide = _COLUMN - _CHART - 0.2
    title = f"{glyph(line.variation)} {name_of(row, line)}"
    says = card_words(row, line)
    size = 18 if n_lines(title, wide, 18 * BOLD) == 1 else 13
    said: list[Said] = [
        (title, size, True, "text"),
        (line.figure, 16, False, "text"),
        (says, 11 if n_lines(says, wide, 11) <= 3 else 9, False, "secondary"),
    ]
    texts(slide, said, (LEFT, top, wide, high - 0.1))
    box = (LEFT + wide + 0.2, top, _CHART, high - 0.05)
    add_chart(slide, row, line, box, scale(row.shown_as, [line]), type_size=9)


def _line(slide: Any, row: Row, line: Line, top: float) -> None:
    target = "" if row.target == NONE else f"; target {row.target}"
    said = f"{glyph(line.variation)} {name_of(row, line)}: {line.figure}{target}"
    size = 12 if n_lines(said, _COLUMN, 12) == 1 else 9
    text(slide, said, (LEFT, top, _COLUMN, _ROW), size=size)

"""The Board pack as PDF, A4 landscape and tagged (PDF/UA-1), set by Typst from board.typ.

The charts are SVG drawn here, the fonts are those of a package, so no browser, no system library
and no font of the machine has a part in it.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typst

from charts.icons import assurance_icon, variation_icon
from extracts.errors import in_words
from metrics.measure import ISSUES
from packs.content import Issued, Line, Pack, Row
from packs.pdf.drawing import large, little
from packs.pdf.letters import FONTS, LACKS, shown_by_the_font
from packs.pdf.scale import Scale, months_of, scale
from packs.words.findings import (
    first_sheet,
    headline,
    issue_finding,
    name_of,
    row_finding,
    units_finding,
)
from packs.words.month_tables import Table, area_months, said_of, unit_months, verdict
from packs.words.sheet_words import NONE, about, card_words, described, edited, foot, month_words
from packs.words.tables import compared_months, figure_in, table_of

_TEMPLATE = Path(__file__).with_name("board.typ")
_MONTHS, _UNIT_MONTHS = 13, 6  # across a page
_CARDS, _LINES = 3, 5  # measures in the first group of the first page, and in another
_LARGE, _CARD, _LITTLE = (768, 235), (232, 92), (185, 66)  # of charts, in points
KEY = (
    "■ worse  ◆ better  ▲ changed: unlikely to be chance.  ● usual  ○ too few to judge  "
    "+ left out of the limits.  Grey: usual range; solid line: average; dashed line: target."
)


def to_pdf(pack: Pack, issued: Issued | None) -> bytes:
    """The pack as a PDF; issued None says on every page that it is a draft.

    The same pack gives the same bytes.
    """
    said = _set(_sheets(pack, issued))
    if shown_by_the_font(said) != said:
        said = _set(_sheets(pack, issued) | {"lacks": LACKS})
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"pack": shown_by_the_font(said)},
        pdf_standards="ua-1",
    )


def _set(sheets: dict[str, Any]) -> str:
    return json.dumps(sheets, ensure_ascii=False)


def _sheets(pack: Pack, issued: Issued | None) -> dict[str, Any]:
    issues = [n for n in ISSUES if any(row.issue == n for row in pack.rows)]
    return {
        "name": f"{pack.area}, Area Strategic Board, {month_words(pack.month)}",
        "area": pack.area,
        "whose": f"{pack.area} · Area Strategic Board",
        "month": month_words(pack.month),
        "classification": pack.classification,
        "foot": foot(pack, issued),
        "headline": headline(pack),
        "about": about(pack, issued),
        "minute": pack.in_one_minute,
        "sample": pack.sample,
        "lacks": "",
        "groups": [_group(i, *group) for i, group in enumerate(first_sheet(pack))],
        "issues": [
            {
                "title": issue_finding(pack, n),
                "rows": [_matrix_row(row, pack.month) for row in pack.rows if row.issue == n],
            }
            for n in issues
        ],
        "key": KEY,
        "compared": compared_months(pack.month),
        "rows": [_measure(row, pack.month) for row in pack.rows],
        "sheets": [_sheet(table) for table in table_of(pack)],
    }


def _group(at: int, title: str, lines: Sequence[tuple[Row, Line]]) -> dict[str, Any]:
    """The first group has charts, the others a line a measure."""
    most = _CARDS if at == 0 else _LINES
    rest = [name_of(*both) for both in lines[most:]]
    return {
        "title": title,
        "cards": [_card(*both) for both in lines[:most]] if at == 0 else [],
        "lines": [] if at == 0 else [_line(*both) for both in lines[:most]],
        "more": f"And {in_words(rest)}." if rest else "",
    }


def _line(row: Row, line: Line) -> dict[str, str]:
    return {
        "title": name_of(row, line),
        "figure": line.figure,
        "target": "" if row.target == NONE else f"target {row.target}",
        "icon": _icon(line),
    }


def _card(row: Row, line: Line) -> dict[str, Any]:
    return {
        "title": name_of(row, line),
        "figure": line.figure,
        "says": card_words(row, line),
        "icon": _icon(line),
        "chart": _little(row, line, scale(row.shown_as, [line]), _CARD, months_of([line])),
    }


def _matrix_row(row: Row, month: date) -> dict[str, Any]:
    icons = [_icon(row.area)]
    if row.area.assurance:
        icons.append(assurance_icon(row.area.assurance, "light", better=row.better))
    return {
        "title": row.title,
        "figure": figure_in(row, month),
        "target": row.target,
        "usual_range": row.usual_range,
        "icons": icons,
        "change": verdict(row.area),
        "differs": [row.on_month_before, row.on_year_before],
        "sentence": row.sentence,
        "edited": edited(row),
    }


def _measure(row: Row, month: date) -> dict[str, Any]:
    own, common = scale(row.shown_as, [row.area]), scale(row.shown_as, row.units)
    compared = compared_months(month)
    shown_months = months_of(row.units)
    drawn = large(row.area, own, shown_as=row.shown_as, marks=row.marks, size=_LARGE)
    return {
        "title": row_finding(row),
        "chart": {"svg": drawn, "alt": described(row, row.area)},
        "facts": [
            (f"{month_words(row.area.month) if row.area.month else 'Newest'}", row.area.figure),
            ("Target", row.target),
            ("Usual range", row.usual_range),
            *zip(compared, (row.on_month_before, row.on_year_before), strict=True),
            ("Change and target", said_of(row)),
        ],
        "sentence": row.sentence,
        "edited": edited(row),
        "says": " ".join(filter(None, (row.says, row.caveats))),
        "months": _table(area_months(row, _MONTHS)),
        "units_title": units_finding(row),
        "consistent": row.consistent,
        "units": [
            {
                "name": unit.name,
                "figure": unit.figure,
                "icon": _icon(unit),
                "chart": _little(row, unit, common, _LITTLE, shown_months),
            }
            for unit in row.units
        ],
        "by_unit": _table(unit_months(row, _UNIT_MONTHS)),
    }


def _little(
    row: Row, line: Line, on: Scale, size: tuple[int, int], shown_months: Sequence[date]
) -> dict[str, str]:
    drawn = little(line, on, shown_months, shown_as=row.shown_as, size=size)
    return {"svg": drawn, "alt": described(row, line)}


def _icon(line: Line) -> str:
    return variation_icon(line.variation, line.side, "light")


def _table(table: Table) -> dict[str, Any]:
    return {"header": table.header, "rows": table.rows}


def _sheet(table: Table) -> dict[str, Any]:
    return _table(table) | {"title": table.title, "widths": table.widths, "below": table.below}

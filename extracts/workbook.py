"""A workbook (.xlsx) -> delimited text: one sheet, its cells as a person sees them."""

import csv
import io
import zipfile
from datetime import date, datetime, time
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from extracts.encodings import Delimited
from extracts.errors import SheetIsEmpty, UnreadableFile, did_you_mean, in_words
from extracts.sheet_xml import has_cells, look, paths

_EXACT = 1e15


def read_workbook(data: bytes, packed: zipfile.ZipFile, sheet: str | None) -> Delimited:
    """The first sheet that can be seen, or the one named, as UTF-8 CSV.

    packed: the same workbook, opened as an archive. Raises UnreadableFile with what to do.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        members = paths(packed)
        chosen = _chosen(book.sheets_metadata, sheet)
        seen = look(packed, members[chosen])
        rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
        others = tuple(
            other.name
            for other in book.sheets_metadata
            if other.name != chosen and _is_seen(other) and has_cells(packed, members[other.name])
        )
    except (CalamineError, ElementTree.ParseError, KeyError) as why:
        raise UnreadableFile(
            "The workbook cannot be read; it may be damaged or protected by a password. Save it "
            "again as .xlsx or .csv."
        ) from why
    texts = [[_text(cell) for cell in row] for row in rows]
    _fill(texts, seen.texts)
    while texts and not any(texts[-1]):
        texts.pop()
    if not texts:
        empty = f'The sheet "{chosen}" is empty.'
        if others:
            raise SheetIsEmpty(
                f"{empty} Other sheets have cells: {in_words(others)}. Name the one to read."
            )
        raise UnreadableFile(empty)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(texts)
    return Delimited(data=out.getvalue().encode(), encoding="Excel workbook", other_sheets=others)


def _is_seen(sheet: SheetMetadata) -> bool:
    return sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible


def _chosen(sheets: list[SheetMetadata], wanted: str | None) -> str:
    names = [sheet.name for sheet in sheets]
    if wanted in names:
        return wanted
    if wanted is not None:
        raise UnreadableFile(
            f'The workbook has no sheet "{wanted}"; it has {in_words(names)}.'
            f"{did_you_mean(wanted, names)}"
        )
    for sheet in sheets:
        if _is_seen(sheet):
            return sheet.name
    raise UnreadableFile("The workbook has no sheet of cells that can be seen.")


def _fill(rows: list[list[str]], texts: dict[tuple[int, int], str]) -> None:
    """Put the texts at their places (row and column from 1) where there is nothing."""
    if not texts:
        return
    height = max(row for row, _ in texts)
    rows += [[] for _ in range(height - len(rows))]
    width = max(max(map(len, rows)), *(column for _, column in texts))
    for cells in rows:
        cells += [""] * (width - len(cells))
    for (row, column), text in texts.items():
        rows[row - 1][column - 1] = rows[row - 1][column - 1] or text


def _text(cell: object) -> str:
    """A cell as text: days as yyyy-mm-dd, whole numbers without a point.

    A spreadsheet keeps 15 digits of a number. A longer one is given as it is shown, shortened, so
    that it is not taken for what was once written.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        if cell.time() == time():
            return cell.date().isoformat()
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)) if abs(cell) < _EXACT else f"{cell:.5E}"
    if cell == time():  # a nought formatted as a date: what a formula makes of a blank cell
        return "00/01/1900"
    return str(cell)

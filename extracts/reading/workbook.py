"""A workbook (.xlsx) -> delimited text: one sheet, its cells as a person sees them."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from itertools import chain, islice, repeat
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from extracts.errors import SheetIsEmpty, UnreadableFile, did_you_mean, in_words
from extracts.progress import Progress, part, unheard
from extracts.reading.encodings import Delimited
from extracts.reading.first_rows import first_rows
from extracts.reading.sheet_xml import has_cells, look, paths

_EXACT = 1e15
_OFTEN = 10_000  # rows between one word of progress and the next


def read_workbook(
    data: bytes, packed: zipfile.ZipFile, sheet: str | None, progress: Progress = unheard
) -> Delimited:
    """The first sheet that can be seen, or the one named, as UTF-8 CSV.

    packed: the same workbook, opened as an archive. Raises UnreadableFile with what to do.
    """
    progress(0.0, "Opening the workbook")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        members = paths(packed)
        chosen = _chosen(book.sheets_metadata, sheet)
        seen = look(packed, members[chosen], part(progress, 0.0, 0.3))
        progress(0.3, "Reading the cells of the workbook")
        cells = book.get_sheet_by_name(chosen)
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
    written = _as_csv(cells, seen.texts, part(progress, 0.5, 1.0))
    begun = partial(first_rows, data, {name: members[name] for name in others})
    if not written:
        empty = f'The sheet "{chosen}" is empty.'
        if others:
            known = f"{empty} Other sheets have cells: {in_words(others)}."
            raise SheetIsEmpty(
                f"{known} Name the one to read.",
                f"{known} Choose the one to read, below.",
                sheet=chosen,
                first_rows=begun,
            )
        raise UnreadableFile(empty)
    return Delimited(
        data=written,
        encoding="Excel workbook",
        sheet=chosen,
        other_sheets=others,
        first_rows=begun,
    )


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


def _as_csv(
    sheet: CalamineSheet, texts: Mapping[tuple[int, int], str], progress: Progress
) -> bytes:
    """The rows from the first to the last with something in it, all from column A.

    texts: what stands in cells (row and column from 1) that the sheet has blank. One row at a time:
    a million rows of Python's own values would take a gigabyte.
    """
    first = sheet.start[1] if sheet.start else 0
    last_row, last_column = sheet.end or (-1, -1)  # both from 0
    width = max([last_column + 1, *(column for _, column in texts)])
    height = max([last_row + 1, *(number for number, _ in texts)])
    added: dict[int, dict[int, str]] = {}
    for (number, column), text in texts.items():
        added.setdefault(number, {})[column] = text
    kept = io.BytesIO()
    out = io.TextIOWrapper(kept, encoding="utf-8", newline="")
    writer = csv.writer(out)
    n_blank = 0
    for n, cells in enumerate(islice(chain(sheet.iter_rows(), repeat([])), height), 1):
        if n % _OFTEN == 0:
            progress(n / height, "Reading the rows of the workbook")
        row = [""] * first + [_text(cell) for cell in cells]
        row += [""] * (width - len(row))
        for column, text in added.get(n, {}).items():
            row[column - 1] = row[column - 1] or text
        if any(row):
            writer.writerows([[""] * width] * n_blank)
            writer.writerow(row)
        n_blank = 0 if any(row) else n_blank + 1
    out.flush()
    return kept.getvalue()


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

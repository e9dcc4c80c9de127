"""Findings of a file as a whole, of its headings, and of rows that have not the form of a row."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import day_month_year
from extracts.errors import count, in_words
from extracts.extract import Extract
from extracts.findings import Findings
from extracts.reading.cells import Cells
from extracts.reading.encodings import Delimited
from extracts.reading.headings import Heading
from extracts.reading.matching import Columns
from extracts.text_kinds import Text


def note_own_day(day: date, day_from: str, today: date, findings: Findings) -> None:
    """A finding where the extract's own day is yet to come."""
    if day > today:
        message = (
            f"The extract's own day is {day_month_year(day)} ({day_from}), after today, "
            f"{day_month_year(today)}, so events up to then pass as if they had happened. Give its "
            "right day."
        )
        findings.note(0, "", day_month_year(day), message)


def note_file(
    text: Delimited, columns: Columns, heading: Heading, cells: Cells, findings: Findings
) -> None:
    """Findings of the file and its headings; they reject nothing."""
    for note in text.notes:
        findings.note(0, "", "", note)
    if text.other_sheets:
        message = (
            "The workbook has other sheets, which were not read. If rows are in them, read each "
            "by itself."
        )
        findings.note(0, "", in_words(text.other_sheets), message)
    for i, why in columns.undeclared.items():
        findings.note(heading.row, heading.shown(i), "", why)
    if not len(cells.rows) and not cells.wrong_width:
        message = f"The file has headings for {columns.extract.title} but no rows."
        findings.note(0, "", "", message)


def note_rows(cells: Cells, heading: Heading, findings: Findings) -> None:
    """Findings of rows of a wrong width, and of headings that come again."""
    messages = {n: _wrong_width(n, len(heading.cells)) for n in set(cells.wrong_width.values())}
    every = [messages[n] for n in cells.wrong_width.values()]
    findings.add(list(cells.wrong_width), "", "", every, rejects=True)
    if cells.headings_again:
        first, n = cells.headings_again[0], len(cells.headings_again)
        message = (
            f"The headings come again ({count(n, 'time')}, first in row {first}); such rows are "
            "passed over."
        )
        findings.note(first, "", "", message)


def note_references(
    rows: pa.Table, numbers: np.ndarray[Any, Any], extract: Extract, findings: Findings
) -> None:
    """A finding where some references have a space or mark in them and others have none."""
    for field in extract.fields:
        if field.name not in extract.keys or not (isinstance(field, Text) and field.upper):
            continue
        values = rows[field.name]
        plain = pc.fill_null(pc.ascii_is_alnum(values), fill_value=True).to_numpy()
        few = plain if 2 * plain.sum() < len(plain) else ~plain
        if few.any() and not few.all():
            at, other = int(np.argmax(few)), int(np.argmin(few))
            message = (
                f"{field.title} is written in two ways: {count(int(few.sum()), 'row')} as in "
                f'"{values[at]}", the others as in "{values[other]}". A case that is written in '
                "two ways counts twice; write them all alike."
            )
            findings.note(int(numbers[at]), field.title, str(values[at]), message)


def _wrong_width(n: int, expected: int) -> str:
    what_to_do = (
        "Cells are missing: export the file again, or remove the row if it is a note or a total."
        if n < expected
        else "Put a text that holds the delimiter in quotation marks, or export the file again."
    )
    return f"The row has {count(n, 'cell')} under {count(expected, 'heading')}. {what_to_do}"

"""Bytes -> accepted rows and findings. `rows in = accepted + rejected + repeated`, always."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from extracts.area import Area
from extracts.cells import Cells, read_cells
from extracts.checks import check_repeats, check_rules
from extracts.columns import read_column
from extracts.errors import LayoutError, UnreadableFile
from extracts.fields import Date, Extract
from extracts.findings import Findings
from extracts.headings import Columns, Heading, find_heading, known_words, match_columns, recognise
from extracts.layouts import Layout, fingerprint
from extracts.registry import EXTRACTS
from extracts.unpack import unpack

_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file holds. `rows`: accepted, one column a field, all of them, typed as declared.

    rejected: row (as the spreadsheet shows it) and cells (JSON of declared headings -> text; "{}" for a
    row of the wrong width). findings: see findings.Findings.frame.
    """

    name: str
    sha256: str
    extract: Extract
    layout: Layout | None
    fingerprint: str
    encoding: str
    extract_day: date
    extract_day_from: str
    rows: pa.Table
    rejected: pd.DataFrame
    findings: pd.DataFrame
    n_rows: int
    n_repeated: int

    @property
    def n_accepted(self) -> int:
        return int(self.rows.num_rows)

    @property
    def n_rejected(self) -> int:
        return len(self.rejected)

    @cached_property
    def accepted(self) -> pd.DataFrame:
        """The accepted rows as a pandas frame with Arrow types."""
        return self.rows.to_pandas(types_mapper=pd.ArrowDtype)


def read(
    data: bytes,
    *,
    name: str,
    today: date,
    area: Area | None = None,
    extract: Extract | None = None,
    layout: Layout | None = None,
    saved_layout: Callable[[str], Layout | None] = lambda _: None,
    extract_day: date | None = None,
    sheet: str | None = None,
    extracts: Mapping[str, Extract] = EXTRACTS,
) -> Reading:
    """Read and check one file.

    The extract is told by its headings unless given; a layout saved under the fingerprint of the headings
    is used unless one is given. The extract's own day is as given, else the one date in the file's name,
    else the newest event in the file that is not after today. Raises a DashboardError for a file that is
    refused as a whole; every other fault is a finding.
    """
    text = unpack(data, sheet=sheet)
    heading, layout = _heading(text.data, layout, extract, saved_layout, extracts)
    extract = extract or (extracts[layout.extract] if layout else recognise(heading, extracts.values()))
    columns = match_columns(heading, extract, layout)
    cells = read_cells(text.data, heading, columns.position, plain=extract.keys[0])
    findings = Findings()
    good, fields = _fields(cells, columns, heading, layout, area, findings)
    day, day_from = _extract_day(extract_day, name, fields, extract, today)
    good &= ~_out_of_range(fields, cells, columns, heading, day, findings)
    good &= ~check_rules(fields, cells.rows, extract, findings, among=good)
    double, repeated = check_repeats(fields, cells.rows, extract, findings, among=good)
    accepted = good & ~double & ~repeated
    _note_file(columns, heading, cells, findings)
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        extract=extract,
        layout=layout,
        fingerprint=fingerprint(heading.cells),
        encoding=text.encoding,
        extract_day=day,
        extract_day_from=day_from,
        rows=fields if accepted.all() else fields.filter(pa.array(accepted)),
        rejected=_rejected(cells, columns, np.flatnonzero(~good | double), heading),
        findings=findings.frame(),
        n_rows=len(cells.rows) + len(cells.wrong_width),
        n_repeated=int(repeated.sum()),
    )


def _heading(
    data: bytes,
    layout: Layout | None,
    extract: Extract | None,
    saved_layout: Callable[[str], Layout | None],
    extracts: Mapping[str, Extract],
) -> tuple[Heading, Layout | None]:
    heading = find_heading(data, known_words(extracts.values(), [layout] if layout else []))
    layout = layout or saved_layout(fingerprint(heading.cells))
    if layout:
        wanted = extract or extracts.get(layout.extract)
        if wanted is None or wanted.key != layout.extract:
            raise LayoutError(f'The layout "{layout.name}" is for {layout.extract}, not for {extract and extract.key}.')
        layout.check(wanted)
    return heading, layout


def _fields(
    cells: Cells, columns: Columns, heading: Heading, layout: Layout | None, area: Area | None, findings: Findings
) -> tuple[np.ndarray, pa.Table]:
    """(which rows have no faulty cell, the typed columns of all rows)."""
    good = np.ones(len(cells.rows), bool)
    made = {}
    for field in columns.extract.fields:
        shown = heading.cells[columns.position[field.name]].strip() if field.name in columns.position else field.title
        made[field.name] = read_column(
            cells.columns.get(field.name), field, shown, cells.rows, layout, area, findings, good
        )
    return good, pa.table(made, schema=columns.extract.schema())


def _extract_day(
    given: date | None, name: str, fields: pa.Table, extract: Extract, today: date
) -> tuple[date, str]:
    """(the extract's own day, how it is known)."""
    if given:
        return given, "as given"
    in_name = set()
    for year, month, day in _DAY_IN_NAME.findall(name):
        try:
            in_name.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    if len(in_name) == 1:
        return in_name.pop(), "from the file's name"
    newest = [
        pc.max(pc.filter(column, pc.less_equal(column, pa.scalar(today, pa.date32())))).as_py()
        for field in extract.fields
        if isinstance(field, Date) and field.event and (column := fields[field.name]) is not None
    ]
    days = [d for d in newest if d]
    if days:
        return max(days), "the newest date in the file"
    return today, "today, as the file has no date"


def _out_of_range(
    fields: pa.Table, cells: Cells, columns: Columns, heading: Heading, extract_day: date, findings: Findings
) -> np.ndarray:
    """Which rows have a date that cannot be right as at the extract's own day."""
    bad = np.zeros(len(cells.rows), bool)
    for field in columns.extract.fields:
        if not isinstance(field, Date) or field.name not in columns.position:
            continue
        days = pc.dictionary_encode(fields[field.name].combine_chunks())
        days = days.chunk(0) if isinstance(days, pa.ChunkedArray) else days
        why = [field.out_of_range(d, extract_day) if d else None for d in days.dictionary.to_pylist()]
        if not any(why):
            continue
        messages = pa.array(why, pa.string()).take(days.indices)
        at = np.flatnonzero(messages.is_valid().to_numpy(zero_copy_only=False))
        shown = heading.cells[columns.position[field.name]].strip()
        written = cells.columns[field.name].take(pa.array(at)).to_pylist()
        findings.add(cells.rows[at], shown, written, messages.take(pa.array(at)).to_pylist(), rejects=True)
        bad[at] = True
    return bad


def _note_file(columns: Columns, heading: Heading, cells: Cells, findings: Findings) -> None:
    """Findings of the file as a whole, and of rows of a wrong width."""
    for undeclared in columns.undeclared:
        findings.note(heading.row, undeclared.strip(), "", "This column is not part of the extract; it is not kept.")
    for row in cells.wrong_width:
        message = (
            f"The row has {row.cells} cells under {row.expected} headings; put a text that holds the delimiter in "
            "quotation marks, or export the file again."
        )
        findings.add(np.array([row.row]), "", [row.starts], [message], rejects=True)
    if not len(cells.rows) and not cells.wrong_width:
        findings.note(0, "", "", f"The file has headings for {columns.extract.title} but no rows.")


def _rejected(cells: Cells, columns: Columns, at: np.ndarray, heading: Heading) -> pd.DataFrame:
    """The rejected rows as they came, declared columns only."""
    shown = {f: heading.cells[i].strip() for f, i in columns.position.items()}
    texts = {shown[f]: column.take(pa.array(at)).to_pylist() for f, column in cells.columns.items()}
    as_json = [json.dumps(dict(zip(texts, row, strict=True))) for row in zip(*texts.values(), strict=True)]
    wide = [r.row for r in cells.wrong_width]
    frame = pd.DataFrame(
        {"row": np.concatenate([cells.rows[at], wide]).astype("int64"), "cells": [*as_json, *["{}"] * len(wide)]}
    )
    return frame.sort_values("row", ignore_index=True)

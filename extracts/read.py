"""Bytes -> accepted rows and findings. `rows in = accepted + rejected + repeated`, always."""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from extracts.area import Area
from extracts.errors import SheetIsEmpty
from extracts.extract import Extract
from extracts.fields import Field
from extracts.findings import Findings
from extracts.kinds import Date
from extracts.layouts import Layout, fingerprint
from extracts.progress import Progress, part, unheard
from extracts.reading.cells import Cells, read_cells
from extracts.reading.checks import check_days, check_repeats, check_rules
from extracts.reading.columns import read_column
from extracts.reading.extract_day import own_day
from extracts.reading.file_findings import note_file, note_own_day, note_references, note_rows
from extracts.reading.rejected_cells import rejected_cells
from extracts.reading.unpack import unpack
from extracts.reading.which_extract import Known, columns_of, of_empty
from extracts.registry import EXTRACTS
from extracts.side_by_side import side_by_side


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file holds. `rows`: accepted, one column a field, all of them, typed as declared.

    heading_row: where its headings are. rejected: row (as the spreadsheet shows it) and cells (JSON
    of declared headings -> text; "{}" for a row of the wrong width). findings: see
    findings.Findings.frame. lacking: fields that have no column, nor a value of the layout's.
    """

    name: str
    sha256: str
    heading_row: int
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
    lacking: tuple[str, ...] = ()

    @property
    def n_accepted(self) -> int:
        """How many rows are accepted."""
        return int(self.rows.num_rows)

    @property
    def n_rejected(self) -> int:
        """How many rows are left out because of a finding."""
        return len(self.rejected)

    @cached_property
    def accepted(self) -> pd.DataFrame:
        """The accepted rows as a pandas frame with Arrow types."""
        frame: pd.DataFrame = self.rows.to_pandas(types_mapper=pd.ArrowDtype)
        return frame


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
    progress: Progress = unheard,
) -> Reading:
    """Read and check one file.

    The extract is told by its headings unless given; a layout saved under the fingerprint of the
    headings is used unless one is given. extract_day: as given, else see own_day. progress: as in
    extracts.progress. Raises a DashboardError for a file that is refused as a whole; every other
    fault is a finding.
    """
    progress(0.0, "Opening the file")
    aside = ThreadPoolExecutor(1)
    sha256 = aside.submit(lambda: hashlib.sha256(data).hexdigest())
    aside.shutdown(wait=False)
    known = Known(extracts=extracts, saved_layout=saved_layout, layout=layout, extract=extract)
    is_named = sheet is not None
    try:
        text = unpack(data, sheet=sheet, progress=part(progress, 0.0, 0.5))
    except SheetIsEmpty as why:
        raise of_empty(why, known, named=is_named) from None
    progress(0.5, "Reading the headings")
    heading, layout, columns = columns_of(text, known, named=is_named)
    extract = columns.extract
    dates = [f.name for f in extract.fields if isinstance(f, Date)]
    progress(0.52, "Reading the rows")
    cells = read_cells(text.data, heading, columns.position, plain=extract.keys[0], dates=dates)
    findings = Findings()
    shown = {f: heading.shown(i) for f, i in columns.position.items()}
    of_fields = part(progress, 0.65, 0.85)
    good, fields = _fields(cells, shown, extract, layout, area, findings, of_fields)
    progress(0.85, "Checking days and rules")
    day, day_from = own_day(extract_day, name, fields, extract, today)
    good &= ~check_days(fields, cells, shown, extract, day, findings)
    good &= ~check_rules(fields, cells.rows, extract, findings, among=good)
    progress(0.9, "Looking for rows that come twice")
    double, repeated = check_repeats(fields, cells.rows, extract, findings, among=good)
    accepted = good & ~double & ~repeated
    rows = fields if accepted.all() else _only(fields, accepted)
    progress(0.95, "Listing what was found")
    note_own_day(day, day_from, today, findings)
    note_file(text, columns, heading, cells, findings)
    note_rows(cells, heading, findings)
    note_references(rows, cells.rows[accepted], extract, findings)
    reading = Reading(
        name=name,
        sha256=sha256.result(),
        heading_row=heading.row,
        extract=extract,
        layout=layout,
        fingerprint=fingerprint(heading.cells),
        encoding=text.encoding,
        extract_day=day,
        extract_day_from=day_from,
        rows=rows,
        rejected=rejected_cells(cells, shown, np.flatnonzero(~good | double)),
        findings=findings.frame(),
        n_rows=len(cells.rows) + len(cells.wrong_width),
        n_repeated=int(repeated.sum()),
        lacking=_lacking(extract, columns.position, layout),
    )
    progress(1.0, "Read")
    return reading


def _fields(
    cells: Cells,
    shown: Mapping[str, str],
    extract: Extract,
    layout: Layout | None,
    area: Area | None,
    findings: Findings,
    progress: Progress,
) -> tuple[np.ndarray[Any, Any], pa.Table]:
    """(which rows have no faulty cell, the typed columns of all rows)."""
    good = np.ones(len(cells.rows), bool)

    def column(field: Field) -> tuple[pa.Array, Findings]:
        found = Findings()
        written = cells.columns.get(field.name)
        under = shown.get(field.name, field.title)
        return read_column(written, field, under, cells.rows, layout, area, found, good), found

    told = [*(f"Reading {field.title}" for field in extract.fields), "Reading the columns"]
    made = side_by_side(column, extract.fields, lambda n: progress(n / (len(told) - 1), told[n]))
    for _, found in made:
        findings.extend(found)
    return good, pa.table([values for values, _ in made], schema=extract.schema())


def _lacking(
    extract: Extract, position: Mapping[str, int], layout: Layout | None
) -> tuple[str, ...]:
    constants = layout.constants if layout else {}
    fields = (f.name for f in extract.fields if f.name not in position)
    return tuple(name for name in fields if not constants.get(name))


def _only(rows: pa.Table, which: np.ndarray[Any, Any]) -> pa.Table:
    mask = pa.array(which)
    kept = side_by_side(lambda column: column.filter(mask), rows.columns)
    return pa.table(kept, schema=rows.schema)

"""Files to read in the tests: valid rows of every extract, and ways to write and pack them."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl

from extracts.area import Area, AreaUnit
from extracts.findings import Finding, listed
from extracts.read import Reading, read

TODAY = date(2026, 11, 20)
AREA = Area(
    name="CPS North West",
    units=(
        AreaUnit(name="Cumbria Magistrates Hub", short="Cumbria Mags", aliases=("Cumbria MC",)),
        AreaUnit(name="Lancashire Crown Court Unit", short="Lancs Crown", aliases=("Lancs CC",)),
    ),
)
CHARGING: dict[str, str] = {
    "URN": "00SA0000126",
    "Submission": "1",
    "Unit": "Cumbria Magistrates Hub",
    "Casework type": "Crown Court",
    "Review track": "28 day",
    "In custody": "No",
    "Date received": "02/11/2026",
    "Date accepted": "03/11/2026",
    "Date decided": "16/11/2026",
    "Outcome": "Charge",
    "Police due date": "",
    "Same prosecutor": "Yes",
}
DISCLOSURE: dict[str, str] = {
    "URN": "00SA0000126",
    "Defendant": "1",
    "Stage": "Initial",
    "Sequence": "1",
    "Unit": "Lancashire Crown Court Unit",
    "Casework type": "Crown Court",
    "In custody": "Yes",
    "Date triggered": "02/11/2026",
    "Due date": "30/11/2026",
    "First due date": "",
    "Date served": "",
}
LETTERS: dict[str, str] = {
    "URN": "00SA0000126",
    "Victim": "1",
    "Sequence": "1",
    "Unit": "Cumbria Magistrates Hub",
    "Casework type": "RASSO",
    "Decision": "Stopped",
    "Enhanced": "Yes",
    "Date decided": "13/11/2026",
    "Date reasons given": "",
    "Date sent": "16/11/2026",
    "Channel": "Letter",
    "VRR applies": "Yes",
}
REVIEWS: dict[str, str] = {
    "Review": "00SA-R1",
    "Question": "Did the letter explain the decision?",
    "Kind": "Letter sample",
    "Theme": "Explanation",
    "Unit": "Lancashire Crown Court Unit",
    "Casework type": "Magistrates'",
    "Date reviewed": "19/11/2026",
    "Rating": "Partially met",
    "Question set": "2026",
    "Marker": "M1",
}
VALID = {
    "charging": CHARGING,
    "disclosure": DISCLOSURE,
    "victim_letters": LETTERS,
    "reviews": REVIEWS,
}
Row = Mapping[str, Any]


def charging(**changes: str) -> dict[str, str]:
    """A valid row of charging, but for what is given by field: charging(urn="A1")."""
    names = dict(zip(CHARGING, _FIELDS, strict=True))
    assert changes.keys() <= set(_FIELDS)
    return {h: changes.get(names[h], v) for h, v in CHARGING.items()}


_FIELDS = (
    "urn",
    "submission",
    "unit",
    "casework_type",
    "review_track",
    "in_custody",
    "received_on",
    "accepted_on",
    "decided_on",
    "outcome",
    "police_due_on",
    "same_prosecutor",
)


def many(n: int, **changes: str) -> list[dict[str, str]]:
    """Rows of charging that differ in their URN: 00SA0000126, 00SA0000226, …"""
    return [charging(**{"urn": f"00SA{i:05}26"} | changes) for i in range(1, n + 1)]


def text_of(rows: Sequence[Row], *, delimiter: str = ",", line_end: str = "\n") -> str:
    """The rows under their headings, as delimited text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def csv_of(rows: Sequence[Row]) -> bytes:
    """The rows under their headings, as UTF-8 CSV."""
    return text_of(rows).encode()


def workbook(sheets: Mapping[str, Iterable[Iterable[Any]]], *, hidden: Sequence[str] = ()) -> bytes:
    """A workbook of the sheets, cell by cell."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells_of(rows: Sequence[Row]) -> list[list[Any]]:
    """The rows under their headings, cell by cell; blanks are no cells."""
    return [list(rows[0]), *([v if v != "" else None for v in r.values()] for r in rows)]


def xlsx_of(rows: Sequence[Row]) -> bytes:
    """The rows under their headings, as a workbook of one sheet."""
    return workbook({"Sheet1": cells_of(rows)})


def zipped(**files: bytes) -> bytes:
    """A .zip of the files; an underscore in a name stands for a dot."""
    return zipped_as({name.replace("_", ".", 1): data for name, data in files.items()})


def zipped_as(files: Mapping[str, bytes]) -> bytes:
    """A .zip of the files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def edited(archive: bytes, changes: Mapping[str, Callable[[bytes], bytes] | None]) -> bytes:
    """An archive with members changed (None: left out)."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert changes.keys() <= files.keys(), files.keys()
    changed = {name: change and change(files[name]) for name, change in changes.items()}
    return zipped_as({name: data for name, data in (files | changed).items() if data is not None})


gzipped = gzip.compress


def read_it(data: bytes, **options: Any) -> Reading:
    """The reading of a file, after a look at the laws that hold for every one."""
    reading = read(data, **{"name": "extract.csv", "today": TODAY, "area": AREA} | options)
    check_laws(reading)
    return reading


def check_laws(reading: Reading) -> None:
    """Rows in = accepted + rejected + repeated; every finding speaks; each rejection has one."""
    assert reading.n_rows == reading.n_accepted + reading.n_rejected + reading.n_repeated
    findings = listed(reading.findings)
    assert all(f.message.strip() and f.message.endswith((".", "?")) for f in findings)
    assert all(f.row >= 0 and len(f.value) <= 1000 for f in findings)
    rejecting = {f.row for f in findings if f.rejects}
    assert set(reading.rejected["row"]) == rejecting
    assert reading.rejected["row"].is_unique
    assert reading.rows.schema == reading.extract.schema()
    for key in reading.extract.keys:
        assert not reading.rows[key].null_count


def faults(reading: Reading) -> list[tuple[int, str, str]]:
    """(row, heading, message) of every finding."""
    return [(f.row, f.heading, f.message) for f in listed(reading.findings)]


def only(reading: Reading) -> Finding:
    """The one finding."""
    (finding,) = listed(reading.findings)
    return finding

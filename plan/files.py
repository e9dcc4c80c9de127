"""The plan as a file: CSV out, and CSV or a workbook back in as changes, whole or not at all."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from extracts.errors import (
    DashboardError,
    SheetIsEmpty,
    UnreadableFile,
    brief,
    count,
    did_you_mean,
    in_words,
)
from extracts.export import to_csv
from extracts.fields import squash
from extracts.reading.encodings import Delimited
from extracts.reading.unpack import unpack
from plan import file_cells
from plan.actions import TITLES, PlanAction
from plan.changes import key_of
from plan.known import Known

MOST_BYTES, MOST_ROWS = 5 << 20, 2_000  # our bounds; a plan has tens of actions
_TOLD, _NAMED = 20, 10  # faults that a refusal lists, and headings that one of them names
# Of which revision a row is: what others have saved since is not undone by an older file.
REVISION = "revision"
HEADINGS = {**TITLES, REVISION: "Revision"}
_KNOWN = {squash(word): name for name, title in HEADINGS.items() for word in (name, title)}


class PlanFileRefused(DashboardError):
    """A file of the plan cannot be taken; nothing of it was. faults: of its rows, in words."""

    def __init__(self, name: str, faults: list[str]) -> None:
        more = len(faults) - _TOLD
        shown = [*faults[:_TOLD], *([f"And {count(more, 'fault')} more."] if more > 0 else [])]
        super().__init__(f"{brief(name)}: nothing of it was taken. {' '.join(shown)}")
        self.faults = tuple(faults)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of a file.

    row: its number as a spreadsheet shows it. key: "" where it has none. revision: the one that was
    exported, 0 where the file does not say. fields: the others that the file has, as they are kept.
    faults: what is no value, in words.
    """

    row: int
    key: str
    revision: int
    fields: Mapping[str, str]
    faults: tuple[str, ...]


def to_file(actions: Iterable[PlanAction]) -> bytes:
    """Actions as CSV, a heading a field and the revision last; `lines` reads it back as it is.

    Days are dd/mm/yyyy, units and measures parted by semicolons, a text that a spreadsheet would
    run made harmless.
    """
    rows = [
        [
            *(file_cells.written(name, getattr(action, name)) for name in TITLES),
            str(action.revision or "") or None,
        ]
        for action in actions
    ]
    return to_csv(pd.DataFrame(rows, columns=list(HEADINGS.values()), dtype=object))


def lines(data: bytes, name: str, known: Known) -> list[Line]:
    """The rows of a file, CSV or the first sheet of a workbook. name: of the file.

    Raises UnreadableFile, or PlanFileRefused where it is too large or its headings are not those
    of the plan.
    """
    if len(data) > MOST_BYTES:
        raise PlanFileRefused(name, [f"It is larger than {MOST_BYTES >> 20} MB."])
    table = _table(data)
    try:
        rows = _rows(table.data.decode("utf-8"))
    except csv.Error as why:
        raise PlanFileRefused(name, [f"Its rows cannot be told apart: {why}."]) from why
    if not rows:
        raise PlanFileRefused(name, ["It has no headings."])
    (_, heads), *cells = rows
    columns = _columns(heads, name, table.sheet if table.other_sheets else "")
    if len(cells) > MOST_ROWS:
        raise PlanFileRefused(name, [f"It has {len(cells):,} rows; the most is {MOST_ROWS:,}."])
    return [_line(number, row, columns, known) for number, row in cells]


def _table(data: bytes) -> Delimited:
    try:
        return unpack(data, most=MOST_BYTES)
    except SheetIsEmpty as why:
        raise UnreadableFile(
            f'The sheet "{why.sheet}" is empty: put the plan on the first sheet.'
        ) from why
    except UnreadableFile as why:  # whose words are of extracts, which are exported too
        raise UnreadableFile(str(why).replace("the extract", "the plan")) from why


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows with something in them, numbered as a spreadsheet does."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
    return [(n, row) for n, row in rows if any(cell.strip() for cell in row)]


def _columns(heads: list[str], name: str, sheet: str) -> dict[int, str]:
    """Column -> field. sheet: which was read of several. Raises PlanFileRefused."""
    columns = {i: _KNOWN.get(squash(head), "") for i, head in enumerate(heads) if head.strip()}
    faults = _unknown([brief(heads[i]) for i, field in columns.items() if not field])
    fields = [field for field in columns.values() if field]
    twice = [title for field, title in HEADINGS.items() if fields.count(field) > 1]
    faults += [f"The heading {title} is there twice." for title in twice]
    if not {"key", "short"} & {*fields} and not faults:
        faults = ["It has neither Key nor Short name, so its actions cannot be told apart."]
    if faults and sheet:
        faults.append(f'Of the workbook the first sheet is read, "{brief(sheet)}".')
    if faults:
        raise PlanFileRefused(name, faults)
    return columns


def _unknown(heads: list[str]) -> list[str]:
    """What is said of headings that are not the plan's, which are listed once."""
    near = {head: did_you_mean(head, HEADINGS.values()) for head in heads}
    faults = [f'The heading "{h}" is none of the plan\'s.{near[h]}' for h in near if near[h]]
    if far := [f'"{head}"' for head, offer in near.items() if not offer]:
        named = far[:_NAMED] + ([f"{len(far) - _NAMED:,} more"] if len(far) > _NAMED else [])
        are = f"headings {in_words(named)} are" if len(far) > 1 else f"heading {far[0]} is"
        faults.append(f"The {are} none of the plan's. They are {in_words(HEADINGS.values())}.")
    return faults


def _line(number: int, row: list[str], columns: Mapping[int, str], known: Known) -> Line:
    found: dict[str, str] = {}
    faults = []
    if len(row) > max(columns) + 1 and any(cell.strip() for cell in row[max(columns) + 1 :]):
        faults.append("It has more cells than headings: put a text with a comma in quotes.")
    for at, field in columns.items():
        text = file_cells.plain(row[at].strip()) if at < len(row) else ""
        value, why = file_cells.read(field, text, known)
        found[field] = value
        if why:
            faults.append(f"{HEADINGS[field]} {why}")
    key, revision = found.pop("key", ""), found.pop(REVISION, "")
    if revision and not re.fullmatch(r"\d{1,6}", revision, re.A):
        faults.append(f'Revision is "{brief(revision)}": leave it as it was exported, or blank.')
        revision = ""
    if key and key != key_of(key):
        faults.append(f'Key is "{brief(key)}": write it as "{key_of(key)}", or leave it blank.')
    return Line(
        row=number, key=key, revision=int(revision or 0), fields=found, faults=tuple(faults)
    )

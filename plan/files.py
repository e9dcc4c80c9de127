"""The plan as a file: CSV out, and CSV back in as changes, whole or not at all."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from extracts.dates import DAY_FIRST
from extracts.errors import DashboardError, brief, count, did_you_mean, in_words
from extracts.export import neutral, to_csv
from extracts.fields import squash
from extracts.reading.encodings import decode
from plan.actions import DAYS, LIST_ENDS, LISTS, MARKS, TITLES, YES, PlanAction
from plan.changes import as_listed, key_of
from plan.known import Known

MOST_BYTES, MOST_ROWS = 5 << 20, 2_000  # our bounds; a plan has tens of actions
_TOLD = 20  # faults that a refusal lists
_HEADINGS = {squash(word): name for name, title in TITLES.items() for word in (name, title)}
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


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

    row: its number as a spreadsheet shows it. key: "" where it has none. fields: the others that
    the file has, as they are kept. faults: what is no value, in words.
    """

    row: int
    key: str
    fields: Mapping[str, str]
    faults: tuple[str, ...]


def to_file(actions: Iterable[PlanAction]) -> bytes:
    """Actions as CSV, a heading a field, which `lines` reads back as they are.

    Days are dd/mm/yyyy, units and measures parted by semicolons, a text that a spreadsheet would
    run made harmless.
    """
    rows = [[_cell(name, getattr(action, name)) for name in TITLES] for action in actions]
    return to_csv(pd.DataFrame(rows, columns=list(TITLES.values()), dtype=object))


def lines(data: bytes, name: str, known: Known) -> list[Line]:
    """The rows of a file. name: of the file.

    Raises UnreadableFile, or PlanFileRefused where it is too large or its headings are not those
    of the plan.
    """
    if len(data) > MOST_BYTES:
        raise PlanFileRefused(name, [f"It is larger than {MOST_BYTES >> 20} MB."])
    text = decode(data).data.decode("utf-8")
    try:
        rows = _rows(text)
    except csv.Error as why:
        raise PlanFileRefused(name, [f"Its rows cannot be told apart: {why}."]) from why
    if not rows:
        raise PlanFileRefused(name, ["It has no headings."])
    (_, heads), *cells = rows
    columns = _columns(heads, name)
    if len(cells) > MOST_ROWS:
        raise PlanFileRefused(name, [f"It has {len(cells):,} rows; the most is {MOST_ROWS:,}."])
    return [_line(number, row, columns, known) for number, row in cells]


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows with something in them, numbered as a spreadsheet does."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
    return [(n, row) for n, row in rows if any(cell.strip() for cell in row)]


def _columns(heads: list[str], name: str) -> dict[int, str]:
    """Column -> field. Raises PlanFileRefused."""
    columns = {i: _HEADINGS.get(squash(head), "") for i, head in enumerate(heads) if head.strip()}
    faults = [
        f'The heading "{brief(heads[i])}" is none of the plan\'s.'
        + (did_you_mean(heads[i], TITLES.values()) or f" They are {in_words(TITLES.values())}.")
        for i, field in columns.items()
        if not field
    ]
    fields = [field for field in columns.values() if field]
    faults += [f"The heading {TITLES[f]} is there twice." for f in TITLES if fields.count(f) > 1]
    if not {"key", "short"} & {*fields} and not faults:
        faults = ["It has neither Key nor Short name, so its actions cannot be told apart."]
    if faults:
        raise PlanFileRefused(name, faults)
    return columns


def _line(number: int, row: list[str], columns: Mapping[int, str], known: Known) -> Line:
    found: dict[str, str] = {}
    faults = []
    if len(row) > max(columns) + 1 and any(cell.strip() for cell in row[max(columns) + 1 :]):
        faults.append("It has more cells than headings: put a text with a comma in quotes.")
    for at, field in columns.items():
        text = _plain(row[at].strip()) if at < len(row) else ""
        value, why = _value(field, text, known)
        found[field] = value
        if why:
            faults.append(f"{TITLES[field]} {why}")
    key = found.pop("key", "")
    if key and key != key_of(key):
        faults.append(f'Key is "{brief(key)}": write it as "{key_of(key)}", or leave it blank.')
    return Line(row=number, key=key, fields=found, faults=tuple(faults))


def _value(field: str, text: str, known: Known) -> tuple[str, str]:
    """A cell as it is kept, and what is wrong with it."""
    if not text:
        return "", ""
    if field in DAYS:
        day = next((d for form in DAY_FIRST if (d := form.day(text))), None)
        is_no_day = f'is "{brief(text)}", which is not a day: write it as dd/mm/yyyy.'
        return (day.isoformat(), "") if day else ("", is_no_day)
    if field in LISTS:
        return LIST_ENDS.join(as_listed(known, field, text.split(";"))), ""
    if field in MARKS:
        if text.casefold() in (*_YES, *_NO):
            return (YES if text.casefold() in _YES else ""), ""
        return "", f'is "{brief(text)}": write Yes, or leave it blank.'
    if field == "issue" and not re.fullmatch(r"\d{1,3}", text, re.A):
        return "", f'is "{brief(text)}": write the number of an improvement issue, as 2.'
    return text, ""


def _cell(field: str, value: object) -> object:
    match value:
        case bool():
            return "Yes" if value else None
        case tuple():
            value = LIST_ENDS.join(value)
    if isinstance(value, str):
        return _escaped(value) or None
    return str(value) if field == "issue" else value


def _escaped(text: str) -> str:
    """The text as `_plain` takes it back: with an apostrophe more before a formula."""
    bare = text.lstrip("'")
    return f"'{text}" if neutral(bare) != bare else text


def _plain(text: str) -> str:
    """The text without the apostrophe that made it harmless."""
    bare = text.lstrip("'")
    return text[1:] if text != bare and neutral(bare) != bare else text

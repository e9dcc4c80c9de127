"""Findings by the rule that raised them, so that a thousand of one kind are one line.

Messages of one rule differ only in what they quote of the row: its value, its days, the numbers of
other rows. That is taken out; what is left are the words of the rule.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from extracts.errors import in_words, suggested
from extracts.read import Reading

COLUMNS = (
    "Heading",
    "What is wrong",
    "Findings",
    "Row left out",
    "Rows, for example",
    "Values, for example",
)
ROW, WHAT_TO_DO = "Row", "What to do"
_EXAMPLES = 3
_WHOLE_FILE = "the file"
_QUOTED = [
    (re.compile(quoted, re.DOTALL), instead)
    for quoted, instead in (
        (
            r'^".*" is not a unit of (.*) \([\d,]+ rows?, the first is row \d+\);',
            r'"…" is not a unit of \1;',
        ),
        (r'; it is ".*', "."),
        (r' Did you mean ".*"\?$', ""),
        (r' is ".*"(?=[,:;])', ' is "…"'),
        (r'have a layout read ".*" as blank', 'have a layout read "…" as blank'),
        (r" is \d\d/\d\d/\d{4},", " is …,"),
        (r" is [\d,]+ characters long", " is … characters long"),
        (r"^Rows? [\d,]+.* ha(?:s|ve) the same", "Other rows have the same"),
        (r"^The row has [\d,]+ cells? under", "The row has … cells under"),
    )
]


def grouped(reading: Reading) -> pd.DataFrame:
    """A line for each rule under each heading, the most frequent first, in words for people.

    Columns as COLUMNS: the heading ("the file" where it is of no column), the message without what
    it quotes, how many findings, "Yes" or "No", and the first few rows and distinct values; no row
    and no blank value of what is found in the headings, or of the file as a whole.
    """
    findings = reading.findings
    rules = findings.assign(
        heading=findings["heading"].mask(findings["heading"] == "", _WHOLE_FILE),
        rule=findings["message"].map({m: _rule(m) for m in findings["message"].unique()}),
    )
    groups = rules.groupby(["heading", "rule", "rejects"], sort=False)
    lines = [
        (
            heading,
            rule,
            len(these),
            "Yes" if rejects else "No",
            _listed(_first(these["row"][these["row"] > reading.heading_row])),
            _listed(_values(these[cells])),
        )
        for (heading, rule, rejects), these in groups
        for cells in [(these["value"] != "") | _of_cells(these, reading.heading_row)]
    ]
    frame = pd.DataFrame(lines, columns=list(COLUMNS))
    return frame.sort_values(COLUMNS[2], ascending=False, kind="stable", ignore_index=True)


def _rule(message: str) -> str:
    for quoted, instead in _QUOTED:
        message = quoted.sub(instead, message)
    return message


def _of_cells(these: pd.DataFrame, heading_row: int) -> "pd.Series[bool]":
    """Which findings are of a cell, so that a blank in it can be meant."""
    return (these["row"] > heading_row) & (these["heading"] != _WHOLE_FILE)


def _first(values: "pd.Series[Any]") -> list[object]:
    first: list[object] = values.drop_duplicates().head(_EXAMPLES).tolist()
    return first


def _values(these: pd.DataFrame) -> list[str]:
    """The first values as people read them, each with what its finding offers instead of it."""
    first = these.drop_duplicates("value").head(_EXAMPLES)
    told = [f'"{value}"' if value else "blank" for value in first["value"]]
    offered = map(suggested, first["message"])
    return [f"{t} ({near})" if near else t for t, near in zip(told, offered, strict=True)]


def _listed(things: Iterable[object]) -> str:
    every = [*things]
    return in_words(every) if every else ""


def to_correct(reading: Reading) -> pd.DataFrame:
    """The rejected rows for somebody to correct and send again, in the order of the file.

    Row (as the spreadsheet shows it), the cells as they came under the file's own headings (of the
    columns that the extract declares; none of a row that has too many or too few cells), and What
    to do: all that is wrong with the row.
    """
    cells = [json.loads(text) for text in reading.rejected["cells"]]
    titles = [f.title for f in reading.extract.fields]
    headings = list(next(filter(None, cells), None) or dict.fromkeys(titles))
    faulty = reading.findings[reading.findings["rejects"]]
    messages = faulty.groupby("row")["message"].agg(" ".join)
    row, what_to_do = (_beside(headings, name) for name in (ROW, WHAT_TO_DO))
    return pd.DataFrame(
        {row: reading.rejected["row"]}
        | {h: pd.Series([c.get(h, "") for c in cells], dtype="str") for h in headings}
        | {what_to_do: reading.rejected["row"].map(messages)}
    )


def _beside(headings: list[str], name: str) -> str:
    """A name that is none of the file's headings."""
    return name if name not in headings else _beside(headings, f"{name} *")

"""Checks of typed rows: days that cannot be, rules between cells, and rows that come twice."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import day_month_year
from extracts.errors import brief, in_words
from extracts.extract import Extract, NotBefore
from extracts.findings import Findings
from extracts.kinds import Date
from extracts.reading.cells import Cells
from extracts.reading.same_keys import may_repeat
from extracts.same_values import same_values

_MOST_NAMED = 5  # other rows that a message names


def check_days(
    rows: pa.Table,
    cells: Cells,
    shown: Mapping[str, str],
    extract: Extract,
    extract_day: date,
    findings: Findings,
) -> np.ndarray[Any, Any]:
    """Which rows (boolean) have a day that cannot be right as at the extract's own day.

    shown: the heading of each field in the file.
    """
    bad = np.zeros(rows.num_rows, bool)
    for field in extract.fields:
        if not isinstance(field, Date):
            continue
        column = rows[field.name].combine_chunks()
        ends = pc.min_max(column).as_py().values()
        if not any(field.out_of_range(day, extract_day) for day in ends if day):
            continue  # nor is any day between them
        days = pc.dictionary_encode(column)
        why = [field.out_of_range(d, extract_day) for d in days.dictionary.to_pylist()]
        messages = pa.array(why, pa.string()).take(days.indices)
        at = pc.indices_nonzero(messages.is_valid())
        written = cells.columns.get(field.name, rows[field.name]).take(at).to_pylist()
        findings.add(
            cells.rows[at.to_numpy()],
            shown.get(field.name, field.title),
            [_as_written(value) for value in written],
            messages.take(at).to_pylist(),
            rejects=True,
        )
        bad[at.to_numpy()] = True
    return bad


def check_rules(
    rows: pa.Table,
    numbers: np.ndarray[Any, Any],
    extract: Extract,
    findings: Findings,
    *,
    among: np.ndarray[Any, Any],
) -> np.ndarray[Any, Any]:
    """Which rows (boolean), `among` those asked for, break a rule; each break is a finding."""
    broken = np.zeros(rows.num_rows, bool)
    for rule in extract.rules:
        if isinstance(rule, NotBefore):
            fails, shown = pc.less(rows[rule.later], rows[rule.earlier]), rule.later
        else:
            filled, lacks = pc.is_valid(rows[rule.field]), pc.is_null(rows[rule.other])
            fails, shown = pc.and_(filled, lacks), rule.field
        at = np.flatnonzero(pc.fill_null(fails, False).to_numpy() & among)
        values = [_as_written(v) for v in rows[shown].take(pa.array(at)).to_pylist()]
        findings.add(numbers[at], extract[shown].title, values, rule.message, rejects=True)
        broken[at] = True
    return broken


def _as_written(value: Any) -> str:
    return day_month_year(value) if isinstance(value, date) else brief(str(value))


def check_repeats(
    rows: pa.Table,
    numbers: np.ndarray[Any, Any],
    extract: Extract,
    findings: Findings,
    *,
    among: np.ndarray[Any, Any],
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """(rejected, repeated), boolean by row: rows of one key that differ, and copies of a row."""
    rejected, repeated = np.zeros(rows.num_rows, bool), np.zeros(rows.num_rows, bool)
    at, first = _of_one_key(rows, extract, among)
    if not len(at):
        return rejected, repeated
    same = _are_equal(rows, at, first)
    differ = np.isin(first, first[~same])
    repeated[at[~differ & (at != first)]] = True
    rejected[at[differ]] = True
    _report(rows, numbers, extract, findings, at[differ], first[differ])
    return rejected, repeated


def _of_one_key(
    rows: pa.Table, extract: Extract, among: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """(row, first row of its key) of every row whose key comes more than once, by key."""
    keys = list(extract.keys)
    keyed = rows.select(keys)
    of_those = keyed if among.all() else keyed.filter(pa.array(among))
    at = np.flatnonzero(among)[may_repeat(of_those)]
    if not len(at):
        return at, at
    keyed = keyed.take(pa.array(at)).append_column("at", pa.array(at))
    groups = keyed.group_by(keys).aggregate([("at", "min"), ("at", "count")])
    found = keyed.join(groups.filter(pc.greater(groups["at_count"], 1)), keys, join_type="inner")
    found = found.sort_by([("at_min", "ascending"), ("at", "ascending")])
    return found["at"].to_numpy(), found["at_min"].to_numpy()


def _are_equal(
    rows: pa.Table, these: np.ndarray[Any, Any], those: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Whether each of these rows is equal to the one at the same place in those."""
    equal = np.ones(len(these), bool)
    for column in rows.columns:
        equal &= same_values(column.take(pa.array(these)), column.take(pa.array(those)))
    return equal


def _report(
    rows: pa.Table,
    numbers: np.ndarray[Any, Any],
    extract: Extract,
    findings: Findings,
    at: np.ndarray[Any, Any],
    first: np.ndarray[Any, Any],
) -> None:
    """A finding for every row of a key whose rows differ, naming the others."""
    keys = rows.select(list(extract.keys)).take(pa.array(at)).to_pylist()
    titles = [extract[k].title for k in extract.keys]
    named = in_words(t if t.isupper() else t.lower() for t in titles)
    starts = np.flatnonzero(np.r_[True, first[1:] != first[:-1]])
    messages = []
    for these in np.split(numbers[at], starts[1:]):
        for row in these.tolist():
            others = these[: _MOST_NAMED + 1].tolist()
            others = [r for r in others if r != row][:_MOST_NAMED]
            more = len(these) - 1 - len(others)
            shown = in_words([*others, f"{more:,} more"] if more else others)
            have = f"Rows {shown} have" if len(these) > 2 else f"Row {shown} has"
            messages.append(f"{have} the same {named}, and they differ; keep the right one.")
    values = [" / ".join(str(v) for v in key.values()) for key in keys]
    findings.add(numbers[at], " + ".join(titles), values, messages, rejects=True)

"""Checks between the cells of a row and between rows: rules, blank rows, rows that come twice."""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.fields import Extract, NotBefore
from extracts.findings import Findings


def check_rules(
    rows: pa.Table, numbers: np.ndarray, extract: Extract, findings: Findings, *, among: np.ndarray
) -> np.ndarray:
    """Which rows (boolean), `among` those asked for, break a rule of the extract; each break is a finding."""
    broken = np.zeros(rows.num_rows, bool)
    for rule in extract.rules:
        if isinstance(rule, NotBefore):
            fails, shown = pc.less(rows[rule.later], rows[rule.earlier]), rule.later
        else:
            fails, shown = pc.and_(pc.is_valid(rows[rule.field]), pc.is_null(rows[rule.other])), rule.field
        at = np.flatnonzero(pc.fill_null(fails, False).to_numpy() & among)
        values = [_as_written(v) for v in rows[shown].take(at).to_pylist()]
        findings.add(numbers[at], extract[shown].title, values, rule.message, rejects=True)
        broken[at] = True
    return broken


def _as_written(value: object) -> str:
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def check_repeats(
    rows: pa.Table, numbers: np.ndarray, extract: Extract, findings: Findings, *, among: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(rejected, repeated), boolean by row: rows of one case that differ, and the second of two equal rows."""
    rejected, repeated = np.zeros(rows.num_rows, bool), np.zeros(rows.num_rows, bool)
    keyed = rows.select(list(extract.keys)).append_column("_at", pa.array(np.arange(rows.num_rows)))
    keyed = keyed if among.all() else keyed.filter(pa.array(among))
    keys = ", ".join(f'"{k}"' for k in extract.keys)
    with duckdb.connect() as engine:
        engine.register("keyed", keyed)
        groups = engine.sql(
            f"SELECT list(_at ORDER BY _at) FROM keyed SEMI JOIN "
            f"(SELECT {keys} FROM keyed GROUP BY {keys} HAVING count(*) > 1) USING ({keys}) GROUP BY {keys}"
        ).fetchall()
    if not groups:
        return rejected, repeated
    every = np.concatenate([np.asarray(g[0]) for g in groups])
    whole = dict(zip(every.tolist(), rows.take(every).to_pylist(), strict=True))
    for (at,) in groups:
        first = whole[at[0]]
        if all(whole[i] == first for i in at[1:]):
            repeated[at[1:]] = True
            continue
        rejected[at] = True
        others = [", ".join(str(numbers[j]) for j in at if j != i) for i in at]
        findings.add(
            numbers[at],
            " + ".join(extract[k].title for k in extract.keys),
            [" / ".join(str(first[k]) for k in extract.keys)] * len(at),
            [f"Row {o} has the same {_named(extract)} but differs; keep the right one." for o in others],
            rejects=True,
        )
    return rejected, repeated


def _named(extract: Extract) -> str:
    titles = [extract[k].title if extract[k].title.isupper() else extract[k].title.lower() for k in extract.keys]
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else titles[0]

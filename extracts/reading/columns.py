"""One column of cells -> one column of typed values, checking each distinct text once."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.area import Area
from extracts.dates import day_format
from extracts.errors import brief, count, did_you_mean
from extracts.fields import Field, Parsed
from extracts.findings import Findings
from extracts.kinds import Choice, Date
from extracts.layouts import Layout
from extracts.reading.day_columns import check_order
from extracts.text_kinds import Unit

_MOST_UNITS = 50  # unknown units that are named one by one


def read_column(
    cells: pa.Array | None,
    field: Field,
    heading: str,
    rows: np.ndarray[Any, Any],
    layout: Layout | None,
    area: Area | None,
    findings: Findings,
    good: np.ndarray[Any, Any],
) -> pa.Array:
    """The values of a field in every row, null where blank or faulty.

    cells: the column as written, or None where the file lacks it (then the layout's constant, or
    blank). good: is set to false, in place, for the rows in which the cell is at fault.
    """
    if cells is None:
        constant = layout.constants.get(field.name, "") if layout else ""
        of_all = pa.array(np.zeros(len(rows), "int32"))
        cells = pa.DictionaryArray.from_arrays(of_all, pa.array([constant]))
    is_encoded = pa.types.is_dictionary(cells.type)
    distinct = cells.dictionary if is_encoded else cells
    codes = cells.indices.to_numpy() if is_encoded else np.arange(len(cells))
    values = _replaced(trimmed(distinct), layout.values.get(field.name, {}) if layout else {})
    blank = pc.equal(values, "").to_numpy(zero_copy_only=False)
    filled = np.flatnonzero(~blank)
    if len(filled) < len(values):
        values = values.take(pa.array(filled))
    parsed = _parse(values, field, layout)
    whole = _spread(parsed.values, filled, len(blank))
    faults = {int(filled[i]): message for i, message in parsed.faults.items()}
    if blank.any():
        whole = _fill_blanks(whole, blank, field, faults)
    if isinstance(field, Unit) and area and area.units:
        whole = _area_names(whole, area, heading, rows, codes, findings)
    if faults:
        _report(faults, distinct, codes, heading, rows, findings, good)
    return whole.take(cells.indices) if is_encoded else whole


def trimmed(texts: pa.Array) -> pa.Array:
    """The texts without what cannot be seen: spaces at the ends, doubled or of other kinds, marks.

    The '="…"' with which programs keep a spreadsheet from changing a reference is taken off.
    """
    rest = pc.invert(pc.ascii_is_alnum(texts))  # two quick looks, as most texts are plain
    some = texts.filter(rest)
    odd = pc.match_substring_regex(some, r"[^!-~]|^=\"")
    if not pc.any(odd).as_py():
        return texts
    plain = pc.utf8_normalize(some.filter(odd), form="NFC")
    plain = pc.replace_substring_regex(plain, r"\p{Cf}", "")
    plain = pc.utf8_trim_whitespace(pc.replace_substring_regex(plain, r"[\p{Zs}\t]+", " "))
    plain = pc.replace_substring_regex(plain, r"^=\"([^\"]*)\"$", r"\1")
    return pc.replace_with_mask(texts, rest, pc.replace_with_mask(some, odd, plain))


def _replaced(texts: pa.Array, written: Mapping[str, str]) -> pa.Array:
    if not written:
        return texts
    return pa.array([written.get(t, t) for t in texts.to_pylist()], pa.string())


def _parse(texts: pa.Array, field: Field, layout: Layout | None) -> Parsed:
    if not len(texts):
        return Parsed(values=pa.array([], field.dtype), faults={})
    if isinstance(field, Date) and layout and field.name in layout.dates:
        written = day_format(layout.dates[field.name])
        check_order(texts, field.title, written)
        return field.parse(texts, written)
    return field.parse(texts)


def _spread(values: pa.Array, at: np.ndarray[Any, Any], length: int) -> pa.Array:
    """The values at their places among `length`, nulls elsewhere."""
    if len(at) == length:
        return values
    places = np.full(length, -1)
    places[at] = np.arange(len(at))
    return values.take(pa.array(places, mask=places < 0))


def _fill_blanks(
    whole: pa.Array, blank: np.ndarray[Any, Any], field: Field, faults: dict[int, str]
) -> pa.Array:
    if isinstance(field, Choice) and field.blank_means is not None:
        return pc.if_else(pa.array(blank), field.blank_means, whole)
    if not field.blank and not field.absent:
        message = f"{field.title} is blank; fill it with {field.expects()}."
        faults |= {int(i): message for i in np.flatnonzero(blank)}
    return whole


def _area_names(
    whole: pa.Array,
    area: Area,
    heading: str,
    rows: np.ndarray[Any, Any],
    codes: np.ndarray[Any, Any],
    findings: Findings,
) -> pa.Array:
    """The Area's own names of units; one that it does not know stands, with a finding."""
    written = whole.to_pylist()
    unknown: dict[str, list[int]] = {}
    for i, name in enumerate(written):
        if name is not None and not area.knows(name):
            unknown.setdefault(name, []).append(i)
    for name, which in list(unknown.items())[:_MOST_UNITS]:
        at = rows[np.isin(codes, which)]
        if len(at):
            message = (
                f'"{name}" is not a unit of {area.name} ({count(len(at), "row")}, the first is row '
                f"{at[0]}); what is accepted is kept under that name. If it is another name of a "
                f"unit, add it to the Area's settings.{did_you_mean(name, area.spellings)}"
            )
            findings.note(int(at[0]), heading, name, message)
    if len(unknown) > _MOST_UNITS:
        more = f"{len(unknown) - _MOST_UNITS:,} more units are not known to {area.name}"
        findings.note(0, heading, "", f"{more}. Check that this column is the unit.")
    return pa.array([None if n is None else area.unit(n) for n in written], pa.string())


def _report(
    faults: dict[int, str],
    distinct: pa.Array,
    codes: np.ndarray[Any, Any],
    heading: str,
    rows: np.ndarray[Any, Any],
    findings: Findings,
    good: np.ndarray[Any, Any],
) -> None:
    wrong = np.zeros(len(distinct), bool)
    wrong[list(faults)] = True
    at = np.flatnonzero(wrong[codes])
    texts = {i: brief(distinct[i].as_py()) for i in faults}
    of = codes[at].tolist()
    findings.add(rows[at], heading, [texts[i] for i in of], [faults[i] for i in of], rejects=True)
    good[at] = False

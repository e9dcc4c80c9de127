"""One column of cells -> one column of typed values, checking each distinct text once."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.area import Area
from extracts.dates import DayFormat, day_format
from extracts.errors import did_you_mean
from extracts.fields import Choice, Date, Field, Parsed, Unit
from extracts.findings import Findings
from extracts.layouts import Layout


def read_column(
    cells: pa.Array | None,
    field: Field,
    heading: str,
    rows: np.ndarray,
    layout: Layout | None,
    area: Area | None,
    findings: Findings,
    good: np.ndarray,
) -> pa.Array:
    """The values of a field in every row, null where blank or faulty.

    cells: the column as written, or None where the file lacks it (then the layout's constant, or blank).
    good: is set to false, in place, for the rows in which the cell is at fault.
    """
    if cells is None:
        constant = layout.constants.get(field.name, "") if layout else ""
        cells = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(rows), "int32")), pa.array([constant]))
    if isinstance(cells, pa.DictionaryArray):
        distinct, codes = cells.dictionary, cells.indices
    else:
        distinct, codes = cells, None
    written = layout.values.get(field.name, {}) if layout else {}
    values = _replaced(_trimmed(distinct), written)
    blank = pc.equal(values, "").to_numpy(zero_copy_only=False)
    filled = np.flatnonzero(~blank)
    parsed = _parse(values if len(filled) == len(values) else values.take(pa.array(filled)), field, layout)
    whole = _spread(parsed.values, filled, len(values))
    faults = {int(filled[i]): message for i, message in parsed.faults.items()}
    if blank.any():
        whole = _fill_blanks(whole, blank, field, faults, heading)
    if isinstance(field, Unit) and area:
        whole = _area_names(whole, area, heading, rows, codes, findings)
    if faults:
        _report(faults, distinct, codes, heading, rows, findings, good)
    return whole if codes is None else whole.take(codes)


def _trimmed(texts: pa.Array) -> pa.Array:
    """The texts without spaces at their ends, doubled or of the kinds that cannot be seen."""
    odd = pc.match_substring_regex(texts, r"[^!-~]")  # one quick look, as most columns have none
    if not pc.any(odd).as_py():
        return texts
    plain = pc.replace_substring_regex(texts.filter(odd), r"[\x{00a0}\x{200b}\x{feff}]", " ")
    plain = pc.utf8_trim_whitespace(pc.replace_substring_regex(plain, r"[ \t]+", " "))
    return pc.replace_with_mask(texts, odd, plain)


def _replaced(texts: pa.Array, written: dict[str, str]) -> pa.Array:
    if not written:
        return texts
    return pa.array([written.get(t, t) for t in texts.to_pylist()], pa.string())


def _parse(texts: pa.Array, field: Field, layout: Layout | None) -> Parsed:
    if not len(texts):
        return Parsed(values=pa.array([], field.dtype), faults={})
    if isinstance(field, Date):
        written: DayFormat | None = None
        if layout and field.name in layout.dates:
            written = day_format(layout.dates[field.name])
        return field.parse(texts, written)
    return field.parse(texts)


def _spread(values: pa.Array, at: np.ndarray, length: int) -> pa.Array:
    """The values at their places among `length`, nulls elsewhere."""
    if len(at) == length:
        return values
    places = np.full(length, -1)
    places[at] = np.arange(len(at))
    return values.take(pa.array(places, mask=places < 0))


def _fill_blanks(whole: pa.Array, blank: np.ndarray, field: Field, faults: dict[int, str], heading: str) -> pa.Array:
    if isinstance(field, Choice) and field.blank_means is not None:
        return pc.if_else(pa.array(blank), field.blank_means, whole)
    if not field.blank and not field.absent:
        faults |= {int(i): f"{field.title} is blank; fill it with {field.expects()}." for i in np.flatnonzero(blank)}
    return whole


def _area_names(
    whole: pa.Array, area: Area, heading: str, rows: np.ndarray, codes: pa.Array | None, findings: Findings
) -> pa.Array:
    """The Area's own names of units; a unit that it does not know stands as written, with a finding."""
    written = whole.to_pylist()
    for i, name in enumerate(written):
        if name is None or not area.units or area.knows(name):
            continue
        at = np.flatnonzero(codes.to_numpy() == i) if codes is not None else np.array([i])
        if not len(at):
            continue
        known = [u.name for u in area.units]
        findings.note(
            int(rows[at[0]]),
            heading,
            name,
            f'"{name}" is not a unit of {area.name} ({len(at):,} rows, the first is row {rows[at[0]]}); they are kept '
            f"under that name. If it is another name of a unit, add it to area.toml.{did_you_mean(name, known)}",
        )
    return pa.array([None if n is None else area.unit(n) for n in written], pa.string())


def _report(
    faults: dict[int, str],
    distinct: pa.Array,
    codes: pa.Array | None,
    heading: str,
    rows: np.ndarray,
    findings: Findings,
    good: np.ndarray,
) -> None:
    wrong = np.zeros(len(distinct), bool)
    wrong[list(faults)] = True
    which = np.arange(len(distinct)) if codes is None else codes.to_numpy()
    at = np.flatnonzero(wrong[which])
    of = which[at].tolist()
    texts = distinct.take(pa.array(of, pa.int64())).to_pylist()
    findings.add(rows[at], heading, texts, [faults[i] for i in of], rejects=True)
    good[at] = False

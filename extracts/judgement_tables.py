"""The tables of area.toml that say what figures are judged by, read and checked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any, TypeAlias

from extracts.errors import AreaError, did_you_mean, in_words
from extracts.fields import squash
from extracts.judgement import LeftOut, StepChange, Target

MOST = 1_000_000  # what no target is above
Wrong: TypeAlias = Callable[[str], AreaError]

# The heading of each table, what its rows are, one of them and several.
TABLES: dict[str, tuple[type, str, str]] = {
    "targets": (Target, "target", "targets"),
    "step_changes": (StepChange, "step change", "step changes"),
    "left_out": (LeftOut, "point left out", "points left out"),
}
_WRITTEN = {"starts_on": "from"}  # a word that Python keeps for itself


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= MOST  # which NaN is not


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


_DAY = (_is_day, "a date without quotation marks or a time, as 2026-04-01")
_SHOULD_BE: dict[str, tuple[Callable[[Any], bool], str]] = {
    "measure": (_is_text, 'the key of a measure, as "charging_28_day"'),
    "value": (_is_number, f"a number from 0 to {MOST:,}, as 0.8 for 80%"),
    "from": _DAY,
    "month": _DAY,
    "source": (_is_text, "a text that says who set it and where"),
    "reason": (_is_text, "a text that says why"),
    "set_by": (_is_text, "a text that says who decided it"),
    "illustrative": (lambda value: isinstance(value, bool), "true or false"),
    "unit": (_is_text, "a text, the name of one unit"),
}


def judgement(
    settings: Mapping[str, Any],
    *,
    units: Mapping[str, str],
    of_the_area: Collection[str],
    file: str,
) -> dict[str, Any]:
    """A tuple of the rows of each of TABLES, as in the file; AreaError says what is wrong.

    settings: the Area's, as TOML holds them. units: squashed name -> full name. of_the_area: the
    settings that stand above all tables.
    """
    if "actions" in settings:
        raise AreaError(
            f"{file} has [[actions]], and the actions of the improvement plan are kept in the "
            "store now. Write each as a row of a CSV file with the headings that 'python -m plan "
            f"export' shows, take [[actions]] out of {file}, and load the CSV file with 'python "
            "-m plan load FILE'."
        )
    read: dict[str, Any] = {}
    for heading, (of, one, many) in TABLES.items():
        rows = settings.get(heading, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise AreaError(
                f"In {file}, each {one} should be a table: [[{heading}]] and its settings."
            )
        found = []
        for n, row in enumerate(rows, 1):
            wrong = _wrong(row, f"In {file}, {one} {n}")
            _check(row, of, of_the_area, wrong, heading=heading, one=one)
            found.append(of(**_fields(row, units, wrong)))
        _refuse_doubles(found, f"In {file}, {many}")
        read[heading] = tuple(found)
    return read


def _wrong(row: Mapping[str, Any], which: str) -> Wrong:
    named = f" ({row['measure']})" if _is_text(row.get("measure")) else ""
    return lambda why: AreaError(f"{which}{named} {why}")


def _check(
    row: Mapping[str, Any],
    of: Any,
    of_the_area: Collection[str],
    wrong: Wrong,
    *,
    heading: str,
    one: str,
) -> None:
    known = {_WRITTEN.get(f.name, f.name): f.default is MISSING for f in fields(of)}
    for key in row:
        if key not in known and key in of_the_area:
            raise wrong(
                f"has the setting {key}, which is the Area's: what stands below [[{heading}]] "
                f"belongs to a {one}. Put {key} above the first heading in square brackets."
            )
        if key not in known:
            raise wrong(f'has a setting that is not known: "{key}".{_or(key, list(known))}')
    for key, is_needed in known.items():
        fits, should_be = _SHOULD_BE[key]
        if is_needed and key not in row:
            raise wrong(f'lacks "{key}", which should be {should_be}.')
        if key in row and not fits(row[key]):
            raise wrong(f'has "{key}" wrong: it should be {should_be}.')


def _or(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or f" Its settings are {in_words(known)}."


def _fields(row: Mapping[str, Any], units: Mapping[str, str], wrong: Wrong) -> dict[str, Any]:
    """The fields of a row that fits, from its settings as they are written."""
    made: dict[str, Any] = {}
    for key, value in row.items():
        match key:
            case "unit":
                made[key] = _full_name(value, units, wrong)
            case "month":
                made[key] = value.replace(day=1)
            case "from":
                made["starts_on"] = value
            case _:
                made[key] = float(value) if key == "value" else value
    return made


def _full_name(written: str, units: Mapping[str, str], wrong: Wrong) -> str:
    if squash(written) not in units:
        near = did_you_mean(written, {**units, **{name: name for name in units.values()}})
        raise wrong(
            f'names the unit "{written}", which is none of the Area\'s.'
            + (near or " Write it as one of [[units]] has it.")
        )
    return units[squash(written)]


def _refuse_doubles(rows: list[Any], which: str) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for n, row in enumerate(rows, 1):
        day = row.month if isinstance(row, LeftOut) else row.starts_on
        first = seen.setdefault((row.measure, row.unit, day), n)
        if first != n:
            of = "month" if isinstance(row, LeftOut) else "day"
            raise AreaError(
                f"{which} {first} and {n} ({row.measure}) are of the same measure, unit and {of}: "
                "keep one."
            )

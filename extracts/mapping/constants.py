"""What every row of a file may hold in a field that the file has no column for."""

from collections.abc import Iterable, Mapping

from extracts.area import Area
from extracts.extract import Extract
from extracts.fields import squash
from extracts.kinds import Whole
from extracts.mapping.foreign_file import ForeignFile
from extracts.mapping.likeness import Candidate
from extracts.text_kinds import Unit

_NEARLY_ALL = 0.98  # of the keys of a sample: some rows are there twice


def constants(
    extract: Extract, chosen: Mapping[str, Candidate], file: ForeignFile, area: Area, name: str
) -> dict[str, tuple[str, str]]:
    """Field -> (the value of every row that suggests itself, why), of fields without a column.

    name: of the file. A field that may be blank is so; but not the day that closes a row, since
    that says that every case is open.
    """
    given = {}
    for field in extract.fields:
        if field.name in chosen:
            continue
        if isinstance(field, Unit) and (unit := _unit_named((name, *file.above), area)):
            given[field.name] = (unit, "The file's name, or the words above its table, say so.")
        elif field.blank and not field.absent and field.name != extract.closes:
            given[field.name] = ("", "No column is like it, and it may be blank in every row.")
        elif isinstance(field, Whole) and field.name in extract.keys:
            others = [chosen[k].position for k in extract.keys if k in chosen]
            if any(file.columns[p].share_distinct >= _NEARLY_ALL for p in others):
                why = "No column is like it, and each case comes once in the file."
                given[field.name] = (str(field.least), why)
    return given


def _unit_named(texts: Iterable[str], area: Area) -> str | None:
    """The one unit that the texts name, by its longest name; None where there is none, or several.

    "Cumbria MC" within "Cumbria MC charging.csv" is one; "CC" within "account" is none.
    """
    found = set()
    for text in texts:
        words = f" {' '.join(map(squash, text.replace('_', ' ').replace('.', ' ').split()))} "
        inside = {
            (spelt, u.name)
            for u in area.units
            for word in (u.name, u.short, *u.aliases)
            if (spelt := " ".join(map(squash, word.split()))) and f" {spelt} " in words
        }
        longest = {(s, n) for s, n in inside if not any(s != o and s in o for o, _ in inside)}
        found |= {n for _, n in longest}
    return found.pop() if len(found) == 1 else None

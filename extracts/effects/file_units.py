"""What is doubtful about the units of a file: some are missing, or are none of the Area's."""

from extracts.area import Area
from extracts.effects.compare import Change
from extracts.effects.row_counts import units
from extracts.effects.usual import Usual
from extracts.errors import brief, count, did_you_mean, in_words, suggested
from extracts.read import Reading

# By chance alone a unit that has five rows a file has none in one file of 150.
FEWEST_OF_A_UNIT = 5
_MOST_NAMED = 5


def unit_missing(reading: Reading, before: Usual) -> str:
    """Units that usually have rows, and none in this file."""
    has = units(reading.rows, reading.extract)
    usually = sorted(before.units().items(), key=lambda unit: (-unit[1], unit[0]))
    lacks = [(u, n) for u, n in usually if n >= FEWEST_OF_A_UNIT and u not in has]
    if not lacks:
        return ""
    named = in_words((f"{brief(u)} (usually about {n:,.0f})" for u, n in lacks), _MOST_NAMED)
    return f"It has no rows of {named}."


def unknown_unit(reading: Reading, area: Area, change: Change | None) -> str:
    """Units that the Area does not know, the nearest that it does, and what comes of the rows."""
    has = units(reading.rows, reading.extract) if area.units else {}
    unknown = {u: n for u, n in has.items() if not area.knows(u)}
    if not unknown:
        return ""
    told = [
        f'"{brief(u)}" ({count(n, "row")}{_near(u, area) if i < _MOST_NAMED else ""})'
        for i, (u, n) in enumerate(unknown.items())
    ]
    is_not = "unit is not one" if len(unknown) == 1 else "units are none"
    left = sum(change.moved.get(u, 0) for u in unknown) if change else 0
    leave = "would leave its unit" if left == 1 else "would leave their units"
    return (
        f"{len(unknown):,} {is_not} of {area.name}'s: {in_words(told, _MOST_NAMED)}. Their rows "
        f"are kept under {'that name' if len(unknown) == 1 else 'those names'}"
        + (f"; {count(left, 'case')} {leave}." if left else ".")
    )


def _near(unit: str, area: Area) -> str:
    near = suggested(did_you_mean(unit, area.spellings))
    return f"; {near}" if near else ""

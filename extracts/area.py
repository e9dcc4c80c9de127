"""The Area's settings: its units and their other names, and its thresholds, read from area.toml."""

import os
import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from extracts.errors import AreaError
from extracts.fields import squash
from extracts.registry import EXTRACTS

DEFAULT = Path(__file__).parent.parent / "area.toml"
_NUMBERS = {  # the least that each may be
    "small_number": 0,
    "extract_lag_working_days": 0,
    "continuing_disclosure_days": 1,
    "planned_reviews": 1,
}


@dataclass(frozen=True, kw_only=True)
class AreaUnit:
    """A unit: its full name, a short one for charts, its county, and how others write it."""

    name: str
    short: str
    county: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Area:
    """Everything that differs between Areas. Counts are whole; days are as each name says."""

    name: str
    units: tuple[AreaUnit, ...] = ()
    small_number: int = 10
    continuing_disclosure_days: int | None = None
    planned_reviews: int | None = None
    extract_lag_working_days: int = 1
    daily_extracts: tuple[str, ...] = ()

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """Squashed name or alias -> full name."""
        return {squash(word): u.name for u in self.units for word in (u.name, u.short, *u.aliases)}

    @cached_property
    def short_names(self) -> dict[str, str]:
        """Full name -> short name."""
        return {u.name: u.short for u in self.units}

    def unit(self, written: str) -> str:
        """The full name of a unit, or the text as written where the Area does not know it."""
        return self.unit_names.get(squash(written), written)

    def knows(self, written: str) -> bool:
        """Whether the text is one of the Area's units, by any of its names."""
        return squash(written) in self.unit_names


def load_area(path: str | Path | None = None) -> Area:
    """The Area of a file; by default that of DASHBOARD_AREA, else area.toml beside the program.

    Raises AreaError with the line or the setting that is wrong.
    """
    path = Path(path or os.environ.get("DASHBOARD_AREA") or DEFAULT)
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except OSError as why:
        raise AreaError(f"The Area's settings {path.name} cannot be read: {why.strerror}.") from why
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise AreaError(f"The Area's settings {path.name} are not valid TOML: {why}.") from why
    return _area(settings, path.name)


def _area(settings: dict[str, Any], file: str) -> Area:
    units = settings.pop("units", [])
    lists = {k: tuple(v) for k, v in settings.items() if isinstance(v, list)}
    try:
        area = Area(**(settings | lists), units=tuple(_unit(u, file) for u in units))
    except TypeError as why:
        raise AreaError(
            f"The Area's settings {file} have a setting that is missing or not known: {why}."
        ) from why
    if not isinstance(area.name, str) or not area.name:
        raise AreaError(f"In {file}, name should be the Area's name.")
    for key, least in _NUMBERS.items():
        number = getattr(area, key)
        is_number = isinstance(number, int) and not isinstance(number, bool) and number >= least
        if not is_number and number is not getattr(Area, key):
            raise AreaError(f"In {file}, {key} should be a whole number, {least} or more.")
    unknown = [e for e in area.daily_extracts if e not in EXTRACTS]
    if unknown:
        raise AreaError(
            f"In {file}, daily_extracts names {unknown}; the extracts are {sorted(EXTRACTS)}."
        )
    words = [w for u in area.units for w in {squash(w) for w in (u.name, u.short, *u.aliases)}]
    if double := sorted({w for w in words if words.count(w) > 1}):
        raise AreaError(f"In {file}, two units share a name or an alias: {double}.")
    return area


def _unit(settings: object, file: str) -> AreaUnit:
    if not isinstance(settings, dict):
        raise AreaError(f"In {file}, each unit should be a table: [[units]] and its settings.")
    unit = AreaUnit(**settings)
    texts = (unit.name, unit.short, unit.county, *unit.aliases)
    if not isinstance(unit.aliases, list | tuple) or not all(isinstance(t, str) for t in texts):
        raise AreaError(
            f"In {file}, the name, short name and county of a unit should be texts, and its "
            f"aliases a list of texts: {settings}."
        )
    return replace(unit, aliases=tuple(unit.aliases))

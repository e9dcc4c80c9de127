"""The Area's settings: its units and their other names, and its thresholds, read from area.toml."""

import os
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extracts.errors import AreaError
from extracts.fields import squash
from extracts.registry import EXTRACTS

DEFAULT = Path(__file__).parent.parent / "area.toml"


@dataclass(frozen=True, kw_only=True)
class AreaUnit:
    """A unit: its full name, a short one for charts, its county, and how others write it."""

    name: str
    short: str
    county: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Area:
    """Everything that differs between Areas. Counts are whole numbers; days are as each name says."""

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


def _area(settings: dict, file: str) -> Area:
    units = settings.pop("units", [])
    try:
        area = Area(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in settings.items()},
            units=tuple(AreaUnit(**u | {"aliases": tuple(u.get("aliases", ()))}) for u in units),
        )
    except TypeError as why:
        raise AreaError(f"The Area's settings {file} have a setting that is missing or not known: {why}.") from why
    for key in ("small_number", "extract_lag_working_days"):
        if not isinstance(getattr(area, key), int) or getattr(area, key) < 0:
            raise AreaError(f"In {file}, {key} should be a whole number, 0 or more.")
    unknown = set(area.daily_extracts) - set(EXTRACTS)
    if unknown:
        raise AreaError(f"In {file}, daily_extracts names {sorted(unknown)}; the extracts are {sorted(EXTRACTS)}.")
    words = [squash(w) for u in area.units for w in {squash(u.name), squash(u.short), *map(squash, u.aliases)}]
    double = {w for w in words if words.count(w) > 1}
    if double:
        raise AreaError(f"In {file}, two units share a name or an alias: {sorted(double)}.")
    return area

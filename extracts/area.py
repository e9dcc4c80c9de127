"""The Area's settings: its units, thresholds, and what it is judged by, read from area.toml."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from extracts.board_settings import LONGEST, BoardSettings, board_settings, is_short_text
from extracts.errors import AreaError, did_you_mean, in_words
from extracts.fields import squash
from extracts.inbox.settings import InboxRules, inbox_rules
from extracts.judgement import Action, LeftOut, StepChange, Target
from extracts.judgement_tables import TABLES, judgement
from extracts.registry import EXTRACTS
from extracts.settings import misfit, read_toml

DEFAULT = Path(__file__).parent.parent / "area.toml"
_NUMBERS = {  # the least that each may be
    "small_number": 0,
    "extract_lag_working_days": 0,
    "continuing_disclosure_days": 1,
    "planned_reviews": 1,
}


@dataclass(frozen=True, kw_only=True)
class AreaUnit:
    """A unit: its full name, a short one for charts, its county, and how others write it.

    pre_charge_role: who oversees its pre-charge work; "" for the role of [board].
    """

    name: str
    short: str
    county: str = ""
    pre_charge_role: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Area:
    """Everything that differs between Areas. Counts are whole; days are as each name says.

    rules: how charts are judged, the key of one of metrics.presets. board: what its papers say of
    the Area. actions: the plan's, which are not in the file (plan.area). inbox: what is published
    without a person. access: as the file has it; access.settings checks it.
    """

    name: str
    units: tuple[AreaUnit, ...] = ()
    small_number: int = 10
    continuing_disclosure_days: int | None = None
    planned_reviews: int | None = None
    extract_lag_working_days: int = 1
    daily_extracts: tuple[str, ...] = ()
    rules: str = "making_data_count"
    targets: tuple[Target, ...] = ()
    step_changes: tuple[StepChange, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    actions: tuple[Action, ...] = ()
    board: BoardSettings = field(default_factory=BoardSettings)
    inbox: InboxRules = field(default_factory=InboxRules)
    access: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """Squashed name or alias -> full name."""
        return {squash(word): name for word, name in self.spellings.items()}

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Name or alias, as the settings write it -> full name."""
        return {word: u.name for u in self.units for word in (u.name, u.short, *u.aliases)}

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


_OF_THE_AREA = {f.name for f in fields(Area)} - {f.name for f in fields(AreaUnit)}
_ABOVE_TABLES = _OF_THE_AREA - {"units", "actions", "board", "inbox", "access", *TABLES}


def load_area(path: str | Path | None = None) -> Area:
    """The Area of a file; by default that of DASHBOARD_AREA, else area.toml beside the program.

    Raises AreaError with the line or the setting that is wrong.
    """
    path = Path(path or os.environ.get("DASHBOARD_AREA") or DEFAULT)
    settings = read_toml(path, f"The Area's settings {path.name}", AreaError, be="are")
    return _area(settings, path.name)


def _area(settings: dict[str, Any], file: str) -> Area:
    if why := misfit(settings, Area):
        raise AreaError(
            f"The Area's settings {file} have a setting that is missing or not known: {why}"
        )
    units, daily = settings.get("units", []), settings.get("daily_extracts", [])
    if not isinstance(units, list):
        raise _not_tables(file)
    if not isinstance(daily, list) or not all(isinstance(e, str) for e in daily):
        raise AreaError(f'In {file}, daily_extracts should be a list of texts, as ["charging"].')
    area = Area(
        **{key: value for key, value in settings.items() if key not in TABLES}
        | {
            "units": tuple(_unit(u, n, file) for n, u in enumerate(units, 1)),
            "daily_extracts": tuple(daily),
        }
    )
    if not isinstance(area.name, str) or not area.name.strip():
        raise AreaError(f"In {file}, name should be the Area's name.")
    if not isinstance(area.rules, str):
        raise AreaError(f'In {file}, rules should be a text, as "{Area.rules}".')
    for key, least in _NUMBERS.items():
        number = getattr(area, key)
        is_number = isinstance(number, int) and not isinstance(number, bool) and number >= least
        if not is_number and number is not getattr(Area, key):
            raise AreaError(f"In {file}, {key} should be a whole number, {least} or more.")
    for name in daily:
        if name not in EXTRACTS:
            raise AreaError(
                f'In {file}, daily_extracts names "{name}"; the extracts are {in_words(EXTRACTS)}.'
                f"{did_you_mean(name, list(EXTRACTS))}"
            )
    words = [w for u in area.units for w in {squash(w) for w in (u.name, u.short, *u.aliases)}]
    if double := sorted({w for w in words if words.count(w) > 1}):
        shared = in_words(f'"{word}"' for word in double)
        raise AreaError(f"In {file}, two units share a name or an alias: {shared}.")
    return replace(
        area,
        board=board_settings(settings, of_the_area=_ABOVE_TABLES, file=file),
        inbox=inbox_rules(settings, extracts=EXTRACTS, of_the_area=_ABOVE_TABLES, file=file),
        **judgement(settings, units=area.unit_names, of_the_area=_ABOVE_TABLES, file=file),
    )


def _unit(settings: object, number: int, file: str) -> AreaUnit:
    if not isinstance(settings, dict):
        raise _not_tables(file)
    named = f" ({settings['name']})" if settings.get("name") else ""
    which = f"In {file}, unit {number}{named}"
    for key in settings:
        if key in _OF_THE_AREA:
            raise AreaError(
                f"{which} has the setting {key}, which is the Area's: what stands below [[units]] "
                f"belongs to a unit. Put {key} above the first [[units]]."
            )
    if why := misfit(settings, AreaUnit):
        raise AreaError(f"{which} has a setting that is missing or not known: {why}")
    aliases = settings.get("aliases", [])
    names = [settings["name"], settings["short"], *(aliases if isinstance(aliases, list) else [0])]
    if not all(isinstance(n, str) and squash(n) for n in names):
        raise AreaError(
            f"{which} should have a text for its name and its short name, and a list of texts for "
            "its aliases, none of them blank."
        )
    if not isinstance(settings.get("county", ""), str):
        raise AreaError(f"{which} should have a text for its county.")
    if "pre_charge_role" in settings and not is_short_text(settings["pre_charge_role"]):
        raise AreaError(
            f"{which} should have a text of at most {LONGEST} letters for its pre_charge_role."
        )
    return AreaUnit(**settings | {"aliases": tuple(aliases)})


def _not_tables(file: str) -> AreaError:
    return AreaError(f"In {file}, each unit should be a table: [[units]] and its settings.")

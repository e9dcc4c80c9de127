"""Settings that people write in TOML: the file read, and what is not one of them."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeAlias

from extracts.errors import AreaError, DashboardError, did_you_mean, in_words

# Whether a value fits a setting, and the words for what it should be.
Check: TypeAlias = tuple[Callable[[Any], bool], str]


def read_toml(
    path: Path, what: str, refusal: type[DashboardError], *, be: str = "is"
) -> dict[str, Any]:
    """What a TOML file holds; a refusal where it cannot be read.

    what: how to name it, as "The layout x.toml"; be: the verb that goes with it.
    """
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))  # Notepad may put a mark before the text
    except OSError as why:
        raise refusal(f"{what} cannot be read: {why.strerror}.") from why
    except UnicodeDecodeError as why:
        raise refusal(f"{what} {be} not saved as UTF-8. Save the file again as UTF-8.") from why
    except tomllib.TOMLDecodeError as why:
        raise refusal(f"{what} {be} not valid TOML: {why}.") from why


def misfit(settings: Mapping[str, Any], of: Any) -> str:
    """What is missing from the settings of a dataclass, or not one of them; nothing if they fit."""
    known = {f.name: f.default is MISSING and f.default_factory is MISSING for f in fields(of)}
    for name in settings:
        if name not in known:
            return f'there is no setting "{name}".{did_you_mean(name, list(known))}'
    missing = [name for name, is_needed in known.items() if is_needed and name not in settings]
    return f'"{missing[0]}" is missing.' if missing else ""


def checked_table(
    settings: Mapping[str, Any],
    name: str,
    checks: Mapping[str, Check],
    *,
    of_the_area: Collection[str],
    file: str,
) -> dict[str, Any]:
    """One table of area.toml by its name, empty where there is none; AreaError says what is wrong.

    checks: by its settings, each of which may be left out. of_the_area: the settings that stand
    above all tables.
    """
    table = settings.get(name, {})
    if not isinstance(table, dict):
        raise AreaError(f"In {file}, {name} should be a table: [{name}] and its settings.")
    for key, value in table.items():
        if key not in checks and key in of_the_area:
            raise AreaError(
                f"In {file}, [{name}] has the setting {key}, which is the Area's. Put {key} above "
                "the first heading in square brackets."
            )
        if key not in checks:
            near = did_you_mean(key, list(checks)) or f" Its settings are {in_words(checks)}."
            raise AreaError(f'In {file}, [{name}] has a setting that is not known: "{key}".{near}')
        fits, should_be = checks[key]
        if not fits(value):
            raise AreaError(f'In {file}, [{name}] has "{key}" wrong: it should be {should_be}.')
    return table

"""Settings that people write in TOML: the file read, and what is not one of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from extracts.errors import DashboardError, did_you_mean


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

"""The files that a command is to take: folders opened, the oldest extract day first."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from extracts.errors import UnreadableFile, did_you_mean
from extracts.reading.extract_day import days_in

SUFFIXES = (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx", ".xlsm")
NO_DATA = (".md", ".py", ".toml")  # words and settings beside extracts: no news when passed over
PLAN = "improvement_plan"  # begins the name of the plan's own file: no extract either
ENDINGS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What to take, in order; and what was passed over in the folders named.

    files: also what cannot be opened, be it a folder, since it may hold extracts: to read it says
    why it cannot be.
    """

    files: list[Path] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)


def files_in(paths: Iterable[Path]) -> Found:
    """Every file named and every extract in the folders named, by the days in their names.

    Raises UnreadableFile for a path that is not there, or a folder without a file to take.
    """
    files: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if not _is_folder(path):
            files.append(path)
            continue
        inside = _inside(path)
        if not inside.files:
            raise UnreadableFile(f"The folder {path} has no file ending in {ENDINGS}.")
        files += inside.files
        others += inside.passed_over
    return Found(files=_in_order(files), passed_over=_in_order(others))


def _in_order(paths: list[Path]) -> list[Path]:
    return sorted(
        dict.fromkeys(paths), key=lambda p: (min(days_in(p.name), default=date.min), p.name)
    )


def _is_folder(path: Path) -> bool:
    """Whether a path is of a folder. Raises UnreadableFile where there is nothing."""
    try:
        path.lstat()
        return path.is_dir()
    except (FileNotFoundError, NotADirectoryError) as why:
        beside = [p.name for p in path.parent.glob("*")]
        raise UnreadableFile(
            f"There is no file or folder {path}.{did_you_mean(path.name, beside)}"
        ) from why
    except OSError:
        return False


def _inside(folder: Path) -> Found:
    found = Found()
    shut: list[OSError] = []
    for at, folders, names in os.walk(folder, onerror=shut.append):
        links = (f for f in folders if (Path(at) / f).is_symlink())
        for path in (Path(at) / name for name in (*names, *links)):
            if not _hidden(path, folder) and not _is_no_data(path):
                (found.files if _is_wanted(path) else found.passed_over).append(path)
    found.files.extend(p for why in shut if not _hidden(p := Path(why.filename), folder))
    return found


def _is_no_data(path: Path) -> bool:
    return path.suffix.lower() in NO_DATA or path.name.lower().startswith(PLAN)


def _is_wanted(path: Path) -> bool:
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except OSError:  # a link to nothing, or not to be opened
        is_file = True
    return is_file and path.suffix.lower() in SUFFIXES


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)

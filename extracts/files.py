"""The files that a command is to take: folders opened, the oldest extract day first."""

import re
from collections.abc import Iterable
from pathlib import Path

from extracts.errors import UnreadableFile

SUFFIXES = (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx")
_DAY = re.compile(r"20\d{2}[-_.]?\d{2}[-_.]?\d{2}")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Every file named and every extract in the folders named, by the days in their names.

    Raises UnreadableFile for a path that is not there, or a folder without a file to take.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [
                p
                for p in sorted(path.rglob("*"))
                if p.suffix.lower() in SUFFIXES and not _hidden(p, path)
            ]
            if not inside:
                raise UnreadableFile(
                    f"The folder {path} has no file ending in {', '.join(SUFFIXES)}."
                )
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise UnreadableFile(f"There is no file {path}.")
    return sorted(dict.fromkeys(found), key=lambda p: ([*_DAY.findall(p.name), ""][0], p.name))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)

"""The files that a command is to take: folders opened, the oldest extract day first."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from extracts.errors import UnreadableFile, did_you_mean
from extracts.extract_day import days_in

SUFFIXES = (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Every file named and every extract in the folders named, by the days in their names.

    Raises UnreadableFile for a path that is not there, or a folder without a file to take.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _inside(path)
        elif path.exists():
            found.append(path)
        else:
            beside = [p.name for p in path.parent.glob("*")]
            raise UnreadableFile(
                f"There is no file or folder {path}.{did_you_mean(path.name, beside)}"
            )
    return sorted(
        dict.fromkeys(found), key=lambda p: (min(days_in(p.name), default=date.min), p.name)
    )


def _inside(folder: Path) -> list[Path]:
    found = [
        p
        for p in folder.rglob("*")
        if p.suffix.lower() in SUFFIXES and p.is_file() and not _hidden(p, folder)
    ]
    if not found:
        *first, last = SUFFIXES
        raise UnreadableFile(
            f"The folder {folder} has no file ending in {', '.join(first)} or {last}."
        )
    return found


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)

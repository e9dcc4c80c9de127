"""Which files of a folder have finished arriving. Told by looking: network shares send no news."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from extracts.files import NO_DATA
from extracts.inbox.folder import FOLDERS, FolderAway

# Names that programs give to what they are still writing, and what systems leave in folders.
UNFINISHED = (
    ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".opdownload",
)  # fmt: skip
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")
_EMPTY = 6  # times as long: a program may make a file some time before it writes to it


class Mark(NamedTuple):
    """What tells that a file was written to: its size in bytes, and its time of change."""

    size: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What stands in the folder.

    whole: path -> its mark. arriving: not yet still. shut: still, but not to be opened, and why.
    passed_over: path -> what it is.
    """

    whole: dict[Path, Mark] = field(default_factory=dict)
    arriving: list[Path] = field(default_factory=list)
    shut: dict[Path, str] = field(default_factory=dict)
    passed_over: dict[Path, str] = field(default_factory=dict)


class Arrivals:
    """Looks at a folder again and again; a file is whole once its mark has stayed for some time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._since: dict[Path, tuple[Mark, float]] = {}

    def look(self, at: float, still_seconds: float) -> Seen:
        """What is there. at: seconds of a clock that nobody can set. Raises FolderAway."""
        try:
            with os.scandir(self._folder) as entries:
                there = sorted(entries, key=lambda entry: entry.name)
        except OSError as why:
            raise FolderAway(
                f"The folder {self._folder} cannot be looked into: {why.strerror}. Nothing is "
                "lost; it is looked for again and again."
            ) from why
        seen, before = Seen(), self._since
        self._since = {}
        for entry in there:
            path = self._folder / entry.name
            if _is_unfinished(entry.name) or (entry.name in FOLDERS and entry.is_dir()):
                continue
            if what := _no_file(entry):
                seen.passed_over[path] = what
                continue
            if (mark := mark_of(path)) is None:
                continue  # it went away since
            last, since = before.get(path, (mark, at))
            since = since if last == mark else at
            self._since[path] = (mark, since)
            patience = still_seconds * (1 if mark.size else _EMPTY)
            if at - since < patience:
                seen.arriving.append(path)
            elif why_shut := _shut(path):
                seen.shut[path] = why_shut
            else:
                seen.whole[path] = mark
        return seen


def mark_of(path: Path) -> Mark | None:
    """The mark of a file now; None where it is gone or cannot be asked."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Mark(found.st_size, found.st_mtime_ns)


def _is_unfinished(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$")) or low.endswith(UNFINISHED) or low in _OF_THE_SYSTEM


def _no_file(entry: "os.DirEntry[str]") -> str:
    """What stands there if it is no file to be taken."""
    if entry.is_symlink():
        return "a link, and what it leads to is not the inbox's to move; copy the file itself here"
    if entry.is_dir():
        return "a folder; files are taken that stand in the inbox itself"
    try:
        is_file = stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return ""
    if not is_file:
        return "neither a file nor a folder"
    if entry.name.lower().endswith(NO_DATA):
        return "no extract, by its ending"
    return ""


def _shut(path: Path) -> str:
    """Why a file cannot be opened; nothing if it can."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as why:
        return why.strerror or str(why)
    return ""

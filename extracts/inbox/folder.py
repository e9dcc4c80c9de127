"""The inbox as a folder: who watches it, and where its files go. Nothing is ever overwritten."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeAlias

from filelock import FileLock, Timeout

from extracts.errors import DashboardError
from extracts.keeping.faults import reason

Where: TypeAlias = Literal["done", "refused"]
FOLDERS: tuple[Where, ...] = ("done", "refused")
LOCK = ".inbox.lock"
_TWO_ENDINGS = (".gz",)  # x.csv.gz


class FolderAway(DashboardError):
    """The folder, or one of those in it, cannot be used just now."""


class Turn:
    """The right to take the files of a folder: one watcher has it, on whichever computer."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._lock = FileLock(self._path)
        self._which: tuple[int, int] | None = None

    def is_ours(self) -> bool:
        """Whether this watcher may take files now. Raises FolderAway.

        A folder that went away and came back, or was made anew, has another lock: the one that was
        held before says nothing of it.
        """
        if self._lock.is_locked and self._which == self._there():
            return True
        self.give_up()
        if not self._path.parent.is_dir():  # the library would make it
            raise FolderAway(
                f"There is no folder {self._path.parent}. It is looked for again and again."
            )
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as why:
            raise _not_written(self._path.parent, why) from why
        self._which = self._there()
        return True

    def give_up(self) -> None:
        """Let another have the turn."""
        with suppress(OSError):  # of a folder that is gone
            self._lock.release()

    def _there(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def make_ready(folder: Path) -> None:
    """Make the folders that files go to. Raises FolderAway where files could not be moved there.

    Asked before a file is published, so that none is that could not then be put away.
    """
    try:
        for place in (folder, *(folder / name for name in FOLDERS)):
            if place != folder:
                place.mkdir(exist_ok=True)
            if not os.access(place, os.W_OK | os.X_OK):
                raise PermissionError(13, "Permission denied", str(place))
    except OSError as why:
        raise _not_written(folder, why) from why


def _not_written(folder: Path, why: OSError) -> FolderAway:
    return FolderAway(
        f"The folder {folder} cannot be written to: {reason(why)}. Nothing is taken from it until "
        "it can; whoever looks after the folder can allow it."
    )


def put_away(path: Path, where: Where, *, sha256: str, report: str, findings: bytes | None) -> Path:
    """Move a file to a folder of the inbox, its report beside it; the path it has then.

    findings: a CSV file beside the report. A number is added to a name that is taken. The report
    comes first: a file that was moved always has one; and what a stop in between leaves, the next
    time finds by `sha256`. Raises OSError; the file is then where it was.
    """
    target = _free(path, where, sha256)
    beside = _report_of(target)
    if findings:
        _write(target.with_name(f"{target.name}.findings.csv"), findings)
    _write(beside, report.replace("\n", "\r\n").encode("utf-8-sig"))
    path.rename(target)
    return target


def put_back(path: Path, folder: Path) -> Path:
    """Move a file back to the inbox, under a free name; where it is then. Raises FolderAway."""
    n = 1
    while os.path.lexists(target := folder / numbered(path.name, n)):
        n += 1
    try:
        return path.rename(target)
    except OSError as why:
        raise _not_written(folder, why) from why


def _free(path: Path, where: Where, sha256: str) -> Path:
    """The first name of its kind that neither a file has nor the report of another file."""
    n = 1
    while True:
        target = path.parent / where / numbered(path.name, n)
        beside = _report_of(target)
        if not os.path.lexists(target) and (not beside.exists() or _is_of(beside, sha256)):
            return target
        n += 1


def _report_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.report.txt")


def numbered(name: str, n: int) -> str:
    """A name for the nth file of that name.

    >>> numbered("charging.csv.gz", 1), numbered("charging.csv.gz", 2)
    ('charging.csv.gz', 'charging (2).csv.gz')
    """
    if n == 1:
        return name
    first, last = Path(name), ""
    if first.suffix.lower() in _TWO_ENDINGS:
        first, last = Path(first.stem), first.suffix
    return f"{first.stem} ({n}){first.suffix}{last}"


def _is_of(report: Path, sha256: str) -> bool:
    return bool(sha256) and sha256 in report.read_text("utf-8-sig", errors="replace")


def _write(path: Path, data: bytes) -> None:
    """Write a whole file or none: what stands under the name is never half of it."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise

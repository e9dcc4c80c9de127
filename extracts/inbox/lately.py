"""Files that were moved a while ago, looked at again: a writer that paused may still have them."""

from pathlib import Path

from extracts.inbox.arrivals import Mark, mark_of
from extracts.inbox.folder import put_back
from extracts.inbox.log import Log

WATCHED_SECONDS = 900.0  # our assumption: a copy that stands still for longer has ended


class Lately:
    """What was moved lately, and how it was then."""

    def __init__(self, folder: Path, log: Log) -> None:
        self._folder, self._log = folder, log
        self._moved: dict[Path, tuple[Mark, float]] = {}

    def add(self, moved: Path, mark: Mark, at: float) -> None:
        """Watch a file that was moved. at: seconds of a clock that nobody can set."""
        self._moved[moved] = (mark, at + WATCHED_SECONDS)

    def put_back(self, at: float) -> None:
        """Put the files back into the folder that were written to since. Raises FolderAway."""
        for path, (mark, until) in [*self._moved.items()]:
            now = mark_of(path)
            if now not in (mark, None):
                back = put_back(path, self._folder)
                self._log.event(
                    f"{back.name}: it was written to after it was moved, so it is put back, and "
                    "taken again when it is whole."
                )
            if now != mark or at > until:
                del self._moved[path]

"""Files that are left in the folder for a reason, and when each is tried again."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from extracts.inbox.arrivals import Mark

FIRST_PAUSE, LONGEST_PAUSE = 10.0, 300.0  # seconds


@dataclass(frozen=True, kw_only=True)
class _Kept:
    mark: Mark
    until: float
    pause: float


class Patience:
    """Each time a file is put off, the pause is twice as long; a file that changes is due at once.

    Times are seconds of a clock that nobody can set.
    """

    def __init__(self) -> None:
        self._kept: dict[Path, _Kept] = {}

    def put_off(self, path: Path, mark: Mark, at: float) -> None:
        """Leave a file for a while."""
        before = self._kept.get(path)
        pause = (
            min(2 * before.pause, LONGEST_PAUSE) if before and before.mark == mark else FIRST_PAUSE
        )
        self._kept[path] = _Kept(mark=mark, until=at + pause, pause=pause)

    def is_due(self, path: Path, mark: Mark, at: float) -> bool:
        """Whether a file may be tried."""
        kept = self._kept.get(path)
        return kept is None or kept.mark != mark or at >= kept.until

    def keep_only(self, there: Collection[Path]) -> None:
        """Forget the files that are not there any more."""
        self._kept = {path: kept for path, kept in self._kept.items() if path in there}

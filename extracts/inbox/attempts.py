"""How often a file was begun and not ended: one that stops the program shall not stop the inbox."""

import json
from contextlib import suppress
from pathlib import Path

from extracts.inbox.arrivals import Mark

MOST = 3
NOTE = ".inbox.taking"


class Attempts:
    """A note in the folder of the file that is being taken; what a kill leaves, the next finds."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / NOTE

    def begin(self, path: Path, mark: Mark) -> bool:
        """Note that a file is being taken; whether it may be, after so many times in vain."""
        this = {"file": path.name, "size": mark.size, "changed": mark.changed}
        times = 1 + self._times(this)
        # Where nothing can be written, such as on a full disk, the file is taken without the note.
        with suppress(OSError):
            self._note.write_text(json.dumps({**this, "times": times}), "utf-8")
        return times <= MOST

    def end(self) -> None:
        """The file is taken, or kept for a reason."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)

    def _times(self, this: dict[str, object]) -> int:
        try:
            noted = json.loads(self._note.read_text("utf-8"))
            times = noted.pop("times")
        except (OSError, ValueError, KeyError, AttributeError, TypeError):  # none, or half of one
            return 0
        return int(times) if noted == this and isinstance(times, int) else 0

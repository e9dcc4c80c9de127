"""Whether the disk of the store has room for what is to be written."""

import os
import tempfile
from errno import ENOSPC
from pathlib import Path
from shutil import disk_usage

_MORE = 1 << 18  # bytes: for the log's entry and the heads of the files


def check_room(folder: Path, n_bytes: int) -> None:
    """Raise OSError where a disk has no room for so many bytes, or may not give it.

    Asked beforehand, as the library's threads panic on the screen where there is none. The bytes
    are reserved in a file without a name and let go again, so that a quota is found as well.
    """
    n_bytes += _MORE
    if not hasattr(os, "posix_fallocate"):  # Windows, macOS
        if disk_usage(folder).free < n_bytes:
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        return
    with tempfile.TemporaryFile(dir=folder) as probe:
        os.posix_fallocate(probe.fileno(), 0, n_bytes)

"""The counts of a file's rows: how they were read, and what publishing them changes."""

from typing import TypedDict

from extracts.effects.compare import Change
from extracts.read import Reading


class FileCounts(TypedDict):
    """How many rows, and findings. n_rows = n_accepted + n_rejected + n_repeated."""

    n_rows: int
    n_accepted: int
    n_rejected: int
    n_repeated: int
    n_new: int
    n_changed: int
    n_unchanged: int
    n_withdrawn: int
    n_open_missing: int
    n_findings: int


def file_counts(reading: Reading, change: Change) -> FileCounts:
    """The counts of a reading and of the change that it makes."""
    return FileCounts(
        n_rows=reading.n_rows,
        n_accepted=reading.n_accepted,
        n_rejected=reading.n_rejected,
        n_repeated=reading.n_repeated,
        n_new=change.n_new,
        n_changed=change.n_changed,
        n_unchanged=change.n_unchanged,
        n_withdrawn=change.n_withdrawn,
        n_open_missing=change.n_open_missing,
        n_findings=len(reading.findings),
    )

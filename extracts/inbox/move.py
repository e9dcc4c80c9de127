"""A file that was taken is put away with its report, or the reason why not is said."""

from pathlib import Path

from extracts.inbox.arrivals import Mark, mark_of
from extracts.inbox.folder import put_away
from extracts.inbox.log import Log
from extracts.inbox.report import findings_csv, line, report
from extracts.inbox.take import NotMoved, Taken
from extracts.keeping.faults import reason


def move(path: Path, mark: Mark, taken: Taken, log: Log) -> Path | None:
    """Put a file away with its report: where it is then; None where it is gone.

    One that was written to since it had that mark is left: None, too. Raises NotMoved where it
    stays for another reason.
    """
    if mark_of(path) not in (mark, None):
        log.event(
            f"{line(taken)} It was written to since, so it is left, and taken again when it is "
            "whole."
        )
        return None
    try:
        target = put_away(
            path,
            "refused" if taken.is_refused else "done",
            sha256=taken.sha256,
            report=report(taken),
            findings=findings_csv(taken),
        )
    except OSError as why:
        if not path.exists() and path.parent.is_dir():
            log.event(f"{line(taken)} Somebody took it out of the folder meanwhile.")
            return None
        raise NotMoved(
            f"{line(taken)} It cannot be moved: {reason(why)}. It is kept where it is, and moved "
            "as soon as that can be done; nothing is published twice."
        ) from why
    log.over(f"file {path.name}:")
    log.event(f"{line(taken)} Moved to {target.parent.name}/{target.name}.")
    return target

"""Publishing a file that was dropped and checked; nothing of the page. It can be done apart (apart.py)."""

from datetime import datetime

from extracts.errors import DashboardError
from extracts.intake import publish as publish_reading
from extracts.progress import Progress, part
from extracts.refusals import Unconfirmed
from extracts.store import Store
from pages.upload_page.checked import Dropped, Outcome
from pages.upload_page.reading_work import read_as_chosen, told


def publish(
    file: Dropped,
    *,
    who: str,
    now: datetime,
    note: str,
    withdraw: int | None,
    progress: Progress,
) -> Outcome:
    """Read a file again and publish it, all of it or nothing.

    withdraw: the number of withdrawn rows that was confirmed for a full file.
    """
    shares = {"compare": (0.4, "Comparing with what is published"), "write": (0.8, "Writing")}
    try:
        done = publish_reading(
            Store(file.address),
            read_as_chosen(file, part(progress, 0.0, 0.4)),
            who=who,
            now=now,
            note=note,
            full=file.choices.full,
            withdraw=withdraw,
            progress=lambda step: progress(*shares[step]),
        )
    except Unconfirmed as why:
        return Outcome(why=told(why), withdraws=why.n)
    except DashboardError as why:
        return Outcome(why=told(why))
    return Outcome(publication=done.publication, was_already=done.was_already)

"""Publishing a file that was dropped and checked; nothing of the page. It can be done apart (apart.py)."""

from collections import Counter
from datetime import datetime

from extracts.errors import DashboardError
from extracts.intake import publish as publish_reading
from extracts.overtaken import Said
from extracts.progress import Progress, part
from extracts.refusals import NotAsSaid, Unconfirmed
from extracts.registry import EXTRACTS
from extracts.store import Store
from extracts.waiting import waiting
from pages.upload_page.checked import Dropped, Outcome
from pages.upload_page.reading_work import read_as_chosen, told


def publish(
    file: Dropped,
    *,
    who: str,
    now: datetime,
    note: str,
    withdraw: int | None,
    said: Said | None = None,
    progress: Progress,
) -> Outcome:
    """Read a file again and publish it, all of it or nothing.

    withdraw: the number of withdrawn rows that was confirmed for a full file. said: what it may change, where
    another file of its extract was published after it was checked.
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
            said=said,
            progress=lambda step: progress(*shares[step]),
        )
    except NotAsSaid as why:
        return Outcome(why=why.would, number=why.number)
    except Unconfirmed as why:
        return Outcome(why=told(why), withdraws=why.n)
    except DashboardError as why:
        return Outcome(why=told(why))
    return Outcome(publication=done.publication, was_already=done.was_already)


def n_waiting(address: str, extract: str, *, progress: Progress) -> dict[int, int] | None:
    """Publication -> how many of its rejected rows wait for correction; None where the store cannot say."""
    progress(0.9, "Counting the rows that wait for correction")
    try:
        found = waiting(Store(address), EXTRACTS[extract])
    except DashboardError as why:
        told(why)
        return None
    return Counter([*found.rows["publication"], *found.unread["publication"]])

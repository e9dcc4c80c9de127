"""What publishing a file would do, before anything is written."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.effects.changed_rows import changed
from extracts.effects.compare import Change, compare
from extracts.effects.doubts import Doubt, doubts
from extracts.errors import PublicationRefused
from extracts.progress import Progress, part, unheard
from extracts.publications import Publication, live
from extracts.read import Reading
from extracts.refusals import check_may_publish, same_file
from extracts.store import Store


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The effect of publishing a reading, and what speaks against it.

    same: the publication that holds and that this very file made, so that it would publish nothing.
    refusal: why it may not be published, None where it may. samples: some of the changed rows, a
    line for every field that changes: the columns of the key under their titles, then Field, Before
    and After. withdrawn: some of the rows that it withdraws, every field under its title. Both are
    texts as people read them.
    """

    reading: Reading
    change: Change
    same: Publication | None
    refusal: PublicationRefused | None
    samples: pd.DataFrame
    withdrawn: pd.DataFrame
    doubts: tuple[Doubt, ...]


def preview(
    store: Store,
    reading: Reading,
    *,
    area: Area,
    today: date,
    full: bool = False,
    progress: Progress = unheard,
) -> Preview:
    """What publishing a reading would do to the store as it is now; nothing is written.

    progress: see extracts.progress. The figures are shown also where the file is refused, or is
    published already. Raises StoreError where the store cannot be read.
    """
    extract = reading.extract
    change = compare(store, reading, full=full, progress=part(progress, 0.0, 0.95))
    # What is published meanwhile is not in the figures, so it is not in the history either.
    history = [p for p in store.history(extract) if p.number < change.number]
    found = doubts(reading, history, area=area, today=today, full=full, change=change)
    progress(1.0, "Compared")
    return Preview(
        reading=reading,
        change=change,
        same=same_file(reading, history, full=full),
        refusal=_refusal(reading, history, full=full),
        samples=changed(extract, change.examples),
        withdrawn=change.withdrawn,
        doubts=found,
    )


def _refusal(
    reading: Reading, history: list[Publication], *, full: bool
) -> PublicationRefused | None:
    try:
        check_may_publish(reading, live(history), full=full)
    except PublicationRefused as why:
        return why
    return None

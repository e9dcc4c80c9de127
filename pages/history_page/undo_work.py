"""What an undo would do, worked out for a page; it can be done in a process of its own (apart.py)."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.effects.undo_preview import UndoEffect, undo_effect
from extracts.progress import Progress
from extracts.publications import live, newest_extract_day
from extracts.registry import EXTRACTS
from extracts.store import Store
from metrics.registry import measures
from pages import would_be


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What an undo would do.

    newest_now: the day of the newest extract before it. figures: would_be.before_and_after.
    """

    extract: str
    number: int
    effect: UndoEffect
    newest_now: date | None
    figures: pd.DataFrame


def look(*, address: str, area: Area, extract: str, number: int, progress: Progress) -> Looked:
    """The effect of an undo on the store as it is now; nothing is written.

    Raises PublicationRefused where it cannot be taken back.
    """
    progress(0.0, "Comparing the cases")
    store, wanted = Store(address), EXTRACTS[extract]
    effect = undo_effect(store, wanted, number)
    newest_now = newest_extract_day(live(store.history(wanted)))
    progress(0.4, "Counting the figures")
    of_it = [m for m in measures(area).values() if m.extract == extract]
    columns = would_be.columns(of_it)

    def state(version: int, day: date | None) -> would_be.State:
        return would_be.State(rows=store.current(wanted, columns, version=version), day=day)

    figures = would_be.before_and_after(
        of_it,
        state(effect.version, newest_now),
        state(effect.restores, effect.newest),
        small_number=area.small_number,
        progress=lambda share: progress(0.4 + 0.6 * share, "Counting the figures"),
    )
    return Looked(
        extract=extract, number=number, effect=effect, newest_now=newest_now, figures=figures
    )

"""Undo, and the rejected rows that wait: what the History page asks of the store.

Everything here is for those who may publish, whatever page it is called from.
"""

from datetime import UTC, datetime
from typing import Any

import pandas as pd

from extracts import intake
from extracts.extract import Extract
from extracts.progress import Progress
from extracts.publications import Publication, live
from extracts.registry import EXTRACTS
from extracts.waiting import Waiting, waiting
from extracts.waiting_file import by_unit
from pages import data, signed_in
from pages.apart import apart
from pages.history_page import undo_work
from pages.history_page.undo_work import Looked

_LARGE = 200_000  # rows published: what an undo would change is then counted in another process


def look(extract: Extract, number: int, progress: Progress) -> Looked:
    """What taking back a publication, and every later one, would do; nothing is written."""
    signed_in.require("publish")
    given: dict[str, Any] = {
        "address": data.store().address,
        "area": data.area(),
        "extract": extract.key,
        "number": number,
    }
    if sum(p.n_rows for p in live(data.history(extract))) > _LARGE:
        return apart(undo_work.look, progress=progress, **given)
    return undo_work.look(progress=progress, **given)


def undo(extract: Extract, looked: Looked, note: str) -> Publication:
    """Take back what was looked at and nothing else.

    Raises ChangedMeanwhile where somebody published or undid something in between.
    """
    person = signed_in.require("publish")
    try:
        return intake.undo(
            data.store(),
            extract,
            who=person.name,
            now=datetime.now(UTC),
            note=note,
            number=looked.number,
            and_later=True,
            confirmed=looked.effect.numbers,
        )
    finally:
        data.look_again()


def waiting_rows(extract: Extract) -> Waiting:
    """The rejected rows of an extract that wait for correction: case data."""
    signed_in.require("publish")
    history = data.history(extract)

    def make() -> Waiting:
        version = data.version(extract) if history else None
        return waiting(data.store(), extract, data.area(), version=version, history=history)

    return data.kept("waiting", extract.key, make=make)


def waiting_by_unit() -> pd.DataFrame:
    """How many rejected rows of each unit wait, of every extract."""
    found = {key: waiting_rows(extract) for key, extract in EXTRACTS.items()}
    return data.kept("waiting by unit", make=lambda: by_unit(found))

"""Reading a file that was dropped as its analyst wants it read; nothing of the page."""

import logging

import pandas as pd

from extracts.errors import DashboardError, StoreError
from extracts.findings_grouped import to_correct
from extracts.progress import Progress
from extracts.read import Reading, read
from extracts.saved_layouts import find_layout
from extracts.store import Store
from pages.upload_page.checked import Dropped

_LOG = logging.getLogger("dashboard")


def read_as_chosen(file: Dropped, progress: Progress) -> Reading:
    """The file as it is to be read. Raises DashboardError where it is refused."""
    store = Store(file.address)
    return read(
        file.data,
        name=file.name,
        today=file.today,
        area=file.area,
        layout=file.choices.layout,
        saved_layout=lambda fingerprint: find_layout(store, fingerprint),
        extract_day=file.choices.extract_day,
        sheet=file.choices.sheet,
        progress=progress,
    )


def corrections(file: Dropped, *, progress: Progress) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(every finding of a file, its rejected rows with what to do about each)."""
    reading = read_as_chosen(file, progress)
    return reading.findings, to_correct(reading)


def told(why: DashboardError) -> str:
    """The words for a browser; where they leave out a folder, the whole goes to the server's log.

    What else is said otherwise than on the command line may quote the file, so it is not logged.
    """
    if isinstance(why, StoreError) and why.on_screen != str(why):
        _LOG.warning("%s", why)
    return why.on_screen

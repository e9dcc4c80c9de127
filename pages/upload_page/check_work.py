"""What a file that was dropped is and would change, from its bytes to what a page shows.

It runs in a thread of the server, or in a process of its own (apart.py): what goes in and what
comes out can be pickled, and is small beside the file.
"""

from datetime import date

import pandas as pd
import pyarrow as pa

from extracts.area import Area
from extracts.effects.file_counts import file_counts
from extracts.effects.preview import Preview, preview
from extracts.errors import (
    AmbiguousDates,
    DashboardError,
    HeadingsElsewhere,
    LayoutError,
    UnknownHeadings,
)
from extracts.findings_grouped import grouped
from extracts.progress import Progress, part
from extracts.publications import newest_extract_day
from extracts.reading.sheets import sheet_names
from extracts.store import Store
from metrics.registry import measures
from pages import would_be
from pages.upload_page.checked import Checked, Dropped, Refused
from pages.upload_page.reading_work import read_as_chosen, told


def check(file: Dropped, *, progress: Progress) -> Checked | Refused:
    """Read a file and say what publishing it would do; nothing is written."""
    sheets, choices = sheet_names(file.data), file.choices
    store, area = Store(file.address), file.area
    try:
        reading = read_as_chosen(file, part(progress, 0.0, 0.3))
        found = preview(
            store,
            reading,
            area=area,
            today=file.today,
            full=choices.full,
            progress=part(progress, 0.3, 0.6),
        )
    except DashboardError as why:
        elsewhere = isinstance(why, HeadingsElsewhere)
        return Refused(
            message=told(why),
            sheets=sheets if elsewhere or len(sheets) > 1 else (),
            may_be_mapped=isinstance(why, UnknownHeadings | AmbiguousDates | LayoutError),
            fits=why.fits if elsewhere else (),
            instead=why.instead if elsewhere and choices.sheet is None else "",
        )
    history, own = store.history(found.reading.extract), found.reading.extract_day
    newest = newest_extract_day(history)
    until = newest_extract_day([p for p in history if p.extract_day and p.extract_day <= own])
    refusal = found.refusal.on_screen if found.refusal else ""
    figures = pd.DataFrame(columns=would_be.COLUMNS)
    if not refusal and not found.same:
        try:
            figures = _figures(store, found, newest, area, progress)
        except DashboardError as why:
            refusal = f"The figures cannot be made with it: {told(why)}"
    progress(1.0, "Checked")
    return _checked(found, sheets, refusal, newest, until, figures)


def _figures(
    store: Store, found: Preview, day: date | None, area: Area, progress: Progress
) -> pd.DataFrame:
    extract = found.reading.extract
    of_it = [m for m in measures(area).values() if m.extract == extract.key]
    names = would_be.columns(of_it)
    table = found.change.table

    def state(more: pa.Table | None, until: date | None) -> would_be.State:
        with store.newest(extract, names, table=table, more=more) as rows:
            return would_be.State(rows=rows.to_arrow_table(), day=until)

    progress(0.62, "Counting what each measure would be")
    before = state(None, day)
    after = state(found.change.rows, max(filter(None, (day, found.reading.extract_day))))
    return would_be.before_and_after(
        of_it,
        before,
        after,
        small_number=area.small_number,
        by_day=True,
        progress=lambda share: progress(0.7 + 0.3 * share, "Counting what each measure would be"),
    )


def _checked(
    found: Preview,
    sheets: tuple[str, ...],
    refusal: str,
    newest_before: date | None,
    known_until: date | None,
    figures: pd.DataFrame,
) -> Checked:
    reading, change = found.reading, found.change
    return Checked(
        extract=reading.extract.key,
        extract_day=reading.extract_day,
        extract_day_from=reading.extract_day_from,
        layout=reading.layout.name if reading.layout else "",
        sheets=sheets if len(sheets) > 1 else (),
        **file_counts(reading, change),
        number=change.number,
        newest_before=newest_before,
        known_until=known_until,
        same=found.same,
        refusal=refusal,
        doubts=found.doubts,
        not_kept=reading.layout.ignore if reading.layout else (),
        changed_fields={reading.extract[n].title: k for n, k in change.changed_fields.items()},
        samples=found.samples,
        withdrawn=found.withdrawn,
        findings=grouped(reading),
        figures=figures,
    )

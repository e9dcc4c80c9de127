"""Step 1 of Upload: dropping files, what each was recognised as, and how it may be read otherwise."""

from dataclasses import replace
from datetime import date

import streamlit as st

from extracts.errors import DashboardError
from extracts.registry import EXTRACTS
from pages.parts import count, plain
from pages.upload_page import mapping_parts, publishing
from pages.upload_page.checked import Checked, Refused
from pages.upload_page.upload_state import NOT_RIGHT, Dropped, Uploads

_LOOK = 0.1  # seconds between two looks at work under way
_FIRST = "The first sheet"


def files(uploads: Uploads) -> None:
    """The place to drop files; each is then looked at, and said what it is."""
    st.header("1 Files", anchor=False)
    dropped = st.file_uploader(
        "Drop extracts here, one or several: CSV or Excel, also as .gz or .zip",
        accept_multiple_files=True,
        key=f"upload-files-{uploads.turn}",
    )
    uploads.keep(dropped)
    places = {key: st.container(key=f"file-{n}") for n, key in enumerate(uploads.files)}
    _look(list(uploads.files.values()))
    for key, file in uploads.files.items():
        with places[key]:
            _file(file)


def how() -> None:
    """What happens with a file, for who has not dropped any."""
    st.markdown(
        "Nothing is published until you say so in step 3. Each file is first recognised by its headings, then checked: "
        "what is new, what changes, what is wrong with it, and what the headline figures would become. If its headings "
        "are not known yet, you say once what each column is.\n\n"
        "**How it is counted** lists every column of every extract, and has an empty file with the right headings of each."
    )


def checked(uploads: Uploads) -> list[tuple[Dropped, Checked]]:
    """The files that were read, and what was found of each."""
    return [(f, f.found) for f in uploads.files.values() if isinstance(f.found, Checked)]


def _look(files: list[Dropped]) -> None:
    """Look at the files one after the other, and say how far that is."""
    waiting = [f for f in files if not f.found]
    if not waiting:
        return
    bar = st.progress(0.0)
    for n, file in enumerate(waiting):
        while not file.found or file.read_instead():
            job = file.look()
            while not job.is_done(_LOOK):
                share, words = job.how_far()
                bar.progress((n + share) / len(waiting), f"{plain(file.name)}: {plain(words)} …")
    bar.empty()


def _file(file: Dropped) -> None:
    """What a file is, or why it cannot be read, and what to do."""
    found = file.found
    if file.why_sheet and file.choices.sheet:
        st.markdown(
            f":blue[■] **{plain(file.name)}**: {plain(file.why_sheet)} So that sheet is read; "
            "choose another below if it is not the right one."
        )
    if isinstance(found, Checked):
        layout = f", by the layout “{plain(found.layout)}”" if found.layout else ""
        st.markdown(
            f":blue[✓] **{plain(file.name)}**: **{plain(EXTRACTS[found.extract].title)}, "
            f"{count(found.n_rows, 'row')}, to {found.extract_day:%a %d %b %Y}** "
            f"({plain(found.extract_day_from)}{layout})"
        )
        with st.expander(NOT_RIGHT):
            _own_day(file, found.extract_day)
            _sheet(file, found.sheets)
            mapping_parts.offer(file)
    elif isinstance(found, Refused):
        st.markdown(
            f":orange[■] **{plain(file.name)}** cannot be read as it is. {plain(found.message)}"
        )
        _sheet(file, found.sheets)
        if found.fits:
            mapping_parts.offer(file)
    mapping_parts.form(file)


def _own_day(file: Dropped, day: date) -> None:
    written = st.text_input(
        "The extract's own day: the last day it knows about",
        f"{day:%d/%m/%Y}",
        key=f"day-{file.id}-{day}",
        help="As 20/11/2026. Events after it cannot have happened yet; a case is overdue as at this day.",
    )
    try:
        chosen = publishing.own_day(written)
    except DashboardError as why:
        st.markdown(f":orange[■] {plain(why)}")
        return
    if chosen != day:
        file.choose(replace(file.choices, extract_day=chosen))
        st.rerun()


def _sheet(file: Dropped, sheets: tuple[str, ...]) -> None:
    if not sheets:
        return
    options = [_FIRST, *sheets]
    at = options.index(file.choices.sheet) if file.choices.sheet in sheets else 0
    sheet = st.selectbox("Sheet of the workbook", options, index=at, key=f"sheet-{file.id}")
    chosen = None if sheet == _FIRST else sheet
    if chosen != file.choices.sheet:
        file.choose(replace(file.choices, sheet=chosen, layout=None))
        st.rerun()

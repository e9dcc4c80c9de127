"""What is wrong with a file that was dropped, and the files by which to correct it."""

import streamlit as st

from access.roles import Person
from extracts.findings_grouped import COLUMNS
from pages import downloads
from pages.parts import count, plain
from pages.upload_page import publishing
from pages.upload_page.checked import Checked
from pages.upload_page.upload_state import NOT_RIGHT, Dropped

_MOST_GROUPS = 30  # kinds of finding; the file has all
_ORDER = [COLUMNS[n] for n in (1, 2, 0, 4, 5, 3)]  # what a phone has no room for stands last


def findings(file: Dropped, found: Checked, person: Person) -> None:
    """The findings by their rules with examples, and files of the rows to correct and of all of them."""
    if not found.n_findings:
        st.markdown("**No row of it has a finding.**")
        return
    st.markdown(
        f"**{count(found.n_findings, 'finding')}**, by what is wrong, the most frequent first:"
    )
    groups = found.findings.head(_MOST_GROUPS)
    shown = groups[_ORDER].map(lambda cell: f"{cell:,}" if isinstance(cell, int) else plain(cell))
    with st.container(key=f"keep-3-findings-{file.id}"):
        st.table(shown, border="horizontal", hide_index=True)
    if shown[COLUMNS[1]].str.contains("layout").any():
        st.markdown(
            f"What a layout is to say, you say in step 1, under “{NOT_RIGHT}”: what its columns and values are."
        )
    if more := len(found.findings) - len(groups):
        st.markdown(f"And {count(more, 'more kind', 'more kinds')} of finding; the file has all.")
    if found.n_rejected:
        st.markdown(
            "Rejected rows are kept apart and counted nowhere until a later file has them right. Correct them where they "
            "come from, or in this file, and drop it again."
        )
    with st.container(horizontal=True):
        if found.n_rejected:
            downloads.of_cases(
                f"Download {count(found.n_rejected, 'rejected row')} to correct",
                publishing.corrections(file.content, file.name, file.choices),
                f"to correct, {_stem(file.name)}.csv",
                person,
                detail=f"rejected rows of {file.name}, before it is published",
                key=f"correct-{file.id}",
            )
        downloads.of_cases(
            "Download every finding",
            publishing.findings(file.content, file.name, file.choices),
            f"findings, {_stem(file.name)}.csv",
            person,
            detail=f"findings in {file.name}, before it is published",
            key=f"findings-{file.id}",
        )


def _stem(name: str) -> str:
    return name.partition(".")[0]

"""Step 2 of Upload: what a file would change, what is wrong with it, and what the figures would become."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from access.roles import Person
from extracts.errors import in_words
from extracts.registry import EXTRACTS
from pages.parts import count, plain
from pages.upload_page import findings_parts
from pages.upload_page.checked import Checked
from pages.upload_page.published_words import published_as
from pages.upload_page.upload_state import Dropped
from pages.would_be import BY_DAY

CHANGES, FULL = (
    "Some cases: the others stay as they are",
    "Every open case: the others are withdrawn",
)


def check(
    file: Dropped, found: Checked, person: Person, *, alone: bool, same: Dropped | None = None
) -> None:
    """Everything that is to be seen of a file before it is published. same: the same file, dropped before it."""
    if not alone:
        st.subheader(f"{plain(file.name)}: {EXTRACTS[found.extract].title}", anchor=False)
    if same:
        st.markdown(
            f":blue[■] This is the same file as **{plain(same.name)}**, which was dropped too: it is published once."
        )
        return
    _rows(file, found)
    if found.same:
        st.markdown(
            f":blue[■] This very file is already published: {published_as(found.same)}. There is nothing to publish. To "
            "publish it anew, undo that first, in **History**."
        )
        return
    _mode(file, found)
    for words in filter(None, (found.refusal, *(d.message for d in found.doubts))):
        st.markdown(f":orange[■] {plain(words)}")
    if found.not_kept:
        names = in_words(f'"{plain(h)}"' for h in found.not_kept)
        st.markdown(f"Not kept of the file, by its layout: {names}.")
    _changes(found)
    findings_parts.findings(file, found, person)
    _figures(file, found)


def _rows(file: Dropped, found: Checked) -> None:
    with st.container(horizontal=True, gap="medium", key=f"counts-{file.id}"):
        for label, n in (
            ("New", found.n_new),
            ("Changed", found.n_changed),
            ("Unchanged", found.n_unchanged),
            ("Repeated", found.n_repeated),
            ("Rejected", found.n_rejected),
        ):
            st.metric(label, f"{n:,}", width="content")
    st.markdown(
        f"**{count(found.n_rows, 'row')} in the file** = {found.n_accepted:,} accepted (new, changed or unchanged) + "
        f"{found.n_rejected:,} rejected + {found.n_repeated:,} repeated."
    )


def _mode(file: Dropped, found: Checked) -> None:
    """Whether the file holds every open case; the others are then withdrawn."""
    if EXTRACTS[found.extract].closes is None:
        return
    mode = st.radio("What the file holds", [CHANGES, FULL], horizontal=True, key=f"mode-{file.id}")
    if (mode == FULL) != file.choices.full:
        file.choose(replace(file.choices, full=mode == FULL))
        st.rerun()
    if not found.n_open_missing:
        st.markdown(_none_missing(found))
        return
    missing = count(found.n_open_missing, "open case")
    is_ = "is" if found.n_open_missing == 1 else "are"
    if not file.choices.full:
        st.markdown(f"{missing} {is_} not in it; they stay as they are.")
        return
    st.markdown(
        f"**{missing} {is_} not in it and would be withdrawn:** no longer counted anywhere."
    )
    _table("Some of the rows that would be withdrawn", found.withdrawn)


def _none_missing(found: Checked) -> str:
    """What it means that no open case is missing: as at which day the open cases are known."""
    day, known = found.extract_day, found.known_until
    if known is None:
        return f"Nothing of {day:%a %d %b %Y} or before is published, so no case can be missing from it."
    if known == day:
        return f"Every case that was open on {day:%a %d %b %Y} is in it."
    which = "newest day published" if known == found.newest_before else "last day published before"
    return f"Every case that was open as at {known:%a %d %b %Y}, the {which}, is in it."


def _changes(found: Checked) -> None:
    if not found.n_changed:
        return
    each = "; ".join(f"{plain(title)} in {n:,}" for title, n in found.changed_fields.items())
    st.markdown(f"**What changes**, in how many rows: {each}.")
    _table("Some of the changed rows, before and after", found.samples)


def _table(label: str, rows: pd.DataFrame) -> None:
    if len(rows):
        with st.expander(label):
            st.dataframe(rows, hide_index=True, height="content", alt=label)


def _figures(file: Dropped, found: Checked) -> None:
    if found.figures.empty:
        return
    st.markdown(f"**The headline figures of {EXTRACTS[found.extract].title}**, all units together:")
    shown = found.figures.map(plain)
    # What the file does stands out, not what the calendar does by itself.
    without = found.figures[BY_DAY if BY_DAY in shown else "Now"]
    changes = found.figures["Would be"] != without
    shown["Would be"] = shown["Would be"].mask(changes, "**" + shown["Would be"] + "**")
    with st.container(key=f"keep-4-figures-{file.id}"):  # a phone has no room for what the day does
        st.table(shown, border="horizontal", hide_index=True)
    now = f"as at {found.newest_before:%a %d %b %Y}" if found.newest_before else "with no data"
    then = f"as at {max(filter(None, (found.newest_before, found.extract_day))):%a %d %b %Y}"
    alone = (
        f" {BY_DAY}: {then}, without this file; what the file itself changes is bold."
        if BY_DAY in shown
        else ""
    )
    st.caption(f"Now: {now}. Would be: {then}{', with this file' if alone else ''}.{alone}")

"""One entry of the history in full; and undo: first what it would do, then a note, then it is done."""

import streamlit as st

from extracts.errors import DashboardError
from extracts.extract import Extract
from extracts.publications import LONGEST_NOTE, Publication
from pages import data, shared
from pages.history_page import history_words, list_parts, undoing
from pages.history_page.undo_work import Looked
from pages.parts import count, plain, too_long

_LOOKED, _DONE, _NOTE = "undo looked at", "undo done", "undo note"
NO_CHANGE = "no change"


def entry(extract: Extract) -> None:
    """An entry that the reader chooses, all that is kept of it, and how to take it back."""
    history = data.history(extract)
    if not history:
        return
    st.header("One of them in full", anchor=False)
    key, options = list_parts.number_key(extract), list_parts.numbered(history)
    chosen = options[shared.choice("Entry", list(options), key, width=list_parts.WIDTH)]
    st.markdown(history_words.in_full(extract, chosen, history))
    _done(extract)
    if why := _why_not(chosen):
        st.markdown(why)
        return
    looked: Looked | None = st.session_state.get(_LOOKED)
    if looked and (looked.extract, looked.number) == (extract.key, chosen.number):
        _confirm(extract, looked)
        return
    if st.button(f"See what undoing no. {chosen.number} would do", key="undo-look"):
        _look(extract, chosen)


def _why_not(p: Publication) -> str:
    """Why an entry cannot be taken back; "" if it can."""
    if p.is_undo or p.is_purge:
        what = "An undo" if p.is_undo else "A purge"
        return f"{what} cannot be taken back itself; what it took away can be published again from its files."
    if p.is_undone:
        return "It was taken back already. Its file can be published again."
    if p.is_final:
        return "It cannot be taken back: a purge came after it, which removed cases for good. Publish a file that corrects it."
    return ""


def _look(extract: Extract, chosen: Publication) -> None:
    """Work out what an undo would do, and show it."""
    st.session_state.pop(_DONE, None)
    bar = st.progress(0.0, "Comparing the cases")

    def told(share: float, words: str) -> None:
        bar.progress(share, words)

    try:
        looked = undoing.look(extract, chosen.number, told)
    except DashboardError as why:
        bar.empty()
        st.error(plain(why.on_screen))
        return
    st.session_state[_LOOKED] = looked
    st.rerun()


def _confirm(extract: Extract, looked: Looked) -> None:
    """What an undo would do, and the button that does it."""
    effect = looked.effect
    st.subheader("What the undo would do", anchor=False)
    st.markdown(history_words.going(extract, effect))
    st.markdown(history_words.cases(extract, effect, looked.newest_now))
    st.markdown("The headline figures, of the newest whole month and as at the data's day:")
    now, then = looked.figures["Now"], looked.figures["Would be"]
    shown = looked.figures.drop(columns="Would be").assign(after=then.where(now != then, NO_CHANGE))
    shown = shown.rename(columns={"after": "After the undo"})
    st.table(shown.style.hide(axis="index"), border="horizontal")
    later = len(effect.publications) - 1
    if later:
        st.markdown(
            f":orange[■] {count(later, 'later file')} would have to be published again; keep "
            f"{'it' if later == 1 else 'them'} at hand."
        )
    note = st.text_input(
        "Why it is taken back (kept with the undo, for everybody who may see the history)",
        key=_NOTE,
        width=640,
        persist_state="page",  # kept where somebody else published in between
    )
    is_too_long = too_long(note, LONGEST_NOTE)
    and_later = f" and {count(later, 'later one')}" if later else ""
    with st.container(horizontal=True):
        confirm = f"Undo no. {looked.number}{and_later}"
        if st.button(confirm, key="undo-confirm", disabled=is_too_long):
            _undo(extract, looked, note)
        if st.button("Leave it as it is", key="undo-leave"):
            _forget()
            st.rerun()


def _undo(extract: Extract, looked: Looked, note: str) -> None:
    try:
        with st.spinner("Undoing …"):
            done = undoing.undo(extract, looked, note.strip())
    except DashboardError as why:
        st.session_state.pop(_LOOKED)  # the note is kept for the next look
        st.session_state[_DONE] = extract.key, why.on_screen, False
    else:
        _forget()
        st.session_state[_DONE] = extract.key, history_words.undone(extract, done, looked), True
    st.rerun()


def _forget() -> None:
    st.session_state.pop(_LOOKED, None)
    st.session_state.pop(_NOTE, None)


def _done(extract: Extract) -> None:
    """What came of the undo, until the next one is looked at."""
    key, words, is_done = st.session_state.get(_DONE, ("", "", False))
    if key == extract.key:
        (st.success if is_done else st.error)(plain(words))

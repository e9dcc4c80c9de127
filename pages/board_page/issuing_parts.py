"""Issuing the pack of a month: first what it does, then a button that does it and nothing unseen."""

from collections.abc import Hashable
from typing import cast

import streamlit as st

from access.roles import Person
from extracts.errors import DashboardError, in_words
from packs.content import Issued
from packs.issuing.issued import LONGEST
from packs.words.sheet_words import month_words
from pages import parts
from pages.board_page import keeping, redrafted, shown_packs, top_parts, unsaved
from pages.board_page.shown_packs import Shown
from pages.parts import plain

SAID = "board said"  # what was done, told when the page is drawn again
_LOOKED = "board looked at"  # the key of the draft that was shown when the form was opened


def issuing(shown: Shown, who: Person) -> None:
    """The form, once it is asked for; shown: a month as it is known now."""
    st.subheader("Issuing", anchor=False)
    looked = cast("tuple[Hashable, ...] | None", st.session_state.get(_LOOKED))
    if looked is None or looked[:2] != shown.key[:2]:  # none is open, or of another month
        if st.button("Issue this pack …", key="board-look"):
            _open(shown)
        return
    before = [i for i in shown_packs.all_issued() if i.month == shown.pack.month]
    st.markdown(_what_it_does(shown, who, before))
    if other := redrafted.redrafted(shown):
        of = in_words(parts.lower(row.title) for row in other)
        st.markdown(
            f":orange[■] **Commentary on {plain(of)}:** {redrafted.SAYS[0].lower()}{redrafted.SAYS[1:]}"
        )
    reason = _reason(shown, before)
    is_seen, lost = looked == shown.key, unsaved.unsaved(shown)
    unsaved.told(shown, lost)
    with st.container(horizontal=True):
        is_asked = st.button(
            f"Issue the pack of {month_words(shown.pack.month)}",
            key="board-issue",
            disabled=not is_seen or bool(lost),
        )
        if not is_seen and st.button("I have looked through it", key="board-look-again"):
            _open(shown)
        if st.button("Leave it", key="board-leave"):
            _forget(shown)
            st.rerun()
    if not is_seen:  # the click may have been meant for what stood here before
        st.error(keeping.CHANGED)
    elif is_asked and not lost:  # a click brings what was typed last along
        _issue(shown, reason)


def _open(shown: Shown) -> None:
    st.session_state[_LOOKED] = shown.key
    st.rerun()


def _forget(shown: Shown) -> None:
    for key in (_LOOKED, _reason_key(shown)):
        st.session_state.pop(key, None)


def _reason_key(shown: Shown) -> str:
    return f"board reason {shown.pack.month:%Y-%m}"


def _reason(shown: Shown, before: list[Issued]) -> str:
    """Of a correction: what is put right; kept whatever comes in between."""
    if not before:
        return ""
    reason = st.text_input(
        f"What is put right since {before[-1].name} (needed, and shown with the pack)",
        key=_reason_key(shown),
        width=640,
        persist_state="page",
    )
    parts.too_long(reason, LONGEST)
    return reason


def _what_it_does(shown: Shown, who: Person, before: list[Issued]) -> str:
    pack = shown.pack
    written = sum(bool(row.commentary) for row in pack.rows)
    number = f"{pack.month:%Y-%m}/{before[-1].number + 1 if before else 1}"
    return (
        f"It becomes pack **{number}** of {month_words(pack.month)}, issued by {plain(who.name)}. Frozen in "
        f"it are every figure and verdict as on this page, {parts.count(written, 'commentary', 'commentaries')}, "
        "how each action stands, and the Area's settings. **It can never be altered or taken back**; a "
        "correction is a new issue with its reason. Everybody who may see figures can open it."
    )


def _issue(shown: Shown, reason: str) -> None:
    try:
        with st.spinner("Issuing …"):
            one = keeping.issue_pack(shown.pack, reason)
    except DashboardError as why:
        if shown_packs.draft(shown.pack.month).key != shown.key:
            st.rerun()  # the page shows what there is, and says that nothing was issued
        st.error(plain(why.on_screen))
        return
    _forget(shown)
    top_parts.show_next(one)
    st.session_state[SAID] = f"Issued as pack {one.name}. This page shows it now."
    st.rerun()

"""For those who keep the Board's papers: commentary on a measure, and issuing the pack."""

from datetime import date

import streamlit as st

from access.roles import Person
from extracts.errors import DashboardError
from packs.content import Issued, Row
from packs.issuing.issued import LONGEST as LONGEST_REASON
from packs.words.sheet_words import month_words
from pages import parts
from pages.board_page import keeping, matrix_parts, shown_packs, top_parts
from pages.board_page.shown_packs import Shown
from pages.parts import plain
from plan.commentary import LONGEST
from plan.merge import ChangedMeanwhile

_SAID, _LOOKED, _REASON = "board said", "board looked at", "board reason"


def papers(shown: Shown, who: Person) -> None:
    """Commentary and issuing, for those who may, of a month as it is known now."""
    if not who.may("keep papers"):
        return
    st.header("Keeping the papers", anchor=False)
    if said := st.session_state.pop(_SAID, None):
        st.success(plain(said))
    if shown.issued is not None:
        st.markdown(
            f"Pack {plain(shown.issued.name)} is issued and stays as it is. To correct it, choose "
            f"“{top_parts.NOW}” at the top, put right what is wrong, and issue that with the reason."
        )
        return
    _commentary(shown)
    _issuing(shown, who)


def _commentary(shown: Shown) -> None:
    st.subheader("Commentary", anchor=False)
    by_title = {row.title: row for row in shown.pack.rows}
    title = st.selectbox("Measure to comment on", list(by_title), key="board comment on", width=480)
    row, month = by_title[title], shown.pack.month
    st.markdown(f"**Drafted from the figures:** {plain(row.drafted)}")
    if row.commentary:
        st.caption(plain(matrix_parts.written(row)))
    text = st.text_area(
        "What the Board is told in its place",
        row.commentary,
        key=_key("text", month, row),
        max_chars=LONGEST,
        width=720,
        help="No case may be named in it. Blank: the drafted sentence stands.",
        persist_state="page",  # kept while another measure is looked at
    )
    # what the writer saw first: somebody else may write before the writer saves
    seen = st.session_state.setdefault(_key("seen", month, row), keeping.seen(month, row.key))
    with st.container(horizontal=True):
        if st.button("Save the commentary", key="board-save"):
            _save(month, row, text, seen)
        if row.commentary and st.button("Take the commentary back", key="board-take-back"):
            _save(month, row, "", seen)


def _save(month: date, row: Row, text: str, seen: int) -> None:
    if text.strip() == row.commentary:
        st.markdown("That is what stands already; nothing was saved.")
        return
    try:
        saved = keeping.comment(month, row.key, text, drafted=row.drafted, based_on=seen)
    except ChangedMeanwhile as why:
        # whoever saves again has read what the other wrote
        st.session_state[_key("seen", month, row)] = keeping.seen(month, row.key)
        st.error(plain(why.on_screen))
        return
    except DashboardError as why:
        st.error(plain(why.on_screen))
        return
    for kind in ("text", "seen"):
        st.session_state.pop(_key(kind, month, row), None)
    what = "kept" if saved.text else "taken back: the drafted sentence stands"
    st.session_state[_SAID] = f"The commentary on {parts.lower(row.title)} is {what}."
    st.rerun()


def _key(kind: str, month: date, row: Row) -> str:
    return f"board {kind} {month:%Y-%m} {row.key}"


def _issuing(shown: Shown, who: Person) -> None:
    st.subheader("Issuing", anchor=False)
    if st.session_state.get(_LOOKED) != shown.key:
        if st.button("Issue this pack …", key="board-look"):
            st.session_state[_LOOKED] = shown.key
            st.rerun()
        return
    month = month_words(shown.pack.month)
    before = [i for i in shown_packs.all_issued() if i.month == shown.pack.month]
    st.markdown(_what_it_does(shown, who, before))
    reason = ""
    if before:
        reason = st.text_input(
            f"What is put right since {before[-1].name} (needed, and shown with the pack)",
            key=_REASON,
            max_chars=LONGEST_REASON,
            width=640,
        )
    with st.container(horizontal=True):
        if st.button(f"Issue the pack of {month}", key="board-issue"):
            _issue(shown, reason)
        if st.button("Leave it", key="board-leave"):
            st.session_state.pop(_LOOKED)
            st.rerun()


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
        st.error(plain(why.on_screen))
        return
    st.session_state.pop(_LOOKED, None)
    top_parts.show_next(one)
    st.session_state[_SAID] = f"Issued as pack {one.name}. This page shows it now."
    st.rerun()

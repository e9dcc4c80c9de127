"""For those who keep the Board's papers: commentary on a measure; then the pack is issued."""

from datetime import date

import streamlit as st

from access.roles import Person
from extracts.errors import DashboardError
from packs.content import Row
from packs.words.sheet_words import written_by
from pages import parts
from pages.board_page import issuing_parts, keeping, redrafted, top_parts, unsaved
from pages.board_page.issuing_parts import SAID
from pages.board_page.shown_packs import Shown
from pages.parts import plain
from plan.commentary import LONGEST
from plan.merge import ChangedMeanwhile


def papers(shown: Shown, who: Person) -> None:
    """Commentary and issuing, for those who may, of a month as it is known now."""
    if not who.may("keep papers"):
        return
    with st.container(key="board-papers"):  # what is written there is not for paper
        _papers(shown, who)


def _papers(shown: Shown, who: Person) -> None:
    st.header("Keeping the papers", anchor=False)
    if said := st.session_state.pop(SAID, None):
        st.success(plain(said))
    if shown.issued is not None:
        st.markdown(
            f"Pack {plain(shown.issued.name)} is issued and stays as it is. To correct it, choose "
            f"“{top_parts.NOW}” at the top, put right what is wrong, and issue that with the reason."
        )
        return
    _commentary(shown)
    issuing_parts.issuing(shown, who)


def _commentary(shown: Shown) -> None:
    st.subheader("Commentary", anchor=False)
    by_title = {row.title: row for row in shown.pack.rows}
    title = st.selectbox("Measure to comment on", list(by_title), key="board comment on", width=480)
    row, month = by_title[title], shown.pack.month
    st.markdown(f"**Drafted from the figures:** {plain(row.drafted)}")
    if row.commentary:
        st.caption(plain(written_by(row)))
    if row in redrafted.redrafted(shown):
        st.markdown(f":orange[■] **{redrafted.SAYS}** Is it still right?")
    text = st.text_area(
        "What the Board is told in its place",
        row.commentary,
        key=unsaved.key("text", month, row),
        width=720,
        help="No case may be named in it. Blank: the drafted sentence stands.",
        persist_state="page",  # kept while another measure is looked at
    )
    parts.too_long(text, LONGEST)
    # what the writer saw first: somebody else may write before the writer saves
    seen = st.session_state.setdefault(
        unsaved.key("seen", month, row), keeping.seen(month, row.key)
    )
    st.session_state.setdefault(unsaved.key("was", month, row), row.commentary)
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
        st.session_state[unsaved.key("seen", month, row)] = keeping.seen(month, row.key)
        st.error(plain(why.on_screen))
        return
    except DashboardError as why:
        st.error(plain(why.on_screen))
        return
    unsaved.forget(month, row)
    what = "kept" if saved.text else "taken back: the drafted sentence stands"
    st.session_state[SAID] = f"The commentary on {parts.lower(row.title)} is {what}."
    st.rerun()

"""The top of the Board page: which month and which pack, whose data it is, and the minute."""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from packs.content import Issued
from packs.making.source import newest_day
from packs.words.sheet_words import month_words, standing_of
from pages import damage, parts, shared
from pages.board_page import file_parts, links, matrix_parts, shown_packs
from pages.board_page.links import MONTH, PACK
from pages.board_page.pack_source import PageSource
from pages.board_page.shown_packs import Shown
from pages.parts import plain

NOW = "As known now"
LONDON = ZoneInfo("Europe/London")
_NEXT = "pack to be shown next"


def top() -> Shown | None:
    """The pack that the reader chose, with its choice and the minute; None without a month.

    On a phone the minute stands before the choice, or nobody would see it without scrolling.
    """
    if why := shown_packs.why_unread():
        damage.refused(why)
    months = {month_words(m): m for m in shown_packs.months()}
    if not months:
        return None
    links.put_right(shown_packs.all_issued())
    strip, *places = (st.container(key="data-strip"), st.container(), st.container())
    minute, choice = places if shared.is_phone() else reversed(places)
    with choice, st.container(horizontal=True, vertical_alignment="bottom", key="board-choice"):
        month = _month(months)
        issued = [i for i in shown_packs.all_issued() if i.month == month]
        one = _pack(issued)
        shown = shown_packs.paper(one) if one else shown_packs.draft(month)
        file_parts.files(shown)
    with strip:
        _strip(shown)
        _corrections(one, issued)
    with minute:
        matrix_parts.minute(shown)
    with choice:
        _paper_of(one, issued)
    return shown


def show_next(one: Issued) -> None:
    """The page is to show a pack that was just issued, when it is drawn again."""
    st.session_state[_NEXT] = one.name


def _month(months: dict[str, date]) -> date:
    if MONTH not in st.session_state:
        shared.check_link("Month", MONTH, list(months))
    return months[
        st.selectbox(
            "Month",
            list(months),
            key=MONTH,
            bind="query-params",
            on_change=_other_month,
            width=165,
        )
    ]


def _other_month() -> None:
    shared.found(MONTH)
    shared.found(PACK)
    st.session_state[PACK] = NOW  # the packs of one month are not those of another


def _pack(issued: Sequence[Issued]) -> Issued | None:
    """The issued pack that is chosen; None for the month as it is known now."""
    options: dict[str, Issued | None] = {NOW: None} | {i.name: i for i in reversed(issued)}
    if (wanted := st.session_state.pop(_NEXT, None)) in options:
        st.session_state[PACK] = wanted
    if PACK not in st.session_state:
        shared.check_link("Pack", PACK, list(options))
    return options[shared.choice("Pack", list(options), PACK, width=165)]


def _paper_of(one: Issued | None, issued: Sequence[Issued]) -> None:
    """Beside a month as it is known now: that the Board was given a paper of it."""
    if one is None and issued:
        st.caption(
            f"The Board was given {issued[-1].name}, issued {_issued_on(issued[-1])}: choose it under "
            "Pack to see it as it was."
        )


def _corrections(one: Issued | None, issued: Sequence[Issued]) -> None:
    """Of an issued pack: by which later ones it was corrected, and why."""
    later = [i for i in reversed(issued) if one and i.number > one.number]
    for by in later:
        name, reason = escape(by.name), escape(by.reason.rstrip("."))
        st.html(
            f'<p class="notice"><span>■</span> <strong>Corrected by {name}</strong>, issued on '
            f'{_issued_on(by)}: {reason}. <a href="{escape(links.to(by))}">Open {name}</a></p>'
        )


def _issued_on(one: Issued) -> str:
    return _dated(datetime.fromisoformat(one.at).astimezone(LONDON))


def _dated(day: date) -> str:
    return f"{day:%a %-d %b %Y}"


def _strip(shown: Shown) -> None:
    """Whose paper it is, how far its data goes, and which pack it is."""
    pack = shown.pack
    words = (
        f"**{month_words(pack.month)}** · {plain(pack.area)}, Area Strategic Board · "
        f"{plain(pack.classification)} · data to {_dated(pack.data_to)} · "
        f"**{plain(standing_of(pack, shown.issued))}**"
    )
    if pack.sample:
        words += f"   :orange-badge[{plain(pack.sample)}]"
    st.markdown(words)
    for lost in shared.lost(MONTH, PACK):
        st.markdown(f":orange[■] {plain(lost)}")


def without_months() -> None:
    """Why there is no pack, and what to do."""
    if newest_day(PageSource()) is None:
        parts.how_to_load()
        return
    st.markdown("No month is over yet in the data, so there is nothing to tell the Board of.")

"""The top of the Board page: which month and which pack, and whose data it is."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from packs.content import Issued
from packs.making.source import newest_day
from packs.words.sheet_words import month_words, standing_of
from pages import damage, parts, shared
from pages.board_page import file_parts, shown_packs
from pages.board_page.pack_source import PageSource
from pages.board_page.shown_packs import Shown
from pages.parts import plain

NOW = "As known now (not issued)"
LONDON = ZoneInfo("Europe/London")
_PACK, _MONTH = "pack", "month"
_NEXT = "pack to be shown next"


def chosen() -> Shown | None:
    """The pack that the reader chose, with its choice and what is said of it; None without a month."""
    if why := shown_packs.why_unread():
        damage.refused(why)
    months = {month_words(m): m for m in shown_packs.months()}
    if not months:
        return None
    strip = st.container(key="data-strip")
    choice = st.container(horizontal=True, vertical_alignment="bottom", key="board-choice")
    with choice:
        month = _month(months)
        one = _pack([i for i in shown_packs.all_issued() if i.month == month])
    shown = shown_packs.paper(one) if one else shown_packs.draft(month)
    with strip:
        _strip(shown)
    with choice:
        file_parts.files(shown)
    if one is None:
        _paper_of(month)
    return shown


def show_next(one: Issued) -> None:
    """The page is to show a pack that was just issued, when it is drawn again."""
    st.session_state[_NEXT] = _name(one)


def _month(months: dict[str, date]) -> date:
    shared.check_link("Month", _MONTH, list(months))
    return months[
        st.selectbox(
            "Month",
            list(months),
            key=_MONTH,
            bind="query-params",
            on_change=_other_month,
            width=200,
        )
    ]


def _other_month() -> None:
    shared.found(_MONTH)
    shared.found(_PACK)
    st.session_state[_PACK] = NOW  # the packs of one month are not those of another


def _pack(issued: Sequence[Issued]) -> Issued | None:
    """The issued pack that is chosen; None for the month as it is known now."""
    options: dict[str, Issued | None] = {NOW: None} | {_name(i): i for i in reversed(issued)}
    if (wanted := st.session_state.pop(_NEXT, None)) in options:
        st.session_state[_PACK] = wanted
    if _PACK not in st.session_state:
        shared.check_link("Pack", _PACK, list(options))
    name = st.selectbox(
        "Pack",
        list(options),
        key=_PACK,
        bind="query-params",
        on_change=lambda: shared.found(_PACK),
        width=360,
    )
    return options[name]


def _paper_of(month: date) -> None:
    """Beside a month as it is known now: that the Board was given a paper of it."""
    issued = [i for i in shown_packs.all_issued() if i.month == month]
    if issued:
        st.caption(f"The Board was given {_name(issued[-1])}: choose it above to see it as it was.")


def _name(one: Issued) -> str:
    return f"{one.name}, issued {_dated(datetime.fromisoformat(one.at).astimezone(LONDON))}"


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
    for lost in shared.lost(_MONTH, _PACK):
        st.markdown(f":orange[■] {plain(lost)}")


def without_months() -> None:
    """Why there is no pack, and what to do."""
    if newest_day(PageSource()) is None:
        parts.how_to_load()
        return
    st.markdown("No month is over yet in the data, so there is nothing to tell the Board of.")

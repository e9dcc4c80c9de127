"""Links to the Board page: a month and a pack as people write them, put as the lists have them."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlencode

import streamlit as st

from packs.content import Issued
from packs.words.sheet_words import month_words

MONTH, PACK = "month", "pack"  # parameters of the address
_BACK = "board gone back"
_MONTH_NUMBER = re.compile(r"(\d{4}-\d{2})(?:/\d+)?")


def to(one: Issued) -> str:
    """The address of an issued pack within the page."""
    return "?" + urlencode({MONTH: f"{one.month:%Y-%m}", PACK: one.name}, safe="/")


def put_right(issued: Sequence[Issued]) -> None:
    """Before the lists are drawn: the month as 2026-10 is put in words, a pack finds its own.

    A month that is the newest is in no address, so the pack's name alone has to lead to it.
    """
    asked = {key: st.query_params[key] for key in (MONTH, PACK) if key in st.query_params}
    wanted = _wanted(asked, {i.name: i.month for i in issued})
    if MONTH in st.session_state:
        if not _month(asked.get(MONTH, "")) and "," not in asked.get(PACK, ""):
            st.session_state.pop(_BACK, None)
            return
        st.session_state.update(wanted)  # gone back to such a link
        if not st.session_state.get(_BACK):
            st.session_state[_BACK] = True
            st.rerun()
    elif wanted != asked:
        st.query_params.update(wanted)
        st.rerun()


def _wanted(asked: dict[str, str], issued: dict[str, date]) -> dict[str, str]:
    """What a link asks for, in the words of the lists; what is not known stays as it is."""
    wanted = dict(asked)
    if PACK in asked:
        name = asked[PACK].partition(",")[0].strip()  # links once had the day after the name
        if name in issued:
            return {MONTH: month_words(issued[name]), PACK: name}
    month = _month(asked.get(MONTH, "")) or (MONTH not in asked and _month(asked.get(PACK, "")))
    return wanted | ({MONTH: month} if month else {})


def _month(text: str) -> str:
    """2026-10, or the month of 2026-10/1, in words; "" of anything else."""
    found = _MONTH_NUMBER.fullmatch(text.strip())
    try:
        return month_words(datetime.strptime(found[1], "%Y-%m").date()) if found else ""
    except ValueError:  # no such month
        return ""

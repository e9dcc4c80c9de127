"""What is said where the store, or something else that the pages need, is not as it should be."""

import logging
from functools import cache

import streamlit as st

from extracts.errors import DashboardError
from pages import data, planned

_LOG = logging.getLogger("dashboard")


@cache  # a page says it anew with every click
def _log(words: str) -> None:
    _LOG.error("%s", words)


def refused(why: DashboardError) -> None:
    """Why there is no page. What names a folder goes to the server's log alone."""
    if why.on_screen != str(why):
        _log(str(why))
    st.error(why.on_screen)


def notices() -> None:
    """A notice for each extract of which an older version is shown, and where the plan cannot be read."""
    if why := planned.newest(data.store()).why:
        _log(str(why))
        st.warning(
            f"{why.on_screen} Until then, figures are shown without the plan's actions, and without the "
            "step changes that were set on a page: what is said of a change may differ."
        )
    for extract, good in data.damaged():
        _log(str(good.why))
        last = data.history(extract)[-1]
        st.warning(
            f"{extract.title}: what was published last cannot be read, as a file of the store is "
            f"damaged or gone. This page shows it as it was after no. {last.number}, of {last.at.day} {last.at:%B %Y}. "
            "Nothing more of it can be published until whoever looks after the store has put its folder "
            "back from the last backup."
        )

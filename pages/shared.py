"""What the reader chose, and how: the filters, the address, the theme. No words of one page."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from charts.theme import Theme
from extracts.errors import brief
from extracts.registry import CASEWORK_TYPES, EXTRACTS
from pages import data, known
from pages.filters import Filters

ALL_UNITS, ALL_TYPES, LATEST = "All units", "All casework types", "Latest"
_LOST = "lost"
_FILTERS = ("unit", "casework_type", "period", "as_at")  # parameters of the address
PERIODS = {"6 months": 6, "12 months": 12, "24 months": 24, "All months": 0}
_USUAL = 24  # months: two whole years, so that a season stands beside the one before


def newest_day() -> date | None:
    """The newest data day of any extract, as at the chosen day."""
    days = [data.data_day(e, chosen().as_at) for e in EXTRACTS.values()]
    return max((d for d in days if d), default=None)


def is_empty() -> bool:
    """Whether nothing is published, or nothing as at the chosen day."""
    return newest_day() is None


def style() -> None:
    """The style sheet of the pages."""
    st.html(Path(__file__).with_name("style.css"))
    if theme() == "dark":
        st.html(Path(__file__).with_name("print_dark.css"))


def filters() -> None:
    """The filters in the sidebar; what is chosen stands in the address, so that a link shows the same."""
    days = sorted({d for e in EXTRACTS.values() for d in data.extract_days(e)}, reverse=True)
    with st.sidebar:
        _choice("Unit", "unit", [ALL_UNITS, *known.units()])
        _choice("Casework type", "casework_type", [ALL_TYPES, *CASEWORK_TYPES])
        _choice("Months shown", "period", list(PERIODS), at=list(PERIODS.values()).index(_USUAL))
        _choice(
            "As at",
            "as_at",
            [LATEST, *(d.isoformat() for d in days)],
            says="The data as it was after the extracts of that day and before.",
        )


def _choice(label: str, key: str, options: list[str], at: int = 0, says: str | None = None) -> None:
    """A filter in the sidebar."""
    check_link(label, key, options, at)
    choice(label, options, key, index=at, help=says)


def choice(
    label: str,
    options: Sequence[str],
    key: str,
    where: st.delta_generator.DeltaGenerator | None = None,
    **look: Any,
) -> str:
    """A list to choose from that the address holds. look: what else st.selectbox takes."""
    on_change = partial(found, key)  # what a link asked for in vain is of no interest any more
    box = st.selectbox if where is None else where.selectbox
    chosen: str = box(label, options, key=key, bind="query-params", on_change=on_change, **look)
    return chosen


def check_link(label: str, key: str, options: Sequence[str], at: int = 0) -> None:
    """A link that asks for what is not among the options gets the usual one, and words (lost)."""
    asked = st.query_params.get(key)
    if asked and asked not in options:
        st.session_state.setdefault(_LOST, {})[key] = (
            f'The link asks for {label.lower()} "{brief(asked)}", which is not here; this shows '
            f'"{options[at]}".'
        )


def found(key: str) -> None:
    """The reader chose something else than what the link had asked for."""
    st.session_state.get(_LOST, {}).pop(key, None)


def lost(*own: str) -> list[str]:
    """What a link asked for that is not here, until the reader chooses something else.

    own: the parameters of the page itself, beside those of the filters.
    """
    said = st.session_state.get(_LOST, {})
    return [words for key, words in said.items() if key in (*_FILTERS, *own)]


def chosen() -> Filters:
    """The filters as they stand."""
    state = st.session_state
    unit, casework_type, as_at = (
        state.get("unit"),
        state.get("casework_type"),
        state.get("as_at", LATEST),
    )
    return Filters(
        unit=None if unit in (None, ALL_UNITS) else unit,
        casework_type=None if casework_type in (None, ALL_TYPES) else casework_type,
        months=PERIODS.get(state.get("period"), _USUAL),
        as_at=None if as_at in (None, LATEST) else date.fromisoformat(as_at),
    )


def theme() -> Theme:
    """The reader's theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def is_phone() -> bool:
    """Whether the browser says that it is a phone's; a chart then has fewer columns."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def link(**parameters: str) -> str:
    """An address within the page with the filters as they are, but for those given."""
    return "?" + urlencode({**st.query_params.to_dict(), **parameters})

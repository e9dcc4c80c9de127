"""Rejected rows that still wait for correction, by unit and extract: to count, to read, to send."""

from functools import partial

import pandas as pd
import streamlit as st

from extracts.errors import in_words
from extracts.export import to_csv
from extracts.extract import Extract
from extracts.registry import EXTRACTS
from extracts.waiting_file import UNREAD, of_unit, to_send
from pages import data, downloads, signed_in
from pages.history_page import history_words, list_parts, undoing
from pages.parts import count, lower, plain

ALL, NO_UNIT = "All units", "Unit not known"
_MOST_SHOWN = 200  # rows on the page; the files have all
_SHOWN = ["Unit", "What to do", "Extract", "File", "Row", "Waiting since"]


def waiting() -> None:
    """How many rows of each unit wait, and the rows of one of them or of all."""
    st.header("Rejected rows that wait for correction", anchor=False)
    found = {key: undoing.waiting_rows(e) for key, e in EXTRACTS.items()}
    n, n_unread = (sum(len(getattr(w, kind)) for w in found.values()) for kind in ("rows", UNREAD))
    if not n and not n_unread:
        was_any = any(p.n_rejected for e in EXTRACTS.values() for p in data.history(e))
        since = "every one that was rejected has come again and was accepted, or was undone."
        st.markdown(f"No row waits: {since}" if was_any else "No row was ever rejected.")
        return
    of_cases = f"**{count(n, 'row')}** of cases that no later file has brought since"
    of_none = f"**{count(n_unread, 'row')}** whose case cannot be read, so that nobody can say whether a later file brought it"
    words = in_words([*([of_cases] if n else []), *([of_none] if n_unread else [])])
    st.markdown(
        f"{words}. A row waits until its case is accepted from a later file, of the same day or after. Send each unit "
        "its rows: the file says what to correct in each."
    )
    table = undoing.waiting_by_unit()
    titles = {key: e.title for key, e in EXTRACTS.items()}
    shown = table.rename(
        columns={
            "unit": "Unit",
            "every": "Rows",
            "since": "Since",
            **titles,
            UNREAD: "Case not readable",
        }
    )
    shown["Unit"] = [plain(u or NO_UNIT) for u in table["unit"]]
    shown["Since"] = [history_words.day(d) for d in table["since"]]
    with st.container(key="keep-3-waiting"):
        st.table(shown.style.format(thousands=",").hide(axis="index"), border="horizontal")
    units = {ALL: None} | {u or NO_UNIT: u for u in table["unit"]}
    unit = st.selectbox("Rows of", list(units), key="rows_of", width=list_parts.WIDTH)
    _rows("waiting", "", {k: of_unit(w.rows, units[unit]) for k, w in found.items()}, unit)
    _rows(
        UNREAD,
        " whose case cannot be read",
        {k: of_unit(w.unread, units[unit]) for k, w in found.items()},
        unit,
    )


def _rows(kind: str, which: str, found: dict[str, pd.DataFrame], unit: str) -> None:
    """Rows to read, and a file of each extract, whose columns differ. which: which rows they are."""
    rows = {EXTRACTS[key]: rows for key, rows in found.items() if len(rows)}
    if not rows:
        return
    first = [to_send(extract, some.head(_MOST_SHOWN))[_SHOWN] for extract, some in rows.items()]
    shown = pd.concat(first, ignore_index=True).head(_MOST_SHOWN)
    n = sum(map(len, rows.values()))
    more = f" Shown are the first {_MOST_SHOWN:,}; the files have all." if n > _MOST_SHOWN else ""
    of = plain(lower(unit) if unit in (ALL, NO_UNIT) else unit)
    st.markdown(f"**{count(n, 'row')}{which}**, {of}.{more}")
    shown["Waiting since"] = shown["Waiting since"].astype("datetime64[s]")
    st.dataframe(
        shown,
        hide_index=True,
        height=min(420, 38 + 35 * len(shown)),
        column_config={
            "Waiting since": st.column_config.DateColumn(format="DD/MM/YYYY"),
            "What to do": st.column_config.TextColumn(width="large"),
        },
        alt=f"Rejected rows that wait{which}: {unit}",
    )
    who = signed_in.require("publish")
    with st.container(horizontal=True):
        for extract, some in rows.items():
            many = f"{count(len(some), 'row')} of {lower(extract.title)}"
            downloads.of_cases(
                f"Download {many} {'without a case' if which else 'as CSV'}",
                partial(_file, extract, some),
                f"{kind}_{extract.key}.csv",
                who,
                detail=f"{many} that wait for correction{which}, {unit}",
                key=f"{kind}-{extract.key}",
            )


def _file(extract: Extract, rows: pd.DataFrame) -> bytes:
    return to_csv(to_send(extract, rows))

"""The audit log on screen: what is chosen of it, its table and its file."""

from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from access.audit import audit_log, chosen
from access.claims import NOT_VERIFIED
from access.roles import Person
from extracts.errors import StoreError
from extracts.export import to_csv
from packs.issuing.audited import pack_lines
from pages import data, downloads, signed_in
from pages.parts import count, plain
from plan.audited import plan_lines

ALL = "All"
HERE = ZoneInfo("Europe/London")
WIDE, WIDEST, A_LETTER = 220, 480, 7  # pixels
MOST_SHOWN = 2_000  # rows on the page; the file has all
TITLES = {"at": "When", "who": "Who", "role": "Role", "what": "What", "detail": "Of what"}


def log(who: Person) -> None:
    """The log, the newest first, by what was done, by whom and on which day."""
    whole = audit_log(data.store(), _decided())
    whole["at"] = whole["at"].dt.tz_convert(HERE)
    st.markdown(
        "Every publication, undo, change of the improvement plan, step change, commentary, issued pack, download of "
        "cases, sign-in and refusal, the newest first. Nothing in it can be changed here. The same refusal of the same person is kept once in ten minutes."
    )
    if signed_in.has_provider():
        st.caption(
            "Names are what the sign-in service says. Where it has not verified an address, the log says so. "
            "What tells people apart for certain is the account that stands with each sign-in."
        )
    if whole.empty:
        st.markdown("Nothing yet.")
        return
    days = whole["at"].dt.strftime("%d/%m/%Y")
    left, middle, right = st.columns(3)
    what = left.selectbox("What", [ALL, *sorted(whole["what"].unique())], key="audit_what")
    whom = middle.selectbox("Who", [ALL, *sorted(whole["who"].unique())], key="audit_who")
    day = right.selectbox("Day", [ALL, *days.unique()], key="audit_day")
    shown = chosen(
        whole,
        what=None if what == ALL else what,
        who=None if whom == ALL else whom,
        day=None if day == ALL else day,
    ).rename(columns=TITLES)
    st.markdown(f"**{count(len(shown), 'entry', 'entries')}**")
    st.dataframe(
        shown.head(MOST_SHOWN),
        hide_index=True,
        column_config={
            "When": st.column_config.DatetimeColumn(
                format="DD/MM/YYYY HH:mm:ss", timezone="Europe/London"
            ),
            "Who": st.column_config.TextColumn(width=_wide(shown["Who"])),
            "Role": st.column_config.TextColumn(width=110),
            "What": st.column_config.TextColumn(width=170),
            "Of what": st.column_config.TextColumn(width=480),
        },
        alt="The audit log",
    )
    downloads.of_cases(
        "Download as CSV",
        lambda: to_csv(shown.assign(When=shown["When"].dt.strftime("%Y-%m-%d %H:%M:%S %z"))),
        "audit.csv",
        who,
        detail=f"What: {what}; who: {whom}; day: {day}. {len(shown):,} rows.",
        key="audit_csv",
        what="export of the audit log",
    )


def _decided() -> list[dict[str, str]]:
    """What was decided in the plan, and the packs that were issued; words where they cannot be read."""
    found = []
    for lines in (plan_lines, pack_lines):
        try:
            found += lines(data.store())
        except StoreError as why:
            st.warning(f"{plain(why.on_screen)} Until then, its entries are not among these.")
    return found


def _wide(names: pd.Series) -> int:
    """How wide the names stand, in pixels: one that is marked must not lose its mark to the edge."""
    longest = max((len(name) for name in names if name.endswith(NOT_VERIFIED)), default=0)
    return min(max(WIDE, A_LETTER * longest), WIDEST)

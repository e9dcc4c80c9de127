"""Where Today's numbers come from: a row a unit, and the cases behind a number."""

import pandas as pd
import streamlit as st

from extracts.export import to_csv
from extracts.extract import Extract
from extracts.registry import EXTRACTS
from metrics.caselist import LISTS
from pages import counted, data, known, shared
from pages.filters import Filters
from pages.groups import GROUPS, MEASURES
from pages.parts import count, plain, share

# Whose cases can be listed: letters to victims with enhanced rights before the others.
LISTED = (
    "charging_28_day",
    "charging_5_day",
    "disclosure_initial",
    "disclosure_continuing",
    "letters_enhanced",
    "letters_other",
)
MOST_SHOWN = 2_000  # rows on the page: some 150 kB to the browser; the file has all


def units(chosen: Filters) -> None:
    """A row a unit, the one with the most overdue first: what is overdue, and what falls due."""
    st.header("Where it is overdue, the most first", anchor=False)
    table = counted.overdue_table(MEASURES, chosen)
    if table.empty:
        st.markdown("Nothing is overdue, due or recently due.")
        return
    shown = pd.DataFrame({"Unit": [_unit_link(u) for u in table["unit"]]})
    for group in GROUPS:
        has_data = known.fresh(EXTRACTS[group.extract], chosen.as_at).newest is not None
        shown[group.title] = [
            _overdue(*line) if has_data else "no data"
            for line in zip(table[group.title], table[f"{group.title} oldest"], strict=True)
        ]
    shown["Due today"], shown["Next five working days"] = table["due_today"], table["due_soon"]
    shown["On time, last 28 days"] = [
        share(a, b) for a, b in zip(table["fell_due_on_time"], table["fell_due"], strict=True)
    ]
    st.caption(
        "How many are overdue (past their due day and not finished, as at each extract's own day), and in "
        "brackets how long the oldest is past its due day. What falls due, counted from each extract's own day, and on "
        "time are of all these columns together. A unit's name opens its page."
    )
    with st.container(key="keep-4-units"):
        st.table(shown.style.format(thousands=",").hide(axis="index"), border="horizontal")


def _overdue(n: int, oldest: int) -> str:
    return f"{n:,} ({count(oldest, 'day')})" if n else "0"


def _unit_link(unit: str) -> str:
    return f"[{plain(data.area().short_names.get(unit, unit))}](unit{shared.link(unit=unit)})"


def cases(chosen: Filters) -> None:
    """The cases behind a number, the longest overdue first, to read or to download."""
    st.header("Cases", anchor=False)
    measures = {k: data.all_measures()[k] for k in LISTED}
    left, right = st.columns(2)
    key = left.selectbox(
        "Measure",
        list(measures),
        format_func=lambda k: measures[k].title,
        key="cases",
        bind="query-params",
    )
    which = right.selectbox(
        "Which", list(LISTS), format_func=lambda k: LISTS[k].title, key="list", bind="query-params"
    )
    found = counted.case_list(measures[key], chosen, which)
    if found is None:
        st.markdown("No data yet.")
        return
    table, day = found
    many = count(len(table), measures[key].one, measures[key].counting_unit)
    more = (
        f" Shown are the first {MOST_SHOWN:,}; the file has all." if len(table) > MOST_SHOWN else ""
    )
    st.markdown(f"**{many}**, as at {day:%a %d %b %Y}.{more}")
    if table.empty:
        return
    shown = _columns(table, EXTRACTS[measures[key].extract], is_due=LISTS[which].is_due)
    st.dataframe(
        shown.head(MOST_SHOWN),
        hide_index=True,
        height=min(420, 38 + 35 * len(shown)),
        column_config={
            name: st.column_config.DateColumn(format="DD/MM/YYYY")
            for name in shown.columns
            if pd.api.types.is_datetime64_any_dtype(shown[name])
        },
        alt=f"{LISTS[which].title}: {measures[key].title}",
    )
    st.download_button(
        f"Download {count(len(table), 'row')} as CSV",
        lambda: to_csv(shown),
        f"{key}_{which}_{day:%Y-%m-%d}.csv",
        "text/csv",
        on_click="ignore",
    )


def _columns(table: pd.DataFrame, extract: Extract, *, is_due: bool) -> pd.DataFrame:
    """The columns that a manager reads first, under the headings of the extract.

    is_due: the list is of what is not past its due day.
    """
    titles = {f.name: f.title for f in extract.fields}
    titles |= {"due_on": "Due", "days_past_due": "Days past due", "days_open": "Days since start"}
    past = table["days_past_due"]
    if is_due:
        titles["days_past_due"] = "Days until due"
        table = table.assign(days_past_due=-past)
    else:
        table = table.assign(days_past_due=past.where(past > 0))
    first = [
        *extract.keys,
        "unit",
        "casework_type",
        extract.opens,
        "due_on",
        "days_past_due",
        "days_open",
    ]
    rest = [n for n in table.columns if n not in first and table[n].notna().any()]
    shown = table[[*first, *rest]].rename(columns=titles)
    for name in shown.columns:
        if str(shown[name].dtype).startswith("date32"):
            shown[name] = shown[name].astype("datetime64[s]")
    return shown

"""The cases behind a number, on screen and as a file, for those who may see them."""

import pandas as pd
import streamlit as st

from access.roles import Person, why_not
from extracts.errors import in_words
from extracts.export import to_csv
from extracts.extract import Extract
from extracts.registry import EXTRACTS
from metrics.caselist import LISTS
from pages import cases, data, downloads, signed_in
from pages.filters import Filters
from pages.parts import count, plain

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


def listed(chosen: Filters) -> None:
    """The cases behind a number, the longest overdue first, to read or to download.

    For those who may see cases, and only of their units; for others, why not.
    """
    st.header("Cases", anchor=False)
    who = signed_in.person()
    if not who.may("see cases"):
        st.markdown(why_not(who, "see cases"))
        return
    if who.units:
        st.markdown(_of_whose_units(who, chosen))
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
    found = cases.case_list(measures[key], chosen, which, who)
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
    downloads.of_cases(
        f"Download {count(len(table), 'row')} as CSV",
        lambda: to_csv(shown),
        f"{key}_{which}_{day:%Y-%m-%d}.csv",
        who,
        detail=(
            f"{many} as at {day:%d/%m/%Y}: {measures[key].title}, {LISTS[which].title}, "
            f"{chosen.unit or 'all units'}, {chosen.casework_type or 'all casework types'}"
        ),
        key="cases_csv",
    )


def _of_whose_units(who: Person, chosen: Filters) -> str:
    """Whose cases a manager of some units sees."""
    mine = in_words(plain(unit) for unit in who.units)
    if chosen.unit and not who.may_see_cases_of(chosen.unit):
        return (
            f"You see the cases of {mine}; those of {plain(chosen.unit)} are for its own managers."
        )
    return f"You see the cases of {mine}; figures are of all units."


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

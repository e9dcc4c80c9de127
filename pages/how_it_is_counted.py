"""How it is counted: every measure's definition and source, every column, and templates."""

import pandas as pd
import streamlit as st

from extracts.export import to_csv
from extracts.extract import Extract
from extracts.registry import EXTRACTS
from metrics.changes import NEW_BY_CHANCE
from metrics.filling import FILLING
from metrics.measure import ISSUES, Measure
from metrics.presets import BASELINE_LEAST, PRESETS, RANGES, Preset, rules_in_words
from metrics.sources import SOURCES
from pages import data, parts, signed_in
from pages.parts import plain

signed_in.require("see figures")
parts.header("How it is counted")
small = data.area().small_number


def rules() -> None:
    """What holds for every measure."""
    st.markdown(
        "- **On time, of those that fell due**, is the headline: of the cases whose due day lies in the period, the "
        "share finished on or before it. Cases still open count as late, so clearing a backlog does not make a month "
        "look worse, and leaving old cases open does not make it look better.\n"
        "- **On time, of those finished**, stands beside it: the convention of published national figures.\n"
        "- **A day is judged when it is over.** A case due on the data's own day is neither on time nor late; it is "
        "due today. It is overdue from the next day.\n"
        "- **Day 0 is the day the clock starts.** Working days are Monday to Friday without the bank holidays of "
        "England and Wales; a clock that starts on another day counts the next working day as day 1 (our assumption).\n"
        f"- A share of fewer than **{small} cases** is a small number: its point is hollow, and downloads mark it "
        "(our assumption).\n"
        "- **Median and 90th percentile** are exact; the median of an even number is the mean of the middle two.\n"
        "- A case that moves to another unit counts wholly with the unit that holds it now."
    )


def judging() -> None:
    """How a change is told from chance, and what the marks mean."""
    preset = PRESETS[data.area().rules]
    least, baseline = preset.least_points, preset.baseline
    first = f" of its first {baseline} months, or of those there are" if baseline else ""
    st.markdown(
        f"Every line of whole months is judged by the rules of {plain(preset.title)}. A change is said to be there "
        "when one of these is found, since chance alone seldom makes it:"
    )
    st.markdown("\n".join(f"- {plain(rule)}" for rule in rules_in_words(preset)))
    st.markdown(
        f"- **The average and the usual range** are those{first}; after a step change that somebody set with a reason, "
        f"of the months since.{_exceptions(preset)}\n"
        f"- **At least {least} months** are needed. A small number, and a month that somebody left out with a reason, are "
        f"drawn and never judged; nor are the data’s first {FILLING} months of measures that lack what began before it (×).\n"
        f"- **On an XmR chart:** {plain(RANGES['XmR'])}\n"
        f"- **On a P′ chart**, used for shares where one month has three times the cases of another: {plain(RANGES['P′'])}\n"
        "- **◆ better than before, ■ worse than before, ▲ changed** (where neither way is better), **● no change beyond chance**, "
        "**○ not judged**. Hollow marks are small numbers.\n"
        "- **Will, may or may not, will not reach the target as things are**: the whole usual range is on the good side "
        "of it, the range has the target in it, or it is wholly on the wrong side. Once a line has stayed on one side of "
        "its average for long enough, it is asked of the range since then, which of fewer than "
        f"{BASELINE_LEAST} months says only that it may or may not. So it does where one of the last {preset.shift - 1} "
        "months that are judged was otherwise, or the newest is a change the other way.\n"
        f"- Of every hundred lines of nothing but chance, about {100 * NEW_BY_CHANCE:.0f} show a new change in a month. Where "
        "many lines are watched, a few are to be expected."
    )


def _exceptions(preset: Preset) -> str:
    """Which months the average leaves out by itself."""
    if not preset.exceptions:
        return ""
    return (
        " A month outside that range is no part of it, where no more than one in "
        f"{preset.exceptions} are: two bad Januaries would make every other month look better (our addition)."
    )


def measure(m: Measure) -> None:
    """One measure's card."""
    with st.expander(m.title):
        parts.definition(m)


def sources() -> None:
    """The published texts behind the marks, such as [S10]."""
    named = {mark for m in data.all_measures().values() for mark in m.sources()}
    st.markdown(
        "\n".join(
            f"- {plain(f'[{s.mark}]')} [{plain(s.title)}]({s.address})"
            for s in SOURCES.values()
            if s.mark in named
        )
    )


def extract(e: Extract) -> None:
    """One extract's columns, with its template."""
    with st.expander(f"{e.title}: one row is {e.one_row_is}"):
        table = pd.DataFrame(
            {
                "Heading": [plain(f.title) for f in e.fields],
                "What it holds": [plain(f.says) for f in e.fields],
                "A cell is": [plain(f.expects()) for f in e.fields],
                "May be": [_may_be(f.blank, f.absent) for f in e.fields],
                "Other headings": [plain(", ".join(f.aliases)) for f in e.fields],
            }
        )
        with st.container(key=f"keep-3-{e.key}"):
            st.table(table.style.hide(axis="index"), border="horizontal")
        keys = ", ".join(e[k].title for k in e.keys)
        st.markdown(
            f"{plain(keys)} tell one row from another. A column that is not listed is never kept."
        )
        st.download_button(
            f"Template for {e.title.lower()}",
            to_csv(pd.DataFrame(columns=[f.title for f in e.fields])),
            f"{e.key}.csv",
            "text/csv",
            on_click="ignore",
        )


def _may_be(blank: bool, absent: bool) -> str:
    return "left out" if absent else "blank" if blank else "–"


st.header("What holds for every measure", anchor=False)
rules()
st.header("How a change is told from chance", anchor=False)
judging()
for number, title in ISSUES.items():
    st.header(f"Issue {number}: {title}", anchor=False)
    for m in data.all_measures().values():
        if m.issue == number:
            measure(m)
st.header("Sources", anchor=False)
sources()
st.header("What the extracts hold", anchor=False)
for e in EXTRACTS.values():
    extract(e)

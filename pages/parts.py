"""Pieces that several pages draw: the heading, the label of sample data, what to do when there is no data."""

import re
from collections.abc import Iterable

import streamlit as st

from extracts.extract import Extract
from extracts.freshness import Freshness
from metrics.measure import Measure
from metrics.series import percent
from pages import data, known, shared

WORD_JOINER = "\u2060"
# Where an address begins, or the name before its @ ends: nothing after it is then taken for a link.
_ADDRESS = re.compile(r"https?(?=://)|www(?=\.)|(?<=[\w.+-])(?=@)", re.IGNORECASE)


def plain(text: object) -> str:
    r"""Text from data, so that Markdown shows it as it is written.

    What Markdown takes for an address, of a page or of a person, is parted by a mark that nobody
    sees (a word joiner): text from data is never a link.

    >>> plain("a [link](x) *and* more")
    'a \\[link\\](x) \\*and\\* more'
    """
    line = re.sub(
        r"\s*[\r\n\v\f\u2028\u2029]\s*", " ", str(text)
    )  # a new line might begin anything
    unlinked = _ADDRESS.sub(f"\\g<0>{WORD_JOINER}", line)
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~$:&])", r"\\\1", unlinked)
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)  # or it begins a list, or is a line


def count(n: int, one: str, many: str = "") -> str:
    """A count and its noun: "1 case", "1,204 cases".

    >>> count(1, "case"), count(0, "case"), count(1204, "duty", "duties")
    ('1 case', '0 cases', '1,204 duties')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def lower(title: str) -> str:
    """A title within a sentence.

    >>> lower("Charging decisions in 28 days")
    'charging decisions in 28 days'
    """
    return title[:1].lower() + title[1:]


def too_long(text: str, most: int) -> bool:
    """Whether a text has more characters than are kept, with words below its box.

    A bound of the box itself would drop a text that is pasted, whole and without a word.
    """
    n = len(text.strip())
    if n > most:
        st.markdown(f":orange[■] It has {n:,} characters; the most is {most:,}: shorten it.")
    return n > most


def share(part: int, whole: int) -> str:
    """A share with its denominator, or a dash where there is none.

    >>> share(203, 274), share(0, 0)
    ('74% (203 of 274)', '– (0 of 0)')
    """
    return f"{percent(part / whole)} ({part:,} of {whole:,})" if whole else "– (0 of 0)"


def behind(fresh: Freshness) -> str:
    """How late an extract is."""
    return f"**{count(fresh.behind, 'working day')} behind**"


def header(title: str, extracts: Iterable[Extract] = (), *own: str) -> None:
    """The page's title, and whose data it is, to which day, and that a sample is one.

    extracts: those of the page, of which it says the ones that are behind. own: the parameters of the
    page in the address.
    """
    newest = shared.newest_day()
    st.title(plain(title), anchor=False)
    chosen = shared.chosen()
    words = f"{plain(data.area().name)} · "
    words += "".join(f"**{plain(w)}** · " for w in (chosen.unit, chosen.casework_type) if w)
    if newest is None:
        words += "no data"
    elif chosen.as_at:
        words += f"data **as it was on {newest:%a %d %b %Y}**"
    else:
        words += f"data to {newest:%a %d %b %Y}"
    for extract in extracts:
        fresh = known.fresh(extract, chosen.as_at)
        if fresh.newest and (fresh.is_late or fresh.newest != newest):
            words += f"; {extract.title.lower()} to {fresh.newest:%a %d %b}"
            if fresh.is_late:
                words += f", {behind(fresh)}"
    if known.is_sample():
        words += "   :orange-badge[Sample data: every case is made up]"
    elif known.has_sample():
        words += "   :orange-badge[Some cases are made up: there is sample data among them]"
    with st.container(key="data-strip"):
        st.markdown(words)
        for lost in shared.lost(*own):
            st.markdown(f":orange[■] {plain(lost)}")


def how_to_load() -> None:
    """What an empty store's reader is to do."""
    st.header("There is no data yet", anchor=False)
    st.markdown(
        "Nothing has been published to this dashboard's store. An analyst drops extracts on the page **Upload**, which "
        "says what is wrong with each and what it would change before anything is published."
    )
    st.markdown(
        "**How it is counted** lists every column of every extract, and has an empty file with the right headings of each."
    )
    st.markdown(
        "From the command line, in the folder of the dashboard:\n\n"
        "1. To look around with made-up cases, load the sample: `python -m extracts load sample_data`\n"
        "2. To load real extracts, name the files or their folder: `python -m extracts load FOLDER`\n"
        "3. To see first what is wrong with a file, and what it would change: `python -m extracts check FILE`"
    )


def definition(measure: Measure) -> None:
    """What a measure counts, by which standard, and what to mind."""
    st.markdown(plain(measure.says))
    source = measure.standard_source or "none is published"
    st.markdown(f"**Standard:** {plain(measure.standard)}  \n**Source:** {plain(source)}")
    st.markdown(f"**Why it matters:** {plain(measure.why_it_matters)}")
    if measure.caveats:
        st.markdown(f"**Mind:** {plain(measure.caveats)}")

"""Step 3 of Upload: who publishes what, the progress, and what came of it."""

from collections.abc import Sequence

import streamlit as st

from access.roles import Person
from extracts.errors import in_words
from extracts.publications import LONGEST_NOTE, Publication
from extracts.registry import EXTRACTS
from pages.parts import count, plain, too_long
from pages.upload_page.checked import Checked
from pages.upload_page.one_click import in_turn
from pages.upload_page.published_words import what_came
from pages.upload_page.upload_state import Dropped, Uploads, repeats

_LOOK = 0.1  # seconds between two looks at work under way


def publish(uploads: Uploads, checked: Sequence[tuple[Dropped, Checked]], person: Person) -> None:
    """The button, once there is something that may be published."""
    twice = repeats(checked)
    ready = sorted(
        ((f, c) for f, c in checked if not c.same and not c.refusal and f.id not in twice),
        key=lambda pair: pair[1].extract_day,
    )
    if not ready:
        return
    st.header("3 Publish", anchor=False)
    left = [
        plain(f.name)
        for f in uploads.files.values()
        if f.id not in {f.id for f, _ in ready} and f.id not in twice
    ]
    if left:
        others = "the other" if len(ready) == 1 else "the others"
        st.markdown(f"Not to be published: {in_words(left)}. That does not hold back {others}.")
    for words in in_turn([(plain(f.name), c) for f, c in ready]):
        st.markdown(words)
    st.markdown(f"Who publishes: **{plain(person.name)}**.")
    note = st.text_input("Note for the history (if there is something to say)", key="note")
    is_too_long = too_long(note, LONGEST_NOTE)
    withdraw = {f.id: c.n_withdrawn for f, c in ready if f.choices.full}
    confirmed = [_confirmed(f, withdraw[f.id]) for f, _ in ready if withdraw.get(f.id)]
    confirmed += [_all_the_same(f) for f, c in ready if c.is_grave]
    what = (
        f"Publish {count(len(ready), 'file')}" if len(ready) > 1 else f"Publish {ready[0][0].name}"
    )
    if st.button(plain(what), disabled=is_too_long or not all(confirmed), key="publish"):
        uploads.publish(ready, note.strip(), withdraw)
        st.rerun()


def _confirmed(file: Dropped, n: int) -> bool:
    """Whether the number of rows to withdraw was written down."""
    written = st.text_input(
        f"{plain(file.name)} withdraws {count(n, 'open case')} that it does not hold. Write that number to confirm",
        key=f"withdraw-{file.id}-{n}",
    )
    is_right = written.strip().replace(",", "") == str(n)
    if written.strip() and not is_right:
        st.markdown(f":orange[■] That is not the number: it withdraws {n:,}.")
    return is_right


def _all_the_same(file: Dropped) -> bool:
    """Whether somebody says that a file of grave doubts is right."""
    return st.checkbox(
        f"{plain(file.name)} is right as it is, whatever step 2 doubts: publish it all the same",
        key=f"grave-{file.id}",
    )


def on_its_way(uploads: Uploads) -> None:
    """Wait for what is being published, and say how far it is."""
    if not uploads.sent or uploads.sent.told:
        return
    st.header("3 Publish", anchor=False)
    bar = st.progress(0.0)
    while not uploads.sent.job.is_done(_LOOK):
        share, words = uploads.sent.job.how_far()
        bar.progress(share, f"{plain(words)} …")
    uploads.sent.told = uploads.sent.job.result()
    uploads.empty()
    st.rerun()


def outcomes(uploads: Uploads) -> None:
    """What came of each file, and what to do next."""
    sent = uploads.sent
    if not sent or not sent.told:
        return
    with st.container(key="outcomes"):
        st.header("What happened", anchor=False)
        before: dict[str, list[tuple[str, Publication]]] = {}  # extract -> of this click
        for name, checked, outcome in zip(sent.names, sent.checked, sent.told, strict=True):
            of_it = before.setdefault(checked.extract, [])
            st.markdown(what_came(name, checked, outcome, of_it))
            if outcome.publication and not outcome.was_already:
                of_it.append((plain(name), outcome.publication))
        if any(o.publication and not o.was_already for o in sent.told):
            st.markdown("Every page shows it from now on.")
            with st.container(horizontal=True):
                st.page_link("today.py", label="See Today")
                of = {o.publication.extract for o in sent.told if o.publication}
                only = {"extract": EXTRACTS[of.pop()].title} if len(of) == 1 else None
                st.page_link("history.py", label="Undo in History", query_params=only)

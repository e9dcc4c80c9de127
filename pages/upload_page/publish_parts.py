"""Step 3 of Upload: who publishes what, the progress, and what came of it."""

from collections.abc import Sequence

import streamlit as st

from access.roles import Person
from extracts.errors import in_words
from extracts.publications import LONGEST_NOTE
from extracts.registry import EXTRACTS
from pages.parts import count, plain, too_long
from pages.upload_page.checked import Checked, Outcome
from pages.upload_page.published_words import published_as, what_it_did
from pages.upload_page.upload_state import Dropped, Uploads

_LOOK = 0.1  # seconds between two looks at work under way


def publish(uploads: Uploads, checked: Sequence[tuple[Dropped, Checked]], person: Person) -> None:
    """The button, once there is something that may be published."""
    ready = sorted(
        ((f, c) for f, c in checked if not c.same and not c.refusal),
        key=lambda pair: pair[1].extract_day,
    )
    if not ready:
        return
    st.header("3 Publish", anchor=False)
    left = [plain(f.name) for f in uploads.files.values() if f.id not in {f.id for f, _ in ready}]
    if left:
        others = "the other" if len(ready) == 1 else "the others"
        st.markdown(f"Not to be published: {in_words(left)}. That does not hold back {others}.")
    if len({c.extract for _, c in ready}) < len(ready):
        st.markdown(
            "Several files are of one extract. Each was checked against what is published now; they are published in the "
            "order of their days, so what the later ones change may be less than step 2 says."
        )
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
        for name, checked, outcome in zip(sent.names, sent.checked, sent.told, strict=True):
            st.markdown(_said(name, checked, outcome))
        if any(o.publication and not o.was_already for o in sent.told):
            st.markdown("Every page shows it from now on.")
            with st.container(horizontal=True):
                st.page_link("today.py", label="See Today")
                of = {o.publication.extract for o in sent.told if o.publication}
                only = {"extract": EXTRACTS[of.pop()].title} if len(of) == 1 else None
                st.page_link("history.py", label="Undo in History", query_params=only)


def _said(name: str, checked: Checked, outcome: Outcome) -> str:
    p = outcome.publication
    if not p:
        return (
            f":orange[■] **{plain(name)}** was not published. {plain(outcome.why)} Nothing of it was written; drop it "
            "again to check it against what is published now."
        )
    if outcome.was_already:
        return f":blue[■] **{plain(name)}** was already there: {published_as(p)}. Nothing was added to it."
    words = f":blue[✓] **{plain(name)}** was published as **{plain(EXTRACTS[p.extract].title)} no. {p.number}**: "
    words += f"{what_it_did(p)}."
    if (p.n_new, p.n_changed, p.n_unchanged, p.n_withdrawn) != (
        checked.n_new,
        checked.n_changed,
        checked.n_unchanged,
        checked.n_withdrawn,
    ):
        words += (
            f" That is not what step 2 said ({checked.n_new:,} new, {checked.n_changed:,} changed, "
            f"{checked.n_unchanged:,} unchanged): something else was published since you checked it."
        )
    if p.n_rejected:
        words += " The rejected rows wait for correction in **History**."
    return words

"""A publication in words, and what came of a file that was to be one."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from extracts.publications import Publication
from extracts.registry import EXTRACTS
from pages.parts import plain
from pages.upload_page.checked import Checked, Outcome
from pages.upload_page.one_click import cause

_LONDON = ZoneInfo("Europe/London")


def published_as(p: Publication) -> str:
    """Which one it is, by whom and when; Markdown."""
    at = p.at.astimezone(_LONDON)
    return (
        f"**{plain(EXTRACTS[p.extract].title)} no. {p.number}**, by {plain(p.who)} on "
        f"{at:%a %d %b %Y} at {at:%H:%M}"
    )


def what_it_did(p: Publication) -> str:
    """What a publication changed, in counts."""
    gone = f", {p.n_withdrawn:,} withdrawn" if p.n_withdrawn else ""
    left = f", {p.n_rejected:,} rejected" if p.n_rejected else ""
    return f"{p.n_new:,} new, {p.n_changed:,} changed, {p.n_unchanged:,} unchanged{gone}{left}"


def what_came(
    name: str, checked: Checked, outcome: Outcome, before: Sequence[tuple[str, Publication]]
) -> str:
    """What came of publishing a file, against what step 2 said of it; Markdown.

    before: the files of its extract that were published before it with the same click, by name.
    """
    p = outcome.publication
    if not p:
        why = plain(outcome.why)
        if outcome.number:
            why += f", as {cause(checked.number, outcome.number, before)}."
        return (
            f":orange[■] **{plain(name)}** was not published. {why} Nothing of it was written; drop it again to check "
            "it against what is published now."
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
            f"{checked.n_unchanged:,} unchanged), as {cause(checked.number, p.number, before)}."
        )
    return words + _waiting(p.n_rejected, outcome.n_waiting)


def _waiting(n_rejected: int, n_waiting: int | None) -> str:
    """How many of the rejected rows wait; one does not whose case a later file has brought."""
    if not n_rejected:
        return ""
    if n_waiting is None:
        return " Rejected rows whose case no later file brought wait for correction in **History**."
    if not n_waiting:
        return " No rejected row waits for correction: later files have brought their cases."
    if n_waiting == n_rejected:
        of = "The rejected row" if n_rejected == 1 else f"The {n_rejected:,} rejected rows"
    else:
        of = f"{n_waiting:,} of the {n_rejected:,} rejected rows"
    return f" {of} {'waits' if n_waiting == 1 else 'wait'} for correction in **History**."

"""Files that are published with one click, one after the other: what that means for each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extracts.errors import in_words
from extracts.overtaken import Said
from extracts.publications import Publication
from extracts.registry import EXTRACTS
from pages.upload_page.checked import Checked, Outcome


def as_said(checked: Checked | None, before: Sequence[Outcome]) -> Said | None:
    """What a file may do, where another of its extract was published before it with the same click."""
    if checked is None or checked.extract not in {p.extract for p in _written(before)}:
        return None
    return Said(number=checked.number, n_changed=checked.n_changed, n_withdrawn=checked.n_withdrawn)


def with_waiting(
    outcomes: Sequence[Outcome], n_waiting: Callable[[str], Mapping[int, int] | None]
) -> list[Outcome]:
    """The outcomes with how many rejected rows of each wait, once all of them are published.

    n_waiting: extract -> publication -> how many; None where nobody knows.
    """
    wanted = {p.extract for p in _written(outcomes) if p.n_rejected}
    found = {extract: n_waiting(extract) for extract in sorted(wanted)}

    def of(outcome: Outcome) -> Outcome:
        p = outcome.publication
        known = found.get(p.extract) if p else None
        return (
            outcome
            if p is None or known is None
            else replace(outcome, n_waiting=known.get(p.number, 0))
        )

    return [of(o) for o in outcomes]


def cause(since: int, until: int, mine: Sequence[tuple[str, Publication]]) -> str:
    """Why a file did, or would do, something else than was said of it.

    since: the number that its publication would have had when it was checked; until: that it has,
    or would have. mine: the files of its extract that went before it, with the same click.
    """
    names = [name for name, p in mine if since <= p.number < until]
    found = []
    if names:
        be = "was" if len(names) == 1 else "were"
        found.append(f"{in_words(names)} of the same click {be} published before it")
    if until - since > len(names) or not names:
        found.append("something else was published since you checked it")
    return in_words(found)


def in_turn(ready: Sequence[tuple[str, Checked]]) -> list[str]:
    """What is to be known of files of one extract, in the order in which they are published."""
    if len({c.extract for _, c in ready}) == len(ready):
        return []
    found = [
        "Several files are of one extract. Each was checked against what is published now, and they are published one "
        "after the other, in the order of their days: where two bring the same case, the later one counts. One that "
        "would change back what another brought, or withdraw more than step 2 says, is not published."
    ]
    of = sorted(ready, key=lambda pair: (pair[1].extract, pair[1].extract_day))
    for (extract, day), files in groupby(of, lambda pair: (pair[1].extract, pair[1].extract_day)):
        names = [name for name, _ in files]
        if len(names) > 1:
            found.append(
                f"Of {EXTRACTS[extract].title}, {in_words(names)} are of the same day, {day:%a %d %b %Y}: they are "
                f"published in this order, {names[0]} first."
            )
    return found


def _written(outcomes: Sequence[Outcome]) -> list[Publication]:
    return [o.publication for o in outcomes if o.publication and not o.was_already]

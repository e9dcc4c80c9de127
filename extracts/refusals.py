"""Whether what is asked may be done: reasons in words, and what it then concerns."""

from extracts.errors import PublicationRefused, count, in_words
from extracts.extract import Extract
from extracts.publications import Publication, live, newest_extract_day
from extracts.read import Reading
from extracts.rows import n_without_key


class Unconfirmed(PublicationRefused):
    """A full extract would withdraw rows, and their number was not confirmed."""

    def __init__(self, n: int) -> None:
        known = (
            f"As a full extract, it would withdraw {count(n, 'open row')} that it does not hold. "
            "Confirm that number, or "
        )
        super().__init__(
            f"{known}publish it as changes, which withdraws nothing.",
            f"{known}say that it holds some cases, which withdraws nothing.",
        )
        self.n = n


class NotAsSaid(PublicationRefused):
    """A file would now do more than it was checked to do, as something was published since.

    number: that the publication would have. would: the words of a page, without a full stop.
    """

    def __init__(
        self, number: int, *, n_overtaken: int, changed: tuple[int, int], withdrawn: tuple[int, int]
    ) -> None:
        """changed, withdrawn: how many rows now, and as was said. n_overtaken: see overtaken.py."""
        super().__init__(f"{_more('its check', n_overtaken, changed, withdrawn)}.")
        self.number = number
        self.would = _more("step 2", n_overtaken, changed, withdrawn)


def _more(who: str, n_overtaken: int, changed: tuple[int, int], withdrawn: tuple[int, int]) -> str:
    found = []
    if n_overtaken and changed[0] > changed[1]:
        found.append(f"change {count(changed[0], 'row')}, where {who} said {changed[1]:,}")
    elif n_overtaken:
        found.append(f"change {count(n_overtaken, 'row')} that {who} did not say it changes")
    if withdrawn[0] > withdrawn[1]:
        found.append(f"withdraw {count(withdrawn[0], 'row')}, where {who} said {withdrawn[1]:,}")
    return f"It would now {in_words(found)}"


class NotConfirmed(PublicationRefused):
    """A purge would remove cases for good, and their number was not confirmed."""

    def __init__(self, n: int) -> None:
        super().__init__(
            f"It would remove {n:,} cases and rejected rows for good, which is not the number that "
            "was confirmed. Nothing is removed."
        )
        self.n = n


class WasFollowed(PublicationRefused):
    """Later publications built on the one to undo."""


class ChangedMeanwhile(PublicationRefused):
    """Somebody published or undid something since the effect of an undo was looked at."""


def same_file(
    reading: Reading, history: list[Publication], *, full: bool = False
) -> Publication | None:
    """The publication that holds and that this very file made, for the same day and mode.

    A file of another day may well have the same bytes: nothing happened, or it was taken back.
    """
    this = (reading.sha256, reading.extract_day, "full" if full else "changes")
    same = [p for p in live(history) if (p.sha256, p.extract_day, p.mode) == this]
    return same[-1] if same else None


def check_may_publish(reading: Reading, holding: list[Publication], *, full: bool = False) -> None:
    """Raise PublicationRefused where a reading may not be published, whatever it would change."""
    if reading.n_rows and not reading.n_accepted:
        raise PublicationRefused(
            f"It has {count(reading.n_rows, 'row')}, of which none can be accepted. Correct what "
            "the findings say, or check that it is the right file."
        )
    newest = newest_extract_day(holding)
    if full and newest and reading.extract_day < newest:
        known = (
            f"It is of {reading.extract_day:%d/%m/%Y}, older than the newest extract "
            f"({newest:%d/%m/%Y}), so it cannot say which cases are gone."
        )
        raise PublicationRefused(
            f"{known} Publish it as changes.", f"{known} Say above that it holds some cases."
        )
    if full and (unknown := n_without_key(reading)):
        known = (
            f"It has {count(unknown, 'row')} whose case cannot be read, so it cannot say which "
            "cases are gone. Correct them, or "
        )
        raise PublicationRefused(
            f"{known}publish it as changes.", f"{known}say above that it holds some cases."
        )


def to_undo(
    extract: Extract, holding: list[Publication], number: int | None, and_later: bool
) -> list[Publication]:
    """The publications to take back, the oldest first; PublicationRefused where there is none."""
    if not holding:
        raise PublicationRefused(f"{extract.title} has no publication to undo.")
    number = number or holding[-1].number
    first, *later = [p for p in holding if p.number >= number] or [holding[0]]
    if first.number != number:
        raise PublicationRefused(
            f"{extract.title} has no publication no. {number} to undo; the last that hold are "
            f"{in_words(f'no. {p.number}' for p in holding[-10:])}."
        )
    if first.is_final:
        raise PublicationRefused(
            f"{extract.title} no. {number} was published before a purge, which removed cases for "
            "good. What came before a purge cannot be taken back; publish a file that corrects it."
        )
    if later and not and_later:
        raise WasFollowed(
            f"{extract.title} no. {number} was followed by "
            f"{in_words(f'no. {p.number}' for p in later)}, which built on it. Undo those first, "
            "or take them back with it, and publish their files again."
        )
    return [first, *later]


def check_confirmed(
    extract: Extract,
    wanted: list[Publication],
    history: list[Publication],
    confirmed: tuple[int, ...],
) -> None:
    """Raise ChangedMeanwhile where an undo would take back others than were confirmed.

    wanted: those that would go; history: everything, for the words of what came in between.
    """
    numbers = tuple(p.number for p in wanted)
    if numbers == confirmed:
        return
    newer = [f"{_named(p)} by {p.who}" for p in history if p.number > max(confirmed)]
    what = in_words(newer or ["something else"])
    raise ChangedMeanwhile(
        f"{extract.title} has changed since you looked: {what}. Nothing was taken back. Look again "
        "at what the undo would do now, and confirm that."
    )


def _named(p: Publication) -> str:
    what = "a purge" if p.is_purge else f"undid no. {p.undoes[0]}" if p.is_undo else p.file
    return f"no. {p.number} ({what})"

"""One file of the inbox: read, judged by the Area's rules, and published or refused."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from extracts.area import Area
from extracts.effects.preview import Preview, preview
from extracts.errors import (
    DashboardError,
    HeadingsElsewhere,
    PublicationRefused,
    StoreError,
    UnknownHeadings,
    UnreadableFile,
)
from extracts.extract import Extract
from extracts.inbox.attempts import MOST
from extracts.inbox.rules import Reason, of_refusal, reasons
from extracts.intake import publish
from extracts.keeping.faults import Conflict
from extracts.keeping.turns import unhindered
from extracts.publications import Publication
from extracts.read import Reading, read
from extracts.refusals import Unconfirmed
from extracts.saved_layouts import find_layout
from extracts.store import Store

WHO = "inbox"


class Waits(DashboardError):
    """A file is left in the folder for a reason, and tried again later."""


class ClockBehind(Waits):
    """The computer's clock is behind the store's, so that no day can be judged by it."""


class NotMoved(Waits):
    """A file was taken, and cannot be moved."""


class StoreAway(DashboardError):
    """The store cannot be read or written just now. extract: whose table it is, or "itself"."""

    def __init__(self, why: StoreError, extract: str = "itself") -> None:
        super().__init__(str(why))
        self.extract = extract


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of a file.

    reading, seen: None where it could not be read so far. publication: what it made, now or (if
    was_already) before; None where it was refused, for `reasons`.
    """

    name: str
    sha256: str
    at: datetime
    reading: Reading | None = None
    seen: Preview | None = None
    publication: Publication | None = None
    was_already: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it is published."""
        return self.publication is None

    @property
    def has_findings(self) -> bool:
        """Whether it was published now, with findings."""
        is_new = self.publication is not None and not self.was_already
        return is_new and self.reading is not None and len(self.reading.findings) > 0


def take(
    store: Store,
    data: bytes,
    *,
    name: str,
    area: Area,
    now: datetime,
    today: date,
    extracts: Mapping[str, Extract],
) -> Taken:
    """Publish a file as the Area's rules let the inbox, or say why not.

    Raises Waits where it is to be left, StoreAway where the store cannot be read or written.
    """
    taken = Taken(name=name, sha256=hashlib.sha256(data).hexdigest(), at=now)
    try:
        reading = read_file(store, data, name=name, today=today, extracts=extracts, area=area)
    except StoreError as why:
        raise StoreAway(why) from why
    except DashboardError as why:
        is_elsewhere = isinstance(why, HeadingsElsewhere) and why.fits  # no layout would mend it
        is_unknown = isinstance(why, UnknownHeadings) and not is_elsewhere
        if is_unknown and area.inbox.unknown_headings == "wait":
            raise Waits(f"{name}: kept, as it waits for a layout. {why}") from why
        return replace(taken, reasons=(of_refusal(why),))
    try:
        return _published(store, replace(taken, reading=reading), reading, area, today)
    except StoreError as why:
        raise StoreAway(why, reading.extract.key) from why


def _published(store: Store, taken: Taken, reading: Reading, area: Area, today: date) -> Taken:
    rules, now = area.inbox, taken.at
    full = reading.extract.key in rules.full_extracts

    def once() -> Taken:
        _check_clock(store, reading, now, today)
        seen = preview(store, reading, area=area, today=today, full=full)
        looked = replace(taken, seen=seen)
        if seen.same:
            return replace(looked, publication=seen.same, was_already=True)
        if against := reasons(seen, rules, full=full):
            return replace(looked, reasons=tuple(against))
        try:
            made = publish(
                store, reading, who=WHO, now=now, full=full, withdraw=seen.change.n_withdrawn
            )
        except Unconfirmed as why:  # since it was looked at: it would withdraw another number
            raise Conflict from why
        except PublicationRefused as why:
            return replace(looked, reasons=(of_refusal(why),))
        return replace(looked, publication=made.publication, was_already=made.was_already)

    return unhindered(once, f"publishing {reading.extract.title}", what_now="")


def read_file(
    store: Store,
    data: bytes,
    *,
    name: str,
    today: date,
    extracts: Mapping[str, Extract],
    area: Area | None = None,
) -> Reading:
    """A file as the inbox reads it, with the layouts that the store has; raises as `read`."""
    return read(
        data,
        name=name,
        today=today,
        area=area,
        saved_layout=lambda fingerprint: find_layout(store, fingerprint, extracts),
        extracts=extracts,
    )


def too_large(name: str, size: int, most: int, now: datetime) -> Taken:
    """What comes of a file that is too large to be read at all."""
    why = UnreadableFile(
        f"The file has {size / 2**20:,.0f} MB; the most is {most // 2**20:,} MB. Split it by "
        "period, and put the parts into the folder."
    )
    return Taken(name=name, sha256="", at=now, reasons=(of_refusal(why),))


def gave_up(name: str, data: bytes, now: datetime) -> Taken:
    """What comes of a file at which the program ended again and again."""
    why = UnreadableFile(
        f"The program ended {MOST} times while it took this file: stopped from outside, for want "
        "of memory, or by a fault of its own. Look at the log of that time; load the file on the "
        "Upload page, or split it by period."
    )
    return Taken(
        name=name, sha256=hashlib.sha256(data).hexdigest(), at=now, reasons=(of_refusal(why),)
    )


def _check_clock(store: Store, reading: Reading, now: datetime, today: date) -> None:
    """Raise ClockBehind for a file of a later day than today, where today is doubtful itself."""
    if reading.extract_day <= today:
        return
    last = max((p.at for p in store.history(reading.extract)), default=now)
    if last > now:
        raise ClockBehind(
            f"{reading.name}: kept. It is of {reading.extract_day:%d/%m/%Y}, after today by this "
            f"computer's clock; but the clock says {now:%d/%m/%Y %H:%M} UTC, before the last "
            f"publication ({last:%d/%m/%Y %H:%M} UTC), so it was set back. Set it right."
        )

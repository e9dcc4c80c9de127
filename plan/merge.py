"""Two people's changes of one item put together, field by field; and where they cannot be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from extracts.dates import day_month_year
from extracts.errors import DashboardError, brief, in_words

Fields = Mapping[str, str]
_LONDON = ZoneInfo("Europe/London")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # no workbook holds them
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.A)


@dataclass(frozen=True, kw_only=True)
class Named:
    """How people know an item, and its fields: name -> title."""

    item: str
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A field that two people changed to different things. was: before both."""

    field: str
    was: str
    mine: str
    theirs: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a field was and is; blank where it has nothing."""

    field: str
    before: str
    after: str


class ChangedMeanwhile(DashboardError):
    """Somebody else changed the same field since; nothing was saved.

    clashes: of each field, what both wrote. who, at: of the change of the first of them.
    """

    def __init__(
        self,
        named: Named,
        clashes: Sequence[Clash],
        since: Sequence[tuple[str, datetime, Fields]],
        base: Fields,
    ) -> None:
        """since: who saved it since, when and as what, the oldest first; base: as it was before."""
        self.clashes = tuple(clashes)
        self.who, self.at = last_of(self.clashes[0].field, since, base)
        told = []
        for clash in self.clashes:
            by = last_of(clash.field, since, base)
            title = named.titles.get(clash.field, clash.field)
            told.append(clash_words(clash, title, by, "you wrote"))
        super().__init__(
            f"{named.item} was changed while you were editing it, so nothing of yours is saved "
            f"yet. {' '.join(told)} Choose which should stand, and save again."
        )


def tidy(fields: Fields) -> dict[str, str]:
    """The texts without space around them, their lines ended alike, and without control codes."""
    return {name: _tidied(text) for name, text in fields.items()}


def _tidied(text: str) -> str:
    return _CONTROLS.sub("", "\n".join(text.splitlines())).strip()


def clashes(base: Fields, newest: Fields, mine: Fields) -> list[Clash]:
    """The fields that both sides changed, to different things."""
    found = []
    for name, text in mine.items():
        was, theirs = base.get(name, ""), newest.get(name, "")
        if text != was and theirs not in (was, text):
            found.append(Clash(field=name, was=was, mine=text, theirs=theirs))
    return found


def merged(base: Fields, newest: Fields, mine: Fields) -> dict[str, str]:
    """The newest with what one side changed, where there are no clashes. Blank fields are left."""
    changed = {name: text for name, text in mine.items() if text != base.get(name, "")}
    return {name: text for name, text in {**newest, **changed}.items() if text}


def differences(before: Fields, after: Fields) -> list[Difference]:
    """The fields that are not the same, in the order of their names."""
    return [
        Difference(field=name, before=before.get(name, ""), after=after.get(name, ""))
        for name in sorted({*before, *after})
        if before.get(name, "") != after.get(name, "")
    ]


def shown(text: str) -> str:
    """A field as a sentence quotes it.

    >>> shown("2026-11-20"), shown(""), shown("yes")
    ('20/11/2026', 'blank', '"yes"')
    """
    if _DAY.fullmatch(text):
        return day_month_year(date.fromisoformat(text))
    return f'"{brief(text)}"' if text else "blank"


def when(at: datetime) -> str:
    """A moment in the Area's own time.

    >>> from datetime import UTC
    >>> when(datetime(2026, 7, 1, 8, 5, tzinfo=UTC))
    'at 09:05 on 1 July 2026'
    """
    there = at.astimezone(_LONDON)
    return f"at {there:%H:%M} on {there.day} {there:%B %Y}"


def clash_words(clash: Clash, title: str, by: tuple[str, datetime], wrote: str) -> str:
    """A clash in a sentence. by: who changed it and when; wrote: how the one who reads it did."""
    who, at = by
    return (
        f"{title}: {wrote} {shown(clash.mine)}, and {who} changed it from {shown(clash.was)} to "
        f"{shown(clash.theirs)} {when(at)}."
    )


def last_of(
    name: str, since: Sequence[tuple[str, datetime, Fields]], base: Fields
) -> tuple[str, datetime]:
    """Who changed a field last, and when."""
    before, found = base.get(name, ""), since[-1][:2]
    for who, at, fields in since:
        if fields.get(name, "") != before:
            before, found = fields.get(name, ""), (who, at)
    return found


def told(differing: Sequence[Difference], titles: Mapping[str, str]) -> str:
    """The differences as one line of words."""
    return in_words(
        f"{titles.get(d.field, d.field)} from {shown(d.before)} to {shown(d.after)}"
        for d in differing
    )

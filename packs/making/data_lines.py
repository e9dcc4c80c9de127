"""How good the data behind a pack is: what came of the month, what was wrong, what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.errors import count, in_words
from extracts.expected import ExpectedDay, days_of_month, expected_days
from extracts.extract import Extract
from extracts.freshness import freshness
from extracts.publications import Publication, live
from extracts.registry import EXTRACTS
from metrics.measure import Measure
from metrics.ratios import UNKNOWN_ENTITLEMENT, unknown_entitlement
from metrics.series import nearly
from packs.content import DataLine
from packs.making.source import Source

_NAMED = 3  # days that are named; of more, how many


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """Letters of a month whose entitlement is not recorded, of all that were owed in it."""

    unknown: int
    owed: int


def data_lines(
    source: Source, area: Area, month: date, unknown: str, *, today: date
) -> tuple[DataLine, ...]:
    """A line an extract. unknown: unknown_words() of the month. today: by which it is late."""
    return tuple(
        _line(
            source, area, e, month, unknown if e.key == UNKNOWN_ENTITLEMENT.extract else "", today
        )
        for e in EXTRACTS.values()
    )


def unknown_in(source: Source, letters: Measure, month: date) -> Unknown | None:
    """Letters of the decisions of a month; None without data. letters: of all known entitlement."""
    unknown, known = _unknown_letters(source), source.monthly(letters)
    if unknown is None or known is None:
        return None
    n_unknown = _of_month(unknown, "owed", month)
    return Unknown(unknown=n_unknown, owed=n_unknown + _of_month(known, "started", month))


def _unknown_letters(source: Source) -> pd.DataFrame | None:
    """metrics.ratios.unknown_entitlement by month; None without data."""
    extract = EXTRACTS[UNKNOWN_ENTITLEMENT.extract]
    day = source.data_day(extract)
    if day is None:
        return None

    def make() -> pd.DataFrame:
        rows = source.rows(extract, UNKNOWN_ENTITLEMENT.columns())
        return unknown_entitlement(rows, period="month", as_of=day)

    return source.once("unknown letters", make)


def unknown_words(found: Unknown | None) -> str:
    """How many letters have no entitlement; "" where all have one."""
    if found is None or not found.unknown:
        return ""
    return (
        f"entitlement not recorded: {found.unknown:,} of {count(found.owed, 'letter')} owed "
        f"({nearly(found.unknown / found.owed)}), counted in neither standard"
    )


def late_words(source: Source, area: Area, extract: Extract, *, today: date) -> str:
    """That a daily extract is behind, or that any never came; "" where it is not late."""
    is_daily = extract.key in area.daily_extracts
    days = [p.extract_day for p in live(source.history(extract)) if p.extract_day]
    found = freshness(days, today=today, allowed=area.extract_lag_working_days, is_daily=is_daily)
    if found.newest is None:
        return f"{extract.title.lower()}: no extract was ever published"
    if not found.is_late:
        return ""
    return (
        f"{extract.title.lower()} {_is(extract)} {count(found.behind, 'working day')} behind, to "
        f"{found.newest:%a %d %b %Y}"
    )


def waiting_rows(n: int) -> str:
    """How many rejected rows still wait.

    >>> waiting_rows(1), waiting_rows(1204)
    ('1 rejected row waits', '1,204 rejected rows wait')
    """
    return f"{count(n, 'rejected row')} {'waits' if n == 1 else 'wait'}"


def _is(extract: Extract) -> str:
    return "are" if extract.title.endswith("s") else "is"


def _line(
    source: Source, area: Area, extract: Extract, month: date, unknown: str, today: date
) -> DataLine:
    history = source.history(extract)
    days = expected_days(
        history,
        days_of_month(month),
        today=today,
        allowed=area.extract_lag_working_days,
        is_daily=extract.key in area.daily_extracts,
    )
    files = _files(live(history), month)
    due = [d for d in days if d.state]
    received = [d for d in due if d.state in ("received", "late")]
    is_expected = extract.key in area.daily_extracts and bool(due)
    newest = source.data_day(extract)
    waiting = source.waiting(extract)
    as_at = f"as at {newest:%a %d %b %Y}, " if newest else ""
    said = [
        late_words(source, area, extract, today=today) or _to(newest),
        _came(due, received, month) if is_expected else _brought(files, month),
        _fared(files),
        _changed_later(live(history), files),
        f"{as_at}{waiting_rows(waiting)}" if waiting else "",
        unknown,
    ]
    words = "; ".join(s for s in said if s)
    return DataLine(
        extract=extract.key,
        title=extract.title,
        newest=newest,
        received=len(received),
        expected=len(due) if is_expected else None,
        n_rows=sum(p.n_rows for p in files),
        n_findings=sum(p.n_findings for p in files),
        n_rejected=sum(p.n_rejected for p in files),
        waiting=waiting,
        says=f"{words[0].upper()}{words[1:]}.",
    )


def _files(held: Sequence[Publication], month: date) -> list[Publication]:
    """The files that brought a month: of its days, or else those of the first day after it."""
    days = sorted({p.extract_day for p in held if p.extract_day and p.extract_day >= month})
    of_month = [d for d in days if (d.year, d.month) == (month.year, month.month)] or days[:1]
    return [p for p in held if p.extract_day in of_month]


def _to(newest: date | None) -> str:
    return f"to {newest:%a %d %b %Y}" if newest else "no extract yet"


def _came(due: Sequence[ExpectedDay], received: Sequence[ExpectedDay], month: date) -> str:
    lacks = [d.day for d in due if d.state == "missing"]
    late = [d for d in due if d.state == "late"]
    words = f"{len(received):,} of {len(due):,} daily extracts of {month:%B %Y}"
    if late:
        words += f", {len(late):,} of them late"
    if lacks:
        named = in_words(f"{d:%a %d %b}" for d in lacks)
        words += f", missing {named if len(lacks) <= _NAMED else f'{len(lacks):,}'}"
    return words


def _brought(files: Sequence[Publication], month: date) -> str:
    """Which files brought a month that has no daily extract of its own."""
    if not files:
        return ""
    first = min(p.extract_day for p in files if p.extract_day)
    if (first.year, first.month) == (month.year, month.month):
        return f"{count(len(files), 'extract')} of {month:%B %Y}"
    return f"{month:%B %Y} came with the extract to {first:%a %d %b %Y}"


def _fared(files: Sequence[Publication]) -> str:
    """What was wrong with the files, of how many rows."""
    n_rows = sum(p.n_rows for p in files)
    if not n_rows:
        return ""
    findings = count(sum(p.n_findings for p in files), "finding")
    rejected = sum(p.n_rejected for p in files)
    return f"{findings} and {rejected:,} rejected of {count(n_rows, 'row')}"


def _changed_later(held: Sequence[Publication], files: Sequence[Publication]) -> str:
    """How many rows the extracts of later days changed; their records do not say of which month."""
    last = max((p.extract_day for p in files if p.extract_day), default=None)
    changed = sum(p.n_changed for p in held if last and p.extract_day and p.extract_day > last)
    if not changed:
        return ""
    return f"later extracts changed {count(changed, 'row')}, of this month or others"


def _of_month(frame: pd.DataFrame, column: str, month: date) -> int:
    return int(frame.loc[frame["period"] == pd.Timestamp(month), column].sum())

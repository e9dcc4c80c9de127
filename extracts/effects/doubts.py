"""What makes a file doubtful though every row of it may be right: warnings before publishing.

The thresholds are our assumptions; docs/decisions.md has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extracts.area import Area
from extracts.dates import day_month_year
from extracts.days import day_of, number
from extracts.effects.compare import Change
from extracts.effects.doubt_rules import Rule
from extracts.effects.file_units import unit_missing, unknown_unit
from extracts.effects.known_cases import columns_missing, emptied, start_days
from extracts.effects.row_counts import blanks, sample_rows
from extracts.effects.usual import Usual, usual
from extracts.errors import count, in_words
from extracts.publications import Publication, live, newest_extract_day
from extracts.read import Reading
from extracts.working_days import calendar

# Every figure would be wrong, were they true, or what is known would be lost.
GRAVE: tuple[Rule, ...] = ("later", "start_days", "column_missing", "emptied")
SMALLER = 0.5  # of its usual rows, or less
BLANKER = 0.1  # more of its rows blank than in any of the last files, and ...
FEWEST_BLANK = 5  # ... so many rows more: one of eight is no jump
_MOST_DAYS = 5  # that are named


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One warning: which rule raised it, and a plain sentence with its figures.

    is_grave: whether somebody is asked about it before the file is published by hand. That is so of
    the rules of GRAVE, and of those by which the Area has the inbox refuse a file.
    """

    rule: Rule
    message: str
    is_grave: bool


def doubts(
    reading: Reading,
    history: Sequence[Publication],
    *,
    area: Area,
    today: date,
    full: bool = False,
    change: Change | None = None,
) -> tuple[Doubt, ...]:
    """The warnings about a file, given what was published of its extract, the oldest first.

    area: the settings that the file was read with. full: the mode it is to be published in. change:
    what it would change, where that is known. What is usual is told by the last files of that mode
    (usual.py); without three of them nothing is.
    """
    holding, before = live([*history]), usual(history, full=full)
    found: list[tuple[Rule, str]] = [
        ("rejected", _rejected(reading, area)),
        ("later", _later(reading, today)),
        ("older", _older(reading, holding)),
        ("day_missing", _day_missing(reading, holding, area, today)),
        ("smaller", _smaller(reading, before)),
        ("unit_missing", unit_missing(reading, before)),
        ("unknown_unit", unknown_unit(reading, area, change)),
        ("sample", _sample(reading, holding)),
        ("start_days", start_days(reading, change)),
    ]
    found += [("blanks", message) for message in _blanks(reading, before)]
    found += [("column_missing", message) for message in columns_missing(reading, change)]
    found += [("emptied", message) for message in emptied(reading, change)]
    return tuple(
        Doubt(rule=rule, message=message, is_grave=rule in GRAVE or area.inbox.refuses(rule))
        for rule, message in found
        if message
    )


def _rejected(reading: Reading, area: Area) -> str:
    share = reading.n_rejected / reading.n_rows if reading.n_rows else 0.0
    most = area.inbox.most_rejected_share
    if share <= most:
        return ""
    return (
        f"{count(reading.n_rejected, 'row')} of {reading.n_rows:,} ({share:.1%}) cannot be "
        f"accepted; the Area lets {most:.1%} be left out without a question."
    )


def _later(reading: Reading, today: date) -> str:
    if reading.extract_day <= today:
        return ""
    return (
        f"Its own day, {day_month_year(reading.extract_day)}, is after today, "
        f"{day_month_year(today)}."
    )


def _older(reading: Reading, holding: list[Publication]) -> str:
    newest = newest_extract_day(holding)
    if newest is None or reading.extract_day >= newest:
        return ""
    return (
        f"It is of {day_month_year(reading.extract_day)}, older than the newest extract "
        f"({day_month_year(newest)}): it counts as at its own day, and what later extracts said "
        "stays."
    )


def _day_missing(reading: Reading, holding: list[Publication], area: Area, today: date) -> str:
    newest, key = newest_extract_day(holding), reading.extract.key
    if newest is None or key not in area.daily_extracts:
        return ""
    # Working days are known for some years only; an own day after today is told of as such.
    until = min(reading.extract_day, today)
    workdays = calendar().workdays
    between = workdays[(workdays > number(newest)) & (workdays < number(until))]
    if not len(between):
        return ""
    days = [f"{day_of(d):%a %d/%m/%Y}" for d in between]
    be = "is no extract" if len(days) == 1 else "are no extracts"
    return (
        f"There {be} for {count(len(days), 'working day')} between the newest "
        f"({day_month_year(newest)}) and this one: {in_words(days, _MOST_DAYS)}."
    )


def _smaller(reading: Reading, before: Usual) -> str:
    rows = before.rows()
    if not rows or reading.n_rows > rows * SMALLER:
        return ""
    return (
        f"It has {count(reading.n_rows, 'row')}; usually it has about {rows:,.0f} (the middle of "
        f"the last {len(before.files)} files)."
    )


def _sample(reading: Reading, holding: list[Publication]) -> str:
    sample = sample_rows(reading.rows, reading.extract)
    real = reading.n_accepted - sample
    held_sample = sum(p.sample_rows for p in holding)
    held_real = sum(p.n_accepted for p in holding) - held_sample
    if sample and real:
        return (
            f"It mixes {count(sample, 'row')} of sample data with {count(real, 'row')} of others."
        )
    if sample and held_real:
        return f"It is sample data ({count(sample, 'row')}), and what is published holds real data."
    if real and held_sample:
        return f"It is real data ({count(real, 'row')}), and what is published holds sample data."
    return ""


def _blanks(reading: Reading, before: Usual) -> Iterator[str]:
    for name, n in blanks(reading.rows, reading.extract).items():
        most = before.most_blank(name)
        if most is None or n - most * reading.n_accepted < FEWEST_BLANK:
            continue
        share = n / reading.n_accepted
        if share - most >= BLANKER:
            yield (
                f"{reading.extract[name].title} is blank in {share:.0%} of the rows; in the last "
                f"{len(before.files)} files it was in {most:.0%} at most."
            )

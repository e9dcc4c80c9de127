"""Words that every file of the pack has alike: figures, days, feet of sheets, charts described."""

from collections.abc import Iterable
from datetime import date, datetime

from charts.icons import assurance_words, variation_words
from charts.labels import written
from extracts.errors import in_words
from extracts.expected import LONDON
from metrics.measure import ShownAs
from packs.content import Issued, Line, Pack, Point, Row

NONE = "–"
_ON_A_CARD = 140  # letters of a commentary that the first sheet bears
_NAMED = 3  # names in a title; the others are counted
_MEANS = {"concern": "worse", "improvement": "better", "change": "changed"}


def month_words(month: date) -> str:
    """A month as a title has it.

    >>> month_words(date(2026, 10, 1))
    'October 2026'
    """
    return f"{month:%B %Y}"


def day_words(day: date | None) -> str:
    """A day as people write it, a dash where there is none.

    >>> day_words(date(2026, 11, 3)), day_words(None)
    ('3 Nov 2026', '–')
    """
    return f"{day.day} {day:%b %Y}" if day else NONE


def shown(shown_as: ShownAs, value: float | None) -> str:
    """A figure by itself, a dash where there is none.

    >>> shown("share", 0.744), shown("days", 24.25), shown("days", 24.0), shown("count", 1204.0)
    ('74%', '24.3', '24', '1,204')
    """
    if value is None:
        return NONE
    if shown_as == "days":
        return written(value, ",.1f").removesuffix(".0")
    return written(value, ".0%" if shown_as == "share" else ",.0f")


def of_how_many(point: Point) -> str:
    """What a month's figure is made of, a dash where there is nothing.

    A share "20 of 27", other figures "of 27".
    """
    if point.value is None and not point.whole:
        return NONE
    return f"{point.part:,} of {point.whole:,}" if point.part is not None else f"of {point.whole:,}"


def described(row: Row, line: Line) -> str:
    """A chart in words, for those who do not see it."""
    whose = line.unit or "the Area"
    there = [p for p in line.points if p.value is not None]
    if not there:
        return f"Line chart of {row.title}, {whose}: no figures."
    said = [
        f"Line chart of {row.title}, {whose}, by month from {month_words(there[0].period)} to "
        f"{month_words(there[-1].period)}.",
        f"Newest: {line.figure}, {month_words(line.month or there[-1].period)}.",
        f"{variation_words(line.variation, line.side)}.",
    ]
    if line.assurance:
        said.append(f"{assurance_words(line.assurance)}.")
    for meaning, means in _MEANS.items():
        months = [p for p in there if p.meaning == meaning and not p.left_out]
        if months:
            one = "month that is" if len(months) == 1 else "months that are"
            said.append(f"{len(months)} {one} {means} beyond chance.")
    if line is row.area and row.marks:
        marks = (f"{m.label}, {day_words(m.day)}" for m in row.marks)
        said.append(f"Marked: {'; '.join(marks)}.")
    return " ".join(said)


def card_words(row: Row, line: Line) -> str:
    """What the first sheet says under a figure; a long commentary stands with the measure alone."""
    said = [] if row.target == NONE else [f"Target {row.target}."]
    if line.unit:
        said.append(f"{variation_words(line.variation, line.side)}.")
        return " ".join(said)
    if not row.commentary:
        said.append(f"{row.change}.")
    elif len(row.commentary) <= _ON_A_CARD:
        said.append(f"{row.commentary} {written_by(row)}")
    else:
        said.append(f"{variation_words(line.variation, line.side)}. {written_by(row)}")
    if row.worse_units:
        said.append(f"Worse than it was in {few(row.worse_units)}.")
    return " ".join(said)


def written_by(row: Row) -> str:
    """Who wrote the commentary and when, "Written by A, 3 Nov 2026."; "" where nobody did."""
    if not row.commentary:
        return ""
    when = f", {_moment(row.commentary_at)}" if row.commentary_at else ""
    return f"Written by {row.commentary_by}{when}."


def drafted_words(row: Row) -> str:
    """The sentence in whose place somebody wrote another; "" where nobody did."""
    return f"Drafted from the figures: {row.drafted}" if row.commentary else ""


def edited(row: Row) -> str:
    """What stands small beside a commentary: whose it is, and what was drafted; "" without one."""
    return f"{written_by(row)} {drafted_words(row)}" if row.commentary else ""


def standing_of(pack: Pack, issued: Issued | None) -> str:
    """Which pack this is: its number and who issued it, or that it is a draft."""
    if issued is None:
        return "Draft, not issued"
    said = f"Pack {issued.name}, issued {_moment(issued.at)} by {issued.by}"
    return f"{said}. Correction: {issued.reason}" if issued.reason else said


def about(pack: Pack, issued: Issued | None) -> str:
    """The month, how far the data goes, and which pack it is."""
    said = f"{month_words(pack.month)}; data to {day_words(pack.data_to)}."
    return f"{said} {standing_of(pack, issued)}."


def foot(pack: Pack, issued: Issued | None) -> str:
    """The line at the foot of every sheet, its page number apart."""
    said = [f"{pack.area}, Area Strategic Board, {month_words(pack.month)}"]
    number = f"Pack {issued.name}" if issued else "Draft, not issued"
    return " · ".join([*said, number, *([pack.sample] if pack.sample else [])])


def few(names: Iterable[str]) -> str:
    """Names as a title can bear them.

    >>> few(["a", "b", "c", "d", "e"]), few(["a", "b"])
    ('a, b, c and 2 more', 'a and b')
    """
    names = list(names)
    if len(names) <= _NAMED:
        return in_words(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _moment(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
        return day_words((moment.astimezone(LONDON) if moment.tzinfo else moment).date())
    except ValueError:  # not a moment: shown as it was kept
        return at

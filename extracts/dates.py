"""Dates as people write them: never without an explicit format, never month first unasked.

One format is chosen for a whole column, because a column that mixes formats has usually been
through a spreadsheet that swapped some days and months.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from extracts.errors import AmbiguousDates, LayoutError, brief

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A time and an offset are dropped: the day stands as written.
TIME = (
    r",?[T ]\s*([01]?\d|2[0-3])[:.][0-5]\d([:.][0-5]\d([.,]\d+)?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$"
)
_MOST_TRIED = 20_000  # days to choose a format by: more than there are in 50 years
_AFTER_12TH = 0.6  # of the days of a year
_RARE = 0.01  # our own bound: what comes by chance less often than that is no chance


@dataclass(frozen=True, kw_only=True)
class DayFormat:
    """One way to write a day: its name in layouts and messages, and its pattern."""

    name: str
    pattern: re.Pattern[str]
    month_first: bool = False

    def parse(self, text: str) -> date | None:
        """The day, None where the text has not this form; ValueError where there is no such day."""
        found = self.pattern.fullmatch(text)
        if not found:
            return None
        part = found.groupdict()
        month = MONTHS.index(part["mon"][:3].lower()) + 1 if part.get("mon") else int(part["m"])
        year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
        return date(year, month, int(part["d"]))

    def day(self, text: str) -> date | None:
        """The day, or None where the text is not a day of the calendar in this form."""
        try:
            return self.parse(text)
        except ValueError:
            return None

    def fits(self, text: str) -> bool:
        """Whether the text is a day of the calendar in this form."""
        return self.day(text) is not None


_D, _M, _SEP = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"[/.\-]"
_YYYY, _YY = r"(?P<y>\d{4})", r"(?P<y>\d{2})"
_MON = (
    r"[\-/ ](?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[\-/ ]"
)
_WRITTEN = {
    "dd/mm/yyyy": _D + _SEP + _M + _SEP + _YYYY,
    "yyyy-mm-dd": _YYYY + "[-/]" + _M + "[-/]" + _D,
    "dd/mm/yy": _D + _SEP + _M + _SEP + _YY,
    "dd-Mon-yyyy": _D + _MON + _YYYY,
    "dd-Mon-yy": _D + _MON + _YY,
    "yyyymmdd": _YYYY + r"(?P<m>\d{2})(?P<d>\d{2})",
    "mm/dd/yyyy": _M + _SEP + _D + _SEP + _YYYY,
    "mm/dd/yy": _M + _SEP + _D + _SEP + _YY,
}
FORMATS = {
    name: DayFormat(
        name=name, pattern=re.compile(written, re.A | re.I), month_first=name.startswith("mm")
    )
    for name, written in _WRITTEN.items()
}
_DAY_FIRST = [f for f in FORMATS.values() if not f.month_first]
_MONTH_FIRST = [f for f in FORMATS.values() if f.month_first]


def day_month_year(day: date) -> str:
    """A day as messages write it, with all four digits of the year.

    >>> day_month_year(date(24, 2, 1))
    '01/02/0024'
    """
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_format(name: str) -> DayFormat:
    """The format of that name; LayoutError with the known names where there is none."""
    if name not in FORMATS:
        raise LayoutError(f'"{name}" is not a date format; use one of {", ".join(FORMATS)}.')
    return FORMATS[name]


def without_time(texts: pa.Array) -> pa.Array:
    """The texts with any time and offset cut off."""
    return pc.utf8_rtrim_whitespace(pc.replace_substring_regex(texts, pattern=TIME, replacement=""))


def choose_format(days: Sequence[str], title: str) -> DayFormat:
    """The day-first format that fits most of the distinct texts of a column.

    Raises AmbiguousDates where a month-first format fits more of them, or where a spreadsheet has
    swapped the day and the month of some.
    """
    days = days[:_MOST_TRIED]
    fits = {f.name: sum(map(f.fits, days)) for f in FORMATS.values()}
    best = max(_DAY_FIRST, key=lambda f: fits[f.name])
    month_first = max(_MONTH_FIRST, key=lambda f: fits[f.name])
    if fits[month_first.name] > fits[best.name]:
        example = next(d for d in days if month_first.fits(d) and not best.fits(d))
        raise AmbiguousDates(
            f'{title} is written month first, as in "{example}". Day and month would be swapped '
            "without notice, so the file is refused: export it again with dates as dd/mm/yyyy, or "
            f"use a layout that says {month_first.name}."
        )
    _check_not_swapped(days, title)
    return best


def _check_not_swapped(days: Sequence[str], title: str) -> None:
    """Refuse a column of which a spreadsheet has read as days what it could, in the wrong order.

    It leaves as text what is no day in its own order: all of them after the 12th.
    """
    real = [d for text in days if (d := FORMATS["yyyy-mm-dd"].day(text))]
    if not real or any(d.day > 12 for d in real):
        return
    for written, set_to, by_chance in (
        ("dd/mm/yyyy", "month first", _AFTER_12TH),
        ("mm/dd/yyyy", "day first", 1.0),
    ):
        as_text = [d for text in days if (d := FORMATS[written].day(text))]
        is_rare = (1 - _AFTER_12TH) ** len(real) * by_chance ** len(as_text) < _RARE
        if as_text and is_rare and all(d.day > 12 for d in as_text):
            example = next(text for text in days if FORMATS[written].fits(text))
            raise AmbiguousDates(
                f"{title} mixes days such as {real[0]}, none after the 12th of a month, with days "
                f"such as {brief(example)}, all after it. A spreadsheet set to {set_to} does "
                "that, and swaps day and month of the former, so the file is refused: export it "
                "again, and do not save it from a spreadsheet."
            )


def check_order(texts: pa.Array, title: str, chosen: DayFormat) -> None:
    """Refuse a column that a layout reads month first where most of it is day first, or reversed.

    texts: distinct, trimmed. Raises AmbiguousDates.
    """
    part, _, rest = chosen.name.partition("/")
    other = FORMATS.get(f"{rest[:2]}/{part}{rest[2:]}")
    days = without_time(texts).unique().to_pylist()[:_MOST_TRIED]
    if not other or sum(map(other.fits, days)) <= sum(map(chosen.fits, days)):
        return
    example = next(d for d in days if other.fits(d) and not chosen.fits(d))
    order = "month" if other.month_first else "day"
    raise AmbiguousDates(
        f'{title} is written {order} first, as in "{example}", and the layout says {chosen.name}. '
        "Day and month would be swapped without notice, so the file is refused: export it again "
        f"as {chosen.name}, or give a layout that says {other.name}."
    )


def fault(text: str, title: str, chosen: DayFormat) -> str:
    """Why a text is not a day of the chosen format, and what to do."""
    shown, day = brief(text), re.sub(TIME, "", text).rstrip()
    if re.fullmatch(r"\d{5}(\.\d+)?", text, re.A):
        return (
            f'{title} is "{shown}", a day number of Excel; format the column as dates, save again.'
        )
    other = next((f.name for f in _DAY_FIRST if f.fits(day)), None)
    if other:
        return (
            f'{title} is "{shown}", written as {other} while the column is {chosen.name}. A '
            "spreadsheet may have swapped its day and month: check it, and write it as the others."
        )
    if any(f.fits(day) for f in _MONTH_FIRST):
        return (
            f'{title} is "{shown}", which is not a day of the calendar, or is written month first; '
            f"write it as {chosen.name}."
        )
    if any(f.pattern.fullmatch(day) for f in FORMATS.values()):
        return f'{title} is "{shown}", which is not a day of the calendar; correct it.'
    return f'{title} is "{shown}", which is not a date; write it as {chosen.name}.'


def parse_days(
    texts: pa.Array, title: str, chosen: DayFormat | None = None
) -> tuple[pa.Array, dict[int, str]]:
    """Days (date32, null where wrong) of distinct texts, and the fault of each that is wrong."""
    days = pc.dictionary_encode(without_time(texts))
    distinct = days.dictionary.to_pylist()
    chosen = chosen or choose_format(distinct, title)
    values = pa.array([chosen.day(d) for d in distinct], pa.date32()).take(days.indices)
    wrong = pc.indices_nonzero(pc.is_null(values)).to_pylist()
    return values, {i: fault(texts[i].as_py(), title, chosen) for i in wrong}

"""Dates as people write them: never without an explicit format, never month first unasked."""

import re
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from extracts.errors import LayoutError, brief

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A time and an offset are dropped: the day stands as written.
TIME = (
    r",?[T ]\s*([01]?\d|2[0-3])[:.][0-5]\d([:.][0-5]\d([.,]\d+)?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$"
)


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
DAY_FIRST = [f for f in FORMATS.values() if not f.month_first]
MONTH_FIRST = [f for f in FORMATS.values() if f.month_first]


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


def fault(text: str, title: str, chosen: DayFormat) -> str:
    """Why a text is not a day of the chosen format, and what to do."""
    shown, day = brief(text), re.sub(TIME, "", text).rstrip()
    if re.fullmatch(r"\d{5}(\.\d+)?", text, re.A):
        return (
            f'{title} is "{shown}", a day number of Excel; format the column as dates, save again.'
        )
    other = next((f.name for f in DAY_FIRST if f.fits(day)), None)
    if other:
        return (
            f'{title} is "{shown}", written as {other} while the column is {chosen.name}. A '
            "spreadsheet may have swapped its day and month: check it, and write it as the others."
        )
    if any(f.fits(day) for f in MONTH_FIRST):
        return (
            f'{title} is "{shown}", which is not a day of the calendar, or is written month first; '
            f"write it as {chosen.name}."
        )
    if any(f.pattern.fullmatch(day) for f in FORMATS.values()):
        return f'{title} is "{shown}", which is not a day of the calendar; correct it.'
    return f'{title} is "{shown}", which is not a date; write it as {chosen.name}.'

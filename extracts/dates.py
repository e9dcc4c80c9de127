"""Dates as people write them: never without an explicit format, never month first unasked.

One format is chosen for a whole column, because a column that mixes formats has usually been
through a spreadsheet that swapped some days and months.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from extracts.errors import AmbiguousDates, LayoutError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A time and an offset are dropped: the day stands as written.
TIME = (
    r"[T ]\s*([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$"
)


@dataclass(frozen=True, kw_only=True)
class DayFormat:
    """One way to write a day: its name in layouts and messages, and its pattern."""

    name: str
    pattern: re.Pattern[str]
    month_first: bool = False

    def parse(self, text: str) -> date | None:
        """The day, or None where the text is not of this form; ValueError where there is no such day."""
        found = self.pattern.fullmatch(text)
        if not found:
            return None
        part = found.groupdict()
        month = MONTHS.index(part["mon"][:3].lower()) + 1 if part.get("mon") else int(part["m"])
        year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
        return date(year, month, int(part["d"]))

    def fits(self, text: str) -> bool:
        """Whether the text is a day of the calendar in this form."""
        try:
            return self.parse(text) is not None
        except ValueError:
            return False


_D, _M, _SEP = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"[/.\-]"
_MON = (
    r"[\-/ ](?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[\-/ ]"
)
FORMATS = {
    f.name: f
    for f in (
        DayFormat(name="yyyy-mm-dd", pattern=re.compile(rf"(?P<y>\d{{4}})[-/]{_M}[-/]{_D}", re.A)),
        DayFormat(name="dd/mm/yyyy", pattern=re.compile(rf"{_D}{_SEP}{_M}{_SEP}(?P<y>\d{{4}})", re.A)),
        DayFormat(name="dd/mm/yy", pattern=re.compile(rf"{_D}{_SEP}{_M}{_SEP}(?P<y>\d{{2}})", re.A)),
        DayFormat(name="dd-Mon-yyyy", pattern=re.compile(rf"{_D}{_MON}(?P<y>\d{{4}})", re.A | re.I)),
        DayFormat(name="dd-Mon-yy", pattern=re.compile(rf"{_D}{_MON}(?P<y>\d{{2}})", re.A | re.I)),
        DayFormat(
            name="mm/dd/yyyy", pattern=re.compile(rf"{_M}{_SEP}{_D}{_SEP}(?P<y>\d{{4}})", re.A), month_first=True
        ),
        DayFormat(name="mm/dd/yy", pattern=re.compile(rf"{_M}{_SEP}{_D}{_SEP}(?P<y>\d{{2}})", re.A), month_first=True),
    )
}


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

    Raises AmbiguousDates where a month-first format fits more of them.
    """
    fits = {f.name: sum(map(f.fits, days)) for f in FORMATS.values()}
    best = max((f for f in FORMATS.values() if not f.month_first), key=lambda f: fits[f.name])
    month_first = max((f for f in FORMATS.values() if f.month_first), key=lambda f: fits[f.name])
    if fits[month_first.name] > fits[best.name]:
        example = next(d for d in days if month_first.fits(d) and not best.fits(d))
        raise AmbiguousDates(
            f'{title} is written month first, as in "{example}". Day and month would be swapped without notice, so '
            f"the file is refused: export it again with dates as dd/mm/yyyy, or use a layout that says {month_first.name}."
        )
    return best


def fault(text: str, title: str, chosen: DayFormat) -> str:
    """Why a text is not a day of the chosen format, and what to do."""
    if re.fullmatch(r"\d{5}(\.\d+)?", text, re.A):
        return f'{title} is "{text}", a day number of Excel; format the column as a date and save again.'
    try:
        chosen.parse(text)
    except ValueError:
        return f'{title} is "{text}", which is not a day of the calendar; correct it.'
    for other in FORMATS.values():
        if other.fits(text) and not other.month_first:
            return (
                f'{title} is "{text}", written as {other.name} while the column is {chosen.name}. A spreadsheet may '
                "have swapped its day and month: check it, and write it as the others."
            )
    return f'{title} is "{text}", which is not a date; write it as {chosen.name}.'


def parse_days(texts: pa.Array, title: str, chosen: DayFormat | None = None) -> tuple[pa.Array, Mapping[int, str]]:
    """Days (date32, null where wrong) of distinct texts, and the fault of each that is wrong."""
    days = pc.dictionary_encode(without_time(texts))
    distinct = days.dictionary.to_pylist()
    chosen = chosen or choose_format(distinct, title)
    parsed = [chosen.parse(d) if chosen.fits(d) else None for d in distinct]
    values = pa.array(parsed, pa.date32()).take(days.indices)
    wrong = pc.indices_nonzero(pc.is_null(values)).to_pylist()
    return values, {i: fault(texts[i].as_py(), title, chosen) for i in wrong}

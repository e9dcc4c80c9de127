"""The extract's own day: the day up to which a file tells what happened."""

import re
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import MONTHS
from extracts.extract import Extract
from extracts.kinds import Date

_D, _M, _Y = r"(?P<d>0?[1-9]|[12]\d|3[01])", r"(?P<m>0[1-9]|1[0-2])", r"(?P<y>20\d\d)"
_SEP = r"[-_. ]"
_MON = rf"(?P<mon>{'|'.join(MONTHS)})[a-z]{{0,6}}"
_IN_NAME = [
    # A time of day may follow without a break.
    re.compile(
        rf"(?<!\d){_Y}[-_.]?{_M}[-_.]?(?P<d>0[1-9]|[12]\d|3[01])(?=(\d{{4}}|\d{{6}})?(?!\d))"
    ),
    re.compile(rf"(?<![\d]){_D}{_SEP}{_M}{_SEP}{_Y}(?!\d)"),
    re.compile(rf"(?<!\d){_D}(?:st|nd|rd|th)?{_SEP}?{_MON}{_SEP}?{_Y}(?!\d)", re.IGNORECASE),
]


def own_day(
    given: date | None, name: str, fields: pa.Table, extract: Extract, today: date
) -> tuple[date, str]:
    """(the extract's own day, how it is known).

    As given, else the one date in the file's name, else the newest event in the file that is not
    after today, else today.
    """
    if given:
        return given, "as given"
    in_name = days_in(name)
    if len(in_name) == 1:
        return in_name.pop(), "from the file's name"
    newest = []
    for field in extract.fields:
        if isinstance(field, Date) and field.event:
            days = fields[field.name]
            happened = pc.less_equal(days, pa.scalar(today, pa.date32()))
            newest.append(pc.max(pc.filter(days, happened)).as_py())
    if any(newest):
        return max(filter(None, newest)), "the newest date in the file"
    return today, "today, as the file has no date"


def days_in(name: str) -> set[date]:
    """The days that a file's name holds, year first or day first with all of the year.

    >>> sorted(days_in("charging_20261120.csv") | days_in("Charging 20.11.2026 (2).xlsx"))
    [datetime.date(2026, 11, 20)]
    """
    days = set()
    for pattern in _IN_NAME:
        for found in pattern.finditer(name):
            part = found.groupdict()
            month = int(part["m"]) if part.get("m") else MONTHS.index(part["mon"].lower()) + 1
            try:
                days.add(date(int(part["y"]), month, int(part["d"])))
            except ValueError:
                continue
    return days

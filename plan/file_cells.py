"""One cell of a file of the plan: how a field is written in it, and what is read of it."""

import re

from extracts.dates import DAY_FIRST
from extracts.errors import brief
from extracts.export import neutral
from plan.actions import DAYS, LIST_ENDS, LISTS, MARKS, YES
from plan.changes import as_listed
from plan.known import Known

_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def read(field: str, text: str, known: Known) -> tuple[str, str]:
    """A cell as it is kept, and what is wrong with it."""
    if not text:
        return "", ""
    if field in DAYS:
        day = next((d for form in DAY_FIRST if (d := form.day(text))), None)
        is_no_day = f'is "{brief(text)}", which is not a day: write it as dd/mm/yyyy.'
        return (day.isoformat(), "") if day else ("", is_no_day)
    if field in LISTS:
        return LIST_ENDS.join(as_listed(known, field, text.split(";"))), ""
    if field in MARKS:
        if text.casefold() in (*_YES, *_NO):
            return (YES if text.casefold() in _YES else ""), ""
        return "", f'is "{brief(text)}": write Yes, or leave it blank.'
    if field == "issue" and not re.fullmatch(r"\d{1,3}", text, re.A):
        return "", f'is "{brief(text)}": write the number of an improvement issue, as 2.'
    return text, ""


def written(field: str, value: object) -> object:
    """A field as a cell; None for a blank one."""
    match value:
        case bool():
            return "Yes" if value else None
        case tuple():
            value = LIST_ENDS.join(value)
    if isinstance(value, str):
        return _escaped(value) or None
    return str(value) if field == "issue" else value


def plain(text: str) -> str:
    """The text without the apostrophe that made it harmless."""
    bare = text.lstrip("'")
    return text[1:] if text != bare and neutral(bare) != bare else text


def _escaped(text: str) -> str:
    """The text as `plain` takes it back: with an apostrophe more before a formula."""
    bare = text.lstrip("'")
    return f"'{text}" if neutral(bare) != bare else text

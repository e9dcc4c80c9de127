"""The calendar of expected and received extracts, a month at a time, and its gaps in words."""

from calendar import day_abbr, day_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from extracts.errors import in_words
from extracts.expected import ExpectedDay, State, days_of_month, expected_days, gaps, months
from extracts.extract import Extract
from pages import data, known, shared
from pages.history_page import history_words, list_parts
from pages.measure_table import PAGES
from pages.parts import count, plain

_MARKS: dict[State, str] = {"received": "✓", "late": "◐", "missing": "■", "awaited": "…", "": ""}
_MOST_NAMED = 10  # gaps that are listed one by one


@dataclass(frozen=True)
class Cell:
    """A day of the calendar as it is drawn."""

    number: int
    mark: str
    words: str
    css: str


def _key(extract: Extract) -> str:
    return f"{extract.key}_month"


def _months(extract: Extract) -> dict[str, date]:
    return {f"{m:%B %Y}": m for m in months(data.history(extract), today=known.today())}


def check_link(extract: Extract) -> str:
    """Words where the link asks for a month that is not there; the parameter's name."""
    if data.extract_days(extract):
        shared.check_link("Month", _key(extract), list(_months(extract)))
    return _key(extract)


def calendar(extract: Extract) -> None:
    """A month of an extract: which days came, which are late or missing."""
    if not data.extract_days(extract):
        return
    st.header("Expected and received", anchor=False)
    st.markdown(_expected(extract))
    key, options = _key(extract), _months(extract)
    month = options[shared.choice("Month", list(options), key, width=list_parts.WIDTH)]
    days = expected_days(data.history(extract), days_of_month(month), **_rules(extract))
    st.html(
        PAGES.get_template("history_page/calendar.html").render(
            label=f"{extract.title}, {month:%B %Y}: which extracts came",
            weekdays=list(zip(day_name, day_abbr, strict=True)),
            weeks=_weeks(days),
        )
    )
    st.caption(
        f"✓ received · ◐ received late, after more than {count(data.area().extract_lag_working_days, 'working day')} · "
        "■ missing · … not due yet. An extract that was undone counts as not received."
    )


def _rules(extract: Extract) -> dict[str, Any]:
    return {
        "today": known.today(),
        "allowed": data.area().extract_lag_working_days,
        "is_daily": extract.key in data.area().daily_extracts,
    }


def _expected(extract: Extract) -> str:
    """How often an extract is expected, and every gap since the first."""
    title, first = plain(extract.title), min(data.extract_days(extract))
    if extract.key not in data.area().daily_extracts:
        return f"{title} comes when it is made: no day is expected, so none is missing."
    missing = gaps(data.history(extract), **_rules(extract))
    words = f"{title} is expected every working day"
    since = f"since the first, of {history_words.day(first)}"
    if not missing:
        return f"{words}; none is missing {since}."
    named = in_words(history_words.day(d) for d in missing[::-1][:_MOST_NAMED])
    more = len(missing) - _MOST_NAMED
    earlier = (
        f", and {count(more, 'earlier one', 'earlier ones')}, which the months below show"
        if more > 0
        else ""
    )
    are = "is" if len(missing) == 1 else "are"
    return f":orange[■] {words}; **{count(len(missing), 'day')} {are} missing** {since}: {named}{earlier}."


def _weeks(days: Sequence[ExpectedDay]) -> list[list[Cell | None]]:
    """Weeks from Monday to Sunday; None for a day of another month."""
    cells: list[Cell | None] = [None] * days[0].day.weekday()
    cells += [_cell(d) for d in days]
    cells += [None] * (-len(cells) % 7)
    return [cells[i : i + 7] for i in range(0, len(cells), 7)]


def _cell(d: ExpectedDay) -> Cell:
    return Cell(
        number=d.day.day, mark=_MARKS[d.state], words=_words(d), css=d.state or "not-expected"
    )


def _words(d: ExpectedDay) -> str:
    """What became of a day, in few words."""
    if d.state == "received":
        return f"received, {history_words.numbers(d.numbers)}"
    if d.state == "late":
        assert d.came is not None
        return f"received late, on {d.came:%a %d %b}, {history_words.numbers(d.numbers)}"
    if d.state == "missing":
        return "missing"
    if d.state == "awaited":
        return "not due yet"
    if d.is_working:
        return ""
    return "weekend" if d.day.weekday() > 4 else "bank holiday"

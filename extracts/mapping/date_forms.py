"""The forms that the dates of a column may have been written in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import DAY_FIRST, FORMATS, MONTH_FIRST, day_format, without_time
from extracts.errors import AmbiguousDates, brief
from extracts.fields import Field
from extracts.reading.day_columns import check_not_swapped

_MOST_TRIED = 20_000  # distinct days: more than there are in 50 years
_MOST_IN_SAMPLE = 300
_TWINS = (("dd/mm/yyyy", "mm/dd/yyyy"), ("dd/mm/yy", "mm/dd/yy"))


@dataclass(frozen=True, kw_only=True)
class DateForm:
    """A form of dates that fits. name: as layouts have it. n: how many distinct days it fits.

    example: a day as it is written.
    """

    name: str
    n: int
    example: str

    @property
    def month_first(self) -> bool:
        """Whether the month is written before the day."""
        return day_format(self.name).month_first


def share_of_dates(texts: Iterable[str]) -> float:
    """The share of the distinct days that the likeliest form fits, from 0 to 1; 0 of no texts."""
    days = _days(texts, _MOST_IN_SAMPLE)
    return max(_fits(days).values()) / len(days) if days else 0.0


def days_of(texts: Sequence[str]) -> np.ndarray[Any, Any]:
    """The day of each text by the form that fits most of them, NaT where it is none."""
    forms, _ = forms_in(set(texts))
    days = pc.dictionary_encode(without_time(pa.array(texts, pa.string())))
    chosen = day_format(forms[0].name) if forms else None
    read = [chosen.day(d) if chosen else None for d in days.dictionary.to_pylist()]
    return np.array([*read, None], "datetime64[D]")[days.indices.to_numpy()]


def forms_in(texts: Iterable[str]) -> tuple[tuple[DateForm, ...], bool]:
    """(the forms that fit any text, the best first; whether day and month first fit alike).

    Day first goes before month first where both fit as many.
    """
    days = _days(texts, _MOST_TRIED)
    n = _fits(days)
    forms = [
        DateForm(name=f.name, n=n[f.name], example=next(d for d in days if f.fits(d)))
        for f in (*DAY_FIRST, *MONTH_FIRST)
        if n[f.name]
    ]
    forms.sort(key=lambda form: -form.n)
    alike = {f.month_first for f in forms if f.n == forms[0].n}
    return tuple(forms), len(alike) > 1


def said_of_dates(
    field: Field,
    texts: Iterable[str],
    forms: Sequence[DateForm],
    others: Mapping[str, Iterable[str]],
) -> tuple[tuple[DateForm, ...], str]:
    """(the forms, the likeliest first; what to tell a person, "" where there is nothing).

    texts: of the column; others: heading -> texts of the other columns, by which days are told that
    may be read both ways. No form is offered where a spreadsheet has swapped days and months.
    """
    days = _days(texts, _MOST_TRIED)
    try:
        check_not_swapped(days, field.title)
    except AmbiguousDates as why:
        return (), str(why)
    if not forms:
        return (), (
            f'No form of dates fits any of its values, such as "{brief(days[0])}". Choose another '
            f"column for {field.title}, or export the file again with dates as dd/mm/yyyy."
        )
    best = forms[0]
    month_first = next((f for f in forms if f.month_first), None)
    if best.month_first:
        return tuple(forms), f'Its dates are written month first, as in "{best.example}".'
    if not month_first or month_first.n < best.n:
        return tuple(forms), ""
    both = f'Each of its dates may be read day first or month first, as in "{best.example}".'
    for heading, of in others.items():
        order = _order(_days(of, _MOST_IN_SAMPLE))
        if order:
            said = f'{both} Those of "{heading}" are {order} first, so these should be too.'
            turned = sorted(forms, key=lambda f: (-f.n, f.month_first != (order == "month")))
            return tuple(turned), said
    return tuple(forms), f"{both} Ask who sends the file; day first is what the dashboard expects."


def _days(texts: Iterable[str], most: int) -> list[str]:
    """Distinct texts without their time."""
    some = pa.array([t for t, _ in zip(texts, range(most), strict=False)], pa.string())
    days: list[str] = without_time(some).unique().to_pylist()
    return days


def _fits(days: Sequence[str]) -> dict[str, int]:
    """Form -> how many of the days it fits."""
    some = [d for d in days if d[:1].isdigit() and d[-1:].isdigit()]  # as every form begins, ends
    return {f.name: sum(map(f.fits, some)) for f in FORMATS.values()}


def _order(days: Sequence[str]) -> str:
    """Which comes first in these: "day", "month", or "" where it cannot be told."""
    n = _fits(days)
    day_first = sum(n[first] for first, _ in _TWINS)
    month_first = sum(n[second] for _, second in _TWINS)
    if day_first == month_first:
        return ""
    return "day" if day_first > month_first else "month"

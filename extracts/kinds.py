"""The kinds of field that hold numbers, choices and days: how each is written and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

import pyarrow as pa

from extracts import not_values
from extracts.dates import DayFormat, day_month_year
from extracts.errors import did_you_mean
from extracts.fields import Field, Parsed, squash
from extracts.reading.day_columns import parse_days

EARLIEST = date(2000, 1, 1)  # design.md section 4: a date before 2000 is a finding
YEARS_AHEAD = 2  # design.md section 4: so is one more than two years ahead


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number from `least` up."""

    least: int = 1
    most: int = 1_000_000
    dtype: ClassVar[pa.DataType] = pa.int32()
    example: ClassVar[str] = "1"

    def expects(self) -> str:
        return f"a whole number from {self.least:,} to {self.most:,}"

    def parse(self, texts: pa.Array) -> Parsed:
        return self._each(texts, self._number)

    def _number(self, text: str) -> int | None:
        found = re.fullmatch(r"(\d{1,9})(\.0+)?", text, re.ASCII)
        return int(found[1]) if found and self.least <= int(found[1]) <= self.most else None


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few values, by name or by another spelling.

    blank_means: the value that a blank cell stands for, where it stands for one.
    """

    values: tuple[str, ...]
    spellings: Mapping[str, str] = field(default_factory=dict, hash=False)
    blank_means: str | None = None

    def __post_init__(self) -> None:
        assert self.values, f"{self.name} has no values"
        wrong = {v for v in self.spellings.values() if v not in self.values}
        assert not wrong, f"{self.name}: spellings of unknown values {wrong}"

    def expects(self) -> str:
        return "one of " + ", ".join(f'"{v}"' for v in self.values)

    def known(self) -> dict[str, str]:
        """Squashed spelling -> value."""
        spelt = {squash(k): v for k, v in self.spellings.items()}
        return spelt | {squash(v): v for v in self.values}

    def parse(self, texts: pa.Array) -> Parsed:
        known = self.known()
        return self._each(texts, lambda text: known.get(squash(text)))

    def _fault(self, text: str, *, hint: bool = True) -> str:
        spelt = {**self.spellings} | {v: v for v in self.values}
        return super()._fault(text) + (did_you_mean(text, spelt) if hint else "")


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """Yes or no, kept as true or false."""

    yes: tuple[str, ...] = ("yes", "y", "true", "1")  # and "-1", as Microsoft Access has it
    no: tuple[str, ...] = ("no", "n", "false", "0")
    dtype: ClassVar[pa.DataType] = pa.bool_()
    example: ClassVar[str] = "No"

    def expects(self) -> str:
        return '"Yes" or "No"'

    def parse(self, texts: pa.Array) -> Parsed:
        known = {squash(t): True for t in self.yes} | {squash(t): False for t in self.no}
        return self._each(texts, lambda t: None if "?" in t else known.get(squash(t)))


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A calendar day. event: it has happened, so it cannot be later than the extract's own day."""

    event: bool = True
    dtype: ClassVar[pa.DataType] = pa.date32()
    example: ClassVar[str] = "20/11/2026"

    def expects(self) -> str:
        return "a date such as 20/11/2026 or 2026-11-20"

    def parse(self, texts: pa.Array, written: DayFormat | None = None) -> Parsed:
        values, faults = parse_days(texts, self.title, written)
        for i in faults:
            if instead := not_values.reason(texts[i].as_py(), may_be_blank=self.blank):
                faults[i] = f"{self.title} {instead}"
        return Parsed(values=values, faults=faults)

    def out_of_range(self, day: date, extract_day: date) -> str | None:
        """Why a day cannot be right, or None."""
        own_day = f"the extract's own day ({day_month_year(extract_day)})"
        if day < EARLIEST:
            return (
                f"{self.title} is {day_month_year(day)}, before {EARLIEST.year}; correct the year."
            )
        if day > extract_day + timedelta(days=366 * YEARS_AHEAD):
            return (
                f"{self.title} is {day_month_year(day)}, more than {YEARS_AHEAD} years after "
                f"{own_day}; correct the year."
            )
        if self.event and day > extract_day:
            return (
                f"{self.title} is {day_month_year(day)}, later than {own_day}, so it cannot have "
                "happened yet; correct the date, or the extract's day."
            )
        return None

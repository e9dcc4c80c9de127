"""The kinds of field that an extract can have: how each is written, checked and kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts import not_values
from extracts.dates import DayFormat, day_month_year, parse_days
from extracts.errors import brief, did_you_mean
from extracts.fields import Field, Parsed, squash

EARLIEST = date(2000, 1, 1)  # design.md section 4: a date before 2000 is a finding
YEARS_AHEAD = 2  # design.md section 4: so is one more than two years ahead
LONGEST_TEXT = 100  # our own bound: references and unit names are far shorter
_EDGE = r"^[^\p{L}\p{N}]|[^\p{L}\p{N})]$"
_CONTROLS = r"[\x00-\x1f\x7f\x{80}-\x{9f}]"


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A reference or a name, kept as written but for its case where `upper`.

    lines: may have line breaks, which become spaces; elsewhere one is the mark of a row gone wrong.
    """

    upper: bool = False
    longest: int = LONGEST_TEXT
    lines: bool = False

    def expects(self) -> str:
        return f"up to {self.longest} characters{'' if self.lines else ' on one line'}"

    def parse(self, texts: pa.Array) -> Parsed:
        if self._is_plain(texts):
            return Parsed(values=pc.ascii_upper(texts) if self.upper else texts, faults={})
        if self.upper:
            texts = pc.utf8_upper(texts)
        if self.lines:
            texts = pc.replace_substring_regex(texts, r"\s*[\r\n]+\s*", " ")
        odd = pc.or_(
            pc.match_substring_regex(texts, _CONTROLS),
            pc.greater(pc.utf8_length(texts), self.longest),
        )
        odd = pc.or_(odd, not_values.maybe(texts))
        if self.upper:
            odd = pc.or_(odd, pc.match_substring_regex(texts, _EDGE))
        faults = {}
        for i in pc.indices_nonzero(odd).to_pylist():
            text = texts[i].as_py()
            if fault := self._oddity(text):
                faults[i] = fault
        if not faults:
            return Parsed(values=texts, faults={})
        wrong = np.zeros(len(texts), bool)
        wrong[list(faults)] = True
        return Parsed(values=pc.if_else(pa.array(wrong), None, texts), faults=faults)

    def _is_plain(self, texts: pa.Array) -> bool:
        """Whether all are letters and digits, and too long to stand for nothing."""
        lengths = pc.min_max(pc.binary_length(texts)).as_py()
        return (
            len(texts) > 0
            and lengths["min"] > not_values.LONGEST
            and lengths["max"] <= self.longest
            and pc.all(pc.ascii_is_alnum(texts)).as_py()
        )

    def _oddity(self, text: str) -> str | None:
        if len(text) > self.longest:
            return f"{self.title} is {len(text):,} characters long; the most is {self.longest}."
        if re.search(r"[\x00-\x1f\x7f-\x9f]", text):
            return (
                f"{self.title} has a line break or a control character in it; write it on one line."
            )
        if instead := not_values.reason(text, may_be_blank=self.blank):
            return f"{self.title} {instead}"
        if self.upper and not (text[0].isalnum() and (text[-1].isalnum() or text[-1] == ")")):
            return (
                f'{self.title} is "{brief(text)}", which begins or ends with a mark that is no '
                "part of a reference; take it off."
            )
        return None


@dataclass(frozen=True, kw_only=True)
class Unit(Text):
    """The unit that holds the case; the Area's own names for it are applied when it is read."""

    example: ClassVar[str] = "Cumbria Magistrates Hub"


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

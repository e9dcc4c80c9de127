"""The kinds of field an extract can have: how each is written, checked and kept.

A kind reads the *distinct* texts of a column once; `read.py` maps them back to rows. Here are
no files, no rows and no order of columns.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import DayFormat, parse_days
from extracts.errors import did_you_mean

EARLIEST = date(2000, 1, 1)  # design.md section 4: a date before 2000 is a finding
YEARS_AHEAD = 2  # design.md section 4: so is one more than two years ahead
LONGEST_TEXT = 100  # our own bound: references and unit names are far shorter


def squash(text: str) -> str:
    """A heading or value without case, spaces, underscores and punctuation.

    >>> squash("Date_Received (dd/mm)")
    'datereceivedddmm'
    """
    return re.sub(r"[\W_]+", "", text.casefold())


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What a kind made of distinct texts: one value a text (null where it is wrong), and why."""

    values: pa.Array
    faults: Mapping[int, str]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of an extract.

    name: the product's word for it; title: as people write it; says: one line for the data
    dictionary. blank: may be blank. absent: the file may lack the column. aliases: other
    headings for it, first the most wanted.
    """

    name: str
    title: str
    says: str
    blank: bool = False
    absent: bool = False
    aliases: tuple[str, ...] = ()

    dtype: ClassVar[pa.DataType] = pa.string()
    example: ClassVar[str] = ""

    def headings(self) -> tuple[str, ...]:
        """Every heading that means this field, squashed, the name first."""
        return tuple(dict.fromkeys(squash(h) for h in (self.name, self.title, *self.aliases)))

    def expects(self) -> str:
        """What a cell should hold, as the end of a sentence."""
        raise AssertionError(f"{type(self).__name__} does not say what it expects")

    def parse(self, texts: pa.Array) -> Parsed:
        """Values for distinct texts that are trimmed and not blank."""
        raise AssertionError(f"{type(self).__name__} cannot parse")

    def _each(self, texts: pa.Array, read) -> Parsed:
        """Parse text by text; `read` returns a value, or raises ValueError with the reason."""
        values, faults = [], {}
        for i, text in enumerate(texts.to_pylist()):
            try:
                values.append(read(text))
            except ValueError as why:
                values.append(None)
                faults[i] = str(why)
        return Parsed(values=pa.array(values, self.dtype), faults=faults)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A reference or a name, kept as written but for its case where `upper`."""

    upper: bool = False
    longest: int = LONGEST_TEXT

    def expects(self) -> str:
        return f"up to {self.longest} characters on one line"

    def parse(self, texts: pa.Array) -> Parsed:
        if self.upper:
            texts = pc.utf8_upper(texts)
        odd = pc.or_(
            pc.match_substring_regex(texts, r"[\x00-\x1f\x7f]"), pc.greater(pc.utf8_length(texts), self.longest)
        )
        at = pc.indices_nonzero(odd).to_pylist()
        if not at:
            return Parsed(values=texts, faults={})
        faults = {i: self._fault(texts[i].as_py()) for i in at}
        return Parsed(values=pc.if_else(odd, None, texts), faults=faults)

    def _fault(self, text: str) -> str:
        if len(text) > self.longest:
            return f"{self.title} is {len(text)} characters long; the most is {self.longest}."
        return f"{self.title} has a line break or a control character in it; write it on one line."


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

    def _number(self, text: str) -> int:
        if not re.fullmatch(r"\d{1,9}(\.0+)?", text, re.ASCII) or not (
            self.least <= int(text.split(".")[0]) <= self.most
        ):
            raise ValueError(f'{self.title} should be {self.expects()}; it is "{text}".')
        return int(text.split(".")[0])


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
        return {squash(k): v for k, v in self.spellings.items()} | {squash(v): v for v in self.values}

    def parse(self, texts: pa.Array) -> Parsed:
        known = self.known()

        def value(text: str) -> str:
            if squash(text) not in known:
                raise ValueError(
                    f'{self.title} should be {self.expects()}; it is "{text}".{did_you_mean(text, self.values)}'
                )
            return known[squash(text)]

        return self._each(texts, value)


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """Yes or no, kept as true or false."""

    yes: tuple[str, ...] = ("yes", "y", "true", "1")
    no: tuple[str, ...] = ("no", "n", "false", "0")
    dtype: ClassVar[pa.DataType] = pa.bool_()
    example: ClassVar[str] = "No"

    def expects(self) -> str:
        return '"Yes" or "No"'

    def parse(self, texts: pa.Array) -> Parsed:
        known = {squash(t): True for t in self.yes} | {squash(t): False for t in self.no}

        def value(text: str) -> bool:
            if squash(text) not in known:
                raise ValueError(f'{self.title} should be {self.expects()}; it is "{text}".')
            return known[squash(text)]

        return self._each(texts, value)


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
        return Parsed(values=values, faults=faults)

    def out_of_range(self, day: date, extract_day: date) -> str | None:
        """Why a day cannot be right, or None."""
        if day < EARLIEST:
            return f"{self.title} is {day:%d/%m/%Y}, before {EARLIEST.year}; correct the year."
        if day > extract_day + timedelta(days=366 * YEARS_AHEAD):
            return (
                f"{self.title} is {day:%d/%m/%Y}, more than {YEARS_AHEAD} years after the extract's own day "
                f"({extract_day:%d/%m/%Y}); correct the year."
            )
        if self.event and day > extract_day:
            return (
                f"{self.title} is {day:%d/%m/%Y}, later than the extract's own day ({extract_day:%d/%m/%Y}); "
                "something cannot have happened yet. Correct the date, or the extract's day."
            )
        return None


@dataclass(frozen=True, kw_only=True)
class NotBefore:
    """A rule between two dates of a row: `later` is not before `earlier`."""

    later: str
    earlier: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Needs:
    """A rule within a row: where `field` is filled, so is `other`."""

    field: str
    other: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Extract:
    """One kind of file: what a row is, its fields, and the rules between them.

    keys: the fields that tell one row's case from another's. opens, closes: the field that
    starts a row's life and the one whose blank means that it is still open (None: never open).
    """

    key: str
    title: str
    one_row_is: str
    keys: tuple[str, ...]
    opens: str
    closes: str | None
    fields: tuple[Field, ...]
    rules: tuple[NotBefore | Needs, ...] = ()

    def __post_init__(self) -> None:
        names = [f.name for f in self.fields]
        assert len(set(names)) == len(names), f"{self.key} declares a field twice"
        used = {*self.keys, self.opens, *([self.closes] if self.closes else [])}
        for rule in self.rules:
            used |= {rule.later, rule.earlier} if isinstance(rule, NotBefore) else {rule.field, rule.other}
        assert used <= set(names), f"{self.key} uses undeclared fields {used - set(names)}"
        assert all(not self[k].blank and not self[k].absent for k in self.keys), f"{self.key}: blank key"
        seen: dict[str, str] = {}
        for f in self.fields:
            for heading in f.headings():
                assert heading not in seen, f"{self.key}: {heading} means {seen[heading]} and {f.name}"
                seen[heading] = f.name

    def __getitem__(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    def schema(self) -> pa.Schema:
        """Column names and types of the rows as kept."""
        return pa.schema([(f.name, f.dtype) for f in self.fields])

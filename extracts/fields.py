"""What a kind of field is: how the texts of a column become values, and what a wrong one is told.

A kind reads the *distinct* texts of a column once; `read.py` maps them back to rows. Here are
no files, no rows and no order of columns. The kinds are in `kinds.py` and `text_kinds.py`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from extracts import not_values
from extracts.errors import brief

# A column of other things has a million distinct faults, and a hint for each is slow.
_MOST_HINTS = 200


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

    def _each(self, texts: pa.Array, read: Callable[[str], object]) -> Parsed:
        """Parse text by text; `read` returns a value, or None where the text is none."""
        values: list[object] = []
        faults: dict[int, str] = {}
        for i, text in enumerate(texts.to_pylist()):
            value = read(text)
            values.append(value)
            if value is None:
                faults[i] = self._fault(text, hint=len(faults) < _MOST_HINTS)
        return Parsed(values=pa.array(values, self.dtype), faults=faults)

    def _fault(self, text: str, *, hint: bool = True) -> str:
        """Why a text is no value of this field, and what to do."""
        if instead := not_values.reason(text, may_be_blank=self.blank):
            return f"{self.title} {instead}"
        return f'{self.title} should be {self.expects()}; it is "{brief(text)}".'

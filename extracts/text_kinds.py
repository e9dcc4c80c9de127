"""The kinds of field that hold text: references, names and units."""

import re
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts import not_values
from extracts.errors import brief
from extracts.fields import Field, Parsed

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

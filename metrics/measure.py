"""What a measure is: its words, its clock, and what makes its declaration right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import pyarrow as pa
from narwhals.typing import IntoFrame

from extracts.registry import EXTRACTS
from metrics.clocks import CalendarDays, Clock, WorkingDays
from metrics.sources import SOURCES, marks

# The improvement issues of the Area's response to its inspection.
ISSUES = {1: "Legal decision quality", 2: "Charging and disclosure", 3: "Victim letters"}

OURS = "Our assumption: "
FILLS_UP = (
    "What began before the data does is missing from its first three months: they are drawn and "
    "not judged."
)
LATE_IF_OPEN = "One still open after its due day is not on time."

Better: TypeAlias = Literal["higher", "lower", "neither"]
ShownAs: TypeAlias = Literal["share", "days", "count"]


ONE = {
    "submissions": "submission",
    "cases": "case",
    "requests": "request",
    "duties": "duty",
    "letters": "letter",
    "answers": "answer",
}


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure.

    clock: what is timed (None: no clock). derive: makes the frame that the clock counts from the
    extract's rows, where that is not the extract itself; needs: the columns of the extract that
    derive, or a measure without a clock, works on. kinds: the reviews that are scored. began,
    ended: what is said of a case whose clock started ("received") and stopped ("decided").

    headline, denominator: the columns of the result that are the figure and what it is out of
    (blank: nothing); shown_as: whether that is a share, days or a count. counting_unit: what is
    counted, one of ONE. better: which way is an improvement; neither where a change is to be
    looked into, whichever way it goes. fills_up: whether what began before the data does is missing
    from its first months, as where cases count by the day they end (metrics/filling.py).

    standard: in words, or "none"; standard_source: a published text by its mark in SOURCES, or
    "Our assumption: ...". A standard without a source will not construct.
    """

    key: str
    title: str
    issue: Literal[1, 2, 3]
    extract: str
    clock: Clock | None = None
    derive: Callable[..., pa.Table] | None = None
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    began: str = ""
    ended: str = ""
    headline: str
    denominator: str = ""
    shown_as: ShownAs
    counting_unit: str
    better: Better
    fills_up: bool = False
    standard: str
    standard_source: str = ""
    says: str
    why_it_matters: str
    caveats: str = ""

    def __post_init__(self) -> None:
        fault = f"measure {self.key}: "
        assert self.issue in ISSUES, fault + f"there is no issue {self.issue}"
        assert self.counting_unit in ONE, fault + f"nobody knows one of {self.counting_unit}"
        names = {f.name for f in EXTRACTS[self.extract].fields}
        assert set(self.needs) <= names, fault + f"{self.extract} lacks some of its needs"
        assert bool(self.needs) == (not self.clock or bool(self.derive)), fault + "needs"
        if self.clock and not self.derive:
            assert self.clock.extract == self.extract, fault + "its clock is of another extract"
        assert bool(self.clock) == bool(self.began and self.ended), fault + "began and ended"
        has_source = bool(marks(self.standard_source)) or self.is_our_assumption
        assert has_source or self.standard == "none", fault + "a standard needs a source"
        words = [self.says, self.why_it_matters, self.caveats, self.standard_source]
        unknown = {m for text in words for m in marks(text)} - set(SOURCES)
        assert not unknown, fault + f"unknown sources {unknown}"
        assert all(text.endswith(".") for text in words[:2]), fault + "a sentence ends in a stop"

    @property
    def one(self) -> str:
        """The counting unit in the singular."""
        return ONE[self.counting_unit]

    @property
    def small_of(self) -> str:
        """What a small number is of: of a score its reviews, whose answers go together."""
        return "reviews" if self.kinds else self.counting_unit

    @property
    def day(self) -> str:
        """What its days are, in the singular."""
        is_working = self.clock is not None and self.clock.day_type == "working"
        return "working day" if is_working else "day"

    @property
    def one_limit(self) -> int | None:
        """The days of the standard, in days of the clock, where one number holds for all cases."""
        limit = self.clock.limit if self.clock else None
        return limit.n if isinstance(limit, CalendarDays | WorkingDays) else None

    def columns(self) -> list[str]:
        """The columns of the extract that the measure needs."""
        if self.clock and not self.derive:
            return self.clock.columns()
        return list(self.needs)

    def prepare(self, rows: IntoFrame, *, as_of: date) -> IntoFrame:
        """The frame that the clock counts: the rows themselves, or what is derived from them."""
        return self.derive(rows, as_of=as_of) if self.derive else rows

    @property
    def is_our_assumption(self) -> bool:
        """Whether no published text sets the standard."""
        return self.standard_source.startswith(OURS)

    def sources(self) -> list[str]:
        """The marks of the sources that the measure names, once each."""
        words = (self.standard_source, self.says, self.why_it_matters, self.caveats)
        return list(dict.fromkeys(m for text in words for m in marks(text)))

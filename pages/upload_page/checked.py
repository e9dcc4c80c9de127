"""What is chosen for a file that is dropped, and what was found of it: values, and no rows but samples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from extracts.area import Area
from extracts.effects.doubts import Doubt
from extracts.layouts import Layout
from extracts.publications import Publication


@dataclass(frozen=True, kw_only=True)
class Choices:
    """How the analyst wants a file read: None for what the file itself tells."""

    extract_day: date | None = None
    sheet: str | None = None
    layout: Layout | None = None
    full: bool = False


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """A file, and what is needed to read it: the store's address, the Area, and the day in London."""

    data: bytes
    name: str
    choices: Choices
    address: str
    area: Area
    today: date


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that cannot be read, and why, in words.

    sheets: those to choose from. may_be_mapped: whether what is wrong is its headings, a layout, or
    the order of day and month, which a person may say. fits: sheets that were not read and whose
    headings are known; instead: the one to read as the first sheet is plainly none, or "".
    """

    message: str
    sheets: tuple[str, ...] = ()
    may_be_mapped: bool = False
    fits: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a file is and what publishing it would do. Frames and words are as a page shows them.

    refusal: why it may not be published, "" where it may; same: the publication that this very file
    already made. number: that the publication would have. newest_before: the day of the newest extract that is
    published, None without any; known_until: of the newest as at the file's own day, None where there is none.
    not_kept: headings that its layout leaves out. findings: findings_grouped.COLUMNS. figures: would_be.COLUMNS,
    and BY_DAY where the file is of a later day; without lines where it may not be published.
    """

    extract: str
    extract_day: date
    extract_day_from: str
    layout: str
    sheets: tuple[str, ...]
    n_rows: int
    n_accepted: int
    n_rejected: int
    n_repeated: int
    n_new: int
    n_changed: int
    n_unchanged: int
    n_withdrawn: int
    n_open_missing: int
    n_findings: int
    number: int
    newest_before: date | None
    known_until: date | None
    same: Publication | None
    refusal: str
    doubts: tuple[Doubt, ...]
    not_kept: tuple[str, ...] = ()
    changed_fields: Mapping[str, int] = field(default_factory=dict)
    samples: pd.DataFrame
    withdrawn: pd.DataFrame
    findings: pd.DataFrame
    figures: pd.DataFrame

    @property
    def is_grave(self) -> bool:
        """Whether somebody has to say that it is to be published all the same."""
        return not self.n_rows or any(d.is_grave for d in self.doubts)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of publishing a file.

    publication: None where it was not published, and then `why` says why. was_already: it is an
    earlier publication, of this very file. withdraws: how many rows a full file would now withdraw,
    where that is not the number that was confirmed. number: that the publication would have had, where it would
    have done more than was said of it. n_waiting: how many of its rejected rows wait for correction, None where
    that is not known.
    """

    publication: Publication | None = None
    was_already: bool = False
    why: str = ""
    withdraws: int | None = None
    number: int | None = None
    n_waiting: int | None = None

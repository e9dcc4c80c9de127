"""Refusals: what stops a whole file or a whole command, in words for the person who meets them.

A fault in one row is a finding, never an exception; a bug of ours is left uncaught.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches

LONGEST_SHOWN = 100  # a longer text is cut in messages: a cell can hold a whole file


class DashboardError(Exception):
    """A refusal, shown to people as it stands and without a traceback."""

    def __init__(self, message: str, on_screen: str = "") -> None:
        """on_screen: the words for a browser, where they are not those of the message."""
        super().__init__(message)
        self._on_screen = on_screen or message

    @property
    def on_screen(self) -> str:
        """The words for a browser: no folder of the server, and what to do on the page."""
        return self._on_screen


class UnreadableFile(DashboardError):
    """The bytes are not a table that can be read."""


class UnknownHeadings(DashboardError):
    """The headings are not those of an extract, or not all of them are there."""


class UnknownShape(UnknownHeadings):
    """The headings are not those of any extract, or there are none."""


class SheetIsEmpty(UnreadableFile):
    """The sheet that was read has no cells, and others have.

    sheet: its name; first_rows: gives the name of each of the others, and its first rows as CSV.
    """

    def __init__(
        self,
        message: str,
        on_screen: str = "",
        *,
        sheet: str,
        first_rows: Callable[[], Mapping[str, bytes]],
    ) -> None:
        super().__init__(message, on_screen)
        self.sheet = sheet
        self.first_rows = first_rows


class HeadingsElsewhere(UnknownHeadings):
    """The headings may be on a sheet that was not read.

    fits: the sheets whose headings are known. instead: the one to read, where there is no doubt.
    """

    def __init__(
        self, message: str, on_screen: str = "", *, fits: Sequence[str] = (), instead: str = ""
    ) -> None:
        super().__init__(message, on_screen)
        self.fits = tuple(fits)
        self.instead = instead


class AmbiguousDates(DashboardError):
    """A date column cannot be read day first."""


class LayoutError(DashboardError):
    """A layout names something that the extract or the file does not have."""


class HeadingsLacking(LayoutError):
    """A layout maps headings that the file does not have."""


class AreaError(DashboardError):
    """The Area's settings cannot be read."""


class StoreError(DashboardError):
    """The store cannot be opened, read or written."""


class StoreDamaged(StoreError):
    """A file of the store is damaged or gone."""


class PublicationRefused(DashboardError):
    """The rows are readable but may not be published as asked."""


class OutsideCalendar(DashboardError):
    """A day lies outside the years whose bank holidays are known."""


def did_you_mean(word: str, known: Iterable[str] | Mapping[str, str]) -> str:
    """A sentence that offers the nearest known word, or nothing where none is near.

    known: the words, or each word and the one to offer in its place.

    >>> did_you_mean("cumbria magistrates", ["Cumbria Magistrates Hub", "CPS Direct"])
    ' Did you mean "Cumbria Magistrates Hub"?'
    >>> did_you_mean("Lancs Crwn", {"Lancs Crown": "Lancashire Crown Court Unit"})
    ' Did you mean "Lancashire Crown Court Unit"?'
    >>> did_you_mean("zzz", ["CPS Direct"])
    ''
    """
    offered = known if isinstance(known, Mapping) else {k: k for k in known}
    by_case = {k.casefold(): k for k in offered}
    near = get_close_matches(word[:LONGEST_SHOWN].casefold(), by_case, n=1, cutoff=0.6)
    return f' Did you mean "{offered[by_case[near[0]]]}"?' if near else ""


def brief(text: str) -> str:
    r"""A text as messages and findings show it: one line, not long.

    Of a text over several lines only its beginning stands, as a quotation mark in the wrong place
    may have brought columns into it that are not kept.

    >>> brief("two\nlines")
    'two…'
    """
    if len(text) <= LONGEST_SHOWN and text.isprintable():
        return text
    first, *more = text.splitlines() or [""]
    if more:
        for delimiter in ",;\t|":
            first = first.split(delimiter)[0]
    if len(first) > LONGEST_SHOWN:
        return first[: LONGEST_SHOWN - 1] + "…"
    return first + "…" if more else first


def suggested(message: str) -> str:
    """What a message offers at its end (did_you_mean), to stand in brackets; "" where nothing.

    >>> suggested('"Lancs Crwn" is no unit. Did you mean "Lancs Crown"?')
    'did you mean "Lancs Crown"?'
    """
    found = re.search(r'.* Did (you mean ".*"\?)$', message, re.DOTALL)
    return f"did {found[1]}" if found else ""


def in_words(things: Iterable[object], most: int | None = None) -> str:
    """Things as a sentence lists them: the first few, where `most` says how many.

    >>> in_words(["a", "b", "c"]), in_words(["a", "b", "c", "d"], most=2)
    ('a, b and c', 'a, b and 2 more')
    """
    every = [*map(str, things)]
    if most is not None and (rest := len(every) - most) > 0:
        every = [*every[:most], f"{rest:,} more"]
    *first, last = every
    return f"{', '.join(first)} and {last}" if first else last


def count(n: int, thing: str) -> str:
    """How many there are.

    >>> count(1, "row"), count(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{n:,} {thing}" if n == 1 else f"{n:,} {thing}s"

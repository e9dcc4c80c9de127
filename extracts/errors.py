"""Refusals: what stops a whole file or a whole command, in words for the person who meets them.

A fault in one row is a finding, never an exception; a bug of ours is left uncaught.
"""

from difflib import get_close_matches
from collections.abc import Iterable


class DashboardError(Exception):
    """A refusal, shown to people as it stands and without a traceback."""


class UnreadableFile(DashboardError):
    """The bytes are not a table that can be read."""


class UnknownHeadings(DashboardError):
    """The headings are not those of an extract, or not all of them are there."""


class AmbiguousDates(DashboardError):
    """A date column cannot be read day first."""


class LayoutError(DashboardError):
    """A layout names something that the extract or the file does not have."""


class AreaError(DashboardError):
    """The Area's settings cannot be read."""


class StoreError(DashboardError):
    """The store cannot be opened, read or written."""


class PublicationRefused(DashboardError):
    """The rows are readable but may not be published as asked."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known word, or nothing where none is near.

    >>> did_you_mean("Cumbria Magistrates", ["Cumbria Magistrates Hub", "CPS Direct"])
    ' Did you mean "Cumbria Magistrates Hub"?'
    >>> did_you_mean("zzz", ["CPS Direct"])
    ''
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""

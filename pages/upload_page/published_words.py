"""A publication in words."""

from zoneinfo import ZoneInfo

from extracts.publications import Publication
from extracts.registry import EXTRACTS
from pages.parts import plain

_LONDON = ZoneInfo("Europe/London")


def published_as(p: Publication) -> str:
    """Which one it is, by whom and when; Markdown."""
    at = p.at.astimezone(_LONDON)
    return (
        f"**{plain(EXTRACTS[p.extract].title)} no. {p.number}**, by {plain(p.who)} on "
        f"{at:%a %d %b %Y} at {at:%H:%M}"
    )


def what_it_did(p: Publication) -> str:
    """What a publication changed, in counts."""
    gone = f", {p.n_withdrawn:,} withdrawn" if p.n_withdrawn else ""
    left = f", {p.n_rejected:,} rejected" if p.n_rejected else ""
    return f"{p.n_new:,} new, {p.n_changed:,} changed, {p.n_unchanged:,} unchanged{gone}{left}"

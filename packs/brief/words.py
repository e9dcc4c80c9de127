"""The morning brief as HTML and as plain text for mail, from one set of words.

Neither asks anything of another machine, so that it can be read wherever mail is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from extracts.errors import count
from extracts.freshness import Freshness
from extracts.registry import EXTRACTS
from metrics.series import NONE
from packs.brief.changed import Changed
from packs.brief.figures import Line, headline, line, more, units
from packs.brief.morning import Brief
from packs.words.measure_names import lower
from plan.actions import PlanAction

_MOST = 6  # changes that are told; the rest are counted, as on Today
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=lambda name: name != "brief.txt",
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """The brief in words, for both templates."""

    title: str
    label: str
    headline: str
    lines: tuple[Line, ...]
    more: tuple[str, ...]
    groups: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    changes: tuple[str, ...]
    plan: tuple[str, ...]
    data: tuple[str, ...]


def to_html(brief: Brief) -> str:
    """The brief as a page of HTML by itself."""
    return _TEMPLATES.get_template("brief.html").render(said=said(brief))


def to_text(brief: Brief) -> str:
    """The brief as plain text, in lines that a mail can hold."""
    return _TEMPLATES.get_template("brief.txt").render(said=said(brief))


def said(brief: Brief) -> Said:
    """What a brief says, in words."""
    whose = brief.unit or brief.area
    label = " · ".join(filter(None, (brief.classification, brief.sample)))
    return Said(
        title=f"Morning brief: {whose}, {brief.day:%A %-d %B %Y}",
        label=label,
        headline=headline(brief),
        lines=tuple(line(w) for w in brief.work),
        more=tuple(more(brief)),
        groups=tuple(w.group.title for w in brief.work),
        units=tuple(units(brief)),
        changes=tuple(_changes(brief.changed)),
        plan=tuple(_plan(brief)),
        data=tuple(_data(brief)),
    )


def _changes(found: Sequence[Changed]) -> list[str]:
    lines = [
        f"{'New' if c.is_new else 'As before'}. {f'{c.unit}, ' if c.unit else ''}"
        f"{lower(c.measure) if c.unit else c.measure}: {c.says}."
        for c in found[:_MOST]
    ]
    if more := len(found) - _MOST:
        lines += [f"And {more:,} more; the dashboard marks them all."] if more > 0 else []
    return lines


def _plan(brief: Brief) -> list[str]:
    return [
        *(f"Overdue since {_day(a.due)}: {_action(a)}" for a in brief.overdue),
        *(f"Due {_day(a.due)}: {_action(a)}" for a in brief.due),
    ]


def _action(action: PlanAction) -> str:
    return f"{action.what.rstrip('.')} ({action.owner})."


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else NONE


def _data(brief: Brief) -> list[str]:
    """How fresh each extract is."""
    of = [(w.group.extract, w.fresh) for w in brief.work] + [("reviews", brief.reviews)]
    return [f"{EXTRACTS[key].title}: {_fresh(found)}." for key, found in of]


def _fresh(found: Freshness) -> str:
    if found.newest is None:
        return "no extract yet"
    words = f"to {found.newest:%a %-d %b %Y}"
    if found.is_late:
        words = f"late, {words}, {count(found.behind, 'working day')} behind"
    if found.missing:
        words += f"; {', '.join(f'{d:%a %-d %b}' for d in found.missing)} never came"
    return words

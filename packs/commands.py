"""The commands of `python -m packs`: the Board's pack as files, and the morning brief.

Exit codes: 0 done, 1 refused.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from extracts.area import Area, load_area
from extracts.commands import options as option
from extracts.commands.options import FILE, Day, say
from extracts.errors import DashboardError
from extracts.expected import LONDON
from extracts.store import Store
from metrics.registry import measures
from packs.brief.morning import brief as morning_brief
from packs.brief.words import to_html, to_text
from packs.content import Issued, Pack
from packs.errors import PackError
from packs.files import FORMS, file_name
from packs.issuing.issued import issued as issued_packs
from packs.issuing.issued import opened, settings_of
from packs.issuing.since import since
from packs.issuing.steps_since import steps_since
from packs.making.board import board as board_pack
from packs.making.months import months
from packs.making.source import newest_day, seen_on
from packs.making.store_source import StoreSource
from plan.area import with_plan
from plan.steps import steps


class Month(click.ParamType[date]):
    """A month, as 2026-10."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Its first day, or a refusal of the option in words."""
        try:
            return datetime.strptime(value, "%Y-%m").date()
        except ValueError:
            self.fail(f"{value!r} should be a month, as 2026-10.", param, ctx)


month = click.option("--month", type=Month(), metavar="YYYY-MM", help="Default the last.")


@click.group(
    cls=option.Commands,
    stopped="Stopped. Nothing of the store was changed; files that are whole were named above.",
)
def packs() -> None:
    """Make the Board's pack and the morning brief."""


@packs.command()
@month
@click.option("--issued", "number", type=click.IntRange(min=1), help="As issued under this number.")
@click.option("--to", type=FILE, default=Path(), help="A folder; default the one you are in.")
@click.option("--form", "forms", multiple=True, type=click.Choice(list(FORMS)), help="Default all.")
@option.store
def board(
    month: date | None, number: int | None, to: Path, forms: tuple[str, ...], address: str | None
) -> int:
    """Write the Board's pack of a month, a draft of now or as it was issued."""
    store = Store(address)
    found: Issued | None = None
    if number:
        found, pack = _issued(store, month, number)
    else:
        pack = _draft(store, month)
    say(
        f"{pack.area}, {pack.month:%B %Y}, {_which(found)}.",
        *(f"  {s}" for s in pack.in_one_minute),
    )
    for form in forms or tuple(FORMS):
        path = to / file_name(pack, found, form)
        _write(path, FORMS[form](pack, found))
        say(f"Written: {path}")
    return 0


@packs.command(name="issued")
@month
@option.store
def issued_command(month: date | None, address: str | None) -> int:
    """List the packs that were issued, the oldest first."""
    found = issued_packs(Store(address), month)
    for one in found:
        at = datetime.fromisoformat(one.at).astimezone(LONDON)
        why = f" Why again: {one.reason}" if one.reason else ""
        say(f"{one.name}: issued on {at:%d/%m/%Y at %H:%M} by {one.by}.{why}")
    if not found:
        say(f"No pack {f'of {month:%B %Y} ' if month else ''}was issued yet.")
    return 0


@packs.command(name="since")
@month
@click.option("--issued", "number", type=click.IntRange(min=1), help="Default the last issue.")
@option.store
def since_command(month: date | None, number: int | None, address: str | None) -> int:
    """List what is known otherwise by now than in an issued pack: late data, words, the plan."""
    store = Store(address)
    one, pack = _issued(store, month, number)
    area, settings = with_plan(load_area(), store), settings_of(store, one.month, one.number)
    changed = steps_since(settings, area, steps(store), pack)
    found = since(pack, _draft(store, pack.month), changed)
    if not found:
        say(f"Nothing has changed since pack {one.name}: every figure is as it was issued.")
        return 0
    say(
        f"Known otherwise by now than pack {one.name}, issued by {one.by}, has it:",
        *(f"- {difference.says}" for difference in found),
    )
    return 0


@packs.command()
@click.option("--unit", default="", help="A unit, by any of its names; default the whole Area.")
@click.option("--html", type=FILE, help="Write the brief to this file as HTML.")
@click.option("--text", help="Write it to this file as plain text; - prints it, as does neither.")
@click.option("--as-of", type=Day(), help="The day it is seen on, as 2026-11-20; default today.")
@option.store
def brief(
    unit: str, html: Path | None, text: str | None, as_of: datetime | None, address: str | None
) -> int:
    """Write the morning brief of the Area or of a unit: what is overdue, due, and changed."""
    store = Store(address)
    area, source = _source(store)
    today = as_of.date() if as_of else seen_on(source)
    newest = newest_day(source)
    if as_of and newest and today < newest:
        raise PackError(
            f"The data reach to {newest:%a %d %b %Y}, and a brief has their figures: none can be "
            f"made as of {today:%a %d %b %Y}. Give that day or a later one, or leave --as-of out."
        )
    found = morning_brief(source, area, unit=unit, today=today)
    if html:
        _write(html, to_html(found).encode())
        say(f"Written: {html}")
    if text and text != "-":
        _write(Path(text), to_text(found).encode())
        say(f"Written: {text}")
    elif text or not html:
        click.echo(to_text(found), nl=False)
    return 0


def _which(issued: Issued | None) -> str:
    return f"pack {issued.name} as issued by {issued.by}" if issued else "a draft, not issued"


def _source(store: Store) -> tuple[Area, StoreSource]:
    """The Area with its plan, and what the store holds; of what an older version is read, is said.

    Raises AreaError or StoreError.
    """
    area = with_plan(load_area(), store)
    source = StoreSource(store, area)
    for extract in source.damaged:
        say(
            f"{extract.title}: a file of what was published last is damaged or gone, so an older "
            "version is read. Restore the store from a backup.",
            err=True,
        )
    return area, source


def _draft(store: Store, month: date | None) -> Pack:
    area, source = _source(store)
    wanted = month
    if wanted is None:
        there_are = months(source, measures(area).values())
        wanted = there_are[0] if there_are else seen_on(source).replace(day=1)
    return board_pack(source, area, wanted, today=seen_on(source))


def _issued(store: Store, month: date | None, number: int | None) -> tuple[Issued, Pack]:
    """An issued pack, by default of the newest month and its last. Raises PackError."""
    found = issued_packs(store)
    if month is None and not found:
        raise PackError("No pack was issued yet. Without --issued, board makes a draft.")
    of = month or max(one.month for one in found)
    return opened(store, of, number or max((i.number for i in found if i.month == of), default=1))


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as why:
        raise DashboardError(f"{path} cannot be written: {why.strerror}.") from why

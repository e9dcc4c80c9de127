"""The command that says whether today's data is here, for people and for monitoring."""

from datetime import datetime

import click

from extracts.area import load_area
from extracts.commands import options as option
from extracts.commands.options import REFUSED, Day, say
from extracts.errors import count, in_words
from extracts.extract import Extract
from extracts.freshness import Freshness, freshness
from extracts.publications import live
from extracts.registry import EXTRACTS
from extracts.store import Store


@click.command()
@option.store
@click.option("--as-of", type=Day(), help="The day to ask about, as 2026-11-20; default today.")
def fresh(address: str | None, as_of: datetime | None) -> int:
    """Say how fresh each extract is; ends with 1 where a daily one is late or never came."""
    store, area = Store(address), load_area()
    today = (as_of or datetime.now()).date()
    codes = {0}
    for extract in EXTRACTS.values():
        is_daily = extract.key in area.daily_extracts
        days = [p.extract_day for p in live(store.history(extract)) if p.extract_day]
        found = freshness(
            days, today=today, allowed=area.extract_lag_working_days, is_daily=is_daily
        )
        say(fresh_line(extract, found, is_daily=is_daily))
        codes.add(REFUSED if found.is_late else 0)
    return max(codes)


def fresh_line(extract: Extract, found: Freshness, *, is_daily: bool) -> str:
    """How fresh an extract is, in one line that begins with its key, for a machine to find."""
    if found.newest is None:
        return f"{extract.key}: {'missing, none was ever published' if is_daily else 'none yet'}"
    state = "late" if found.is_late else "fresh" if is_daily else "not expected daily"
    line = (
        f"{extract.key}: {state}, to {found.newest:%a %d %b %Y}, "
        f"{count(found.behind, 'working day')} behind"
    )
    if found.missing:
        line += f"; no extract of {in_words(f'{day:%a %d %b}' for day in found.missing)}"
    return line

"""The command that removes old cases for good."""

from datetime import UTC, datetime

import click

from extracts.commands import options as option
from extracts.commands.options import KEYS, Day, say
from extracts.errors import count
from extracts.purge import READERS_WAIT, Removal, check_day, purge, removal
from extracts.registry import EXTRACTS
from extracts.store import Store


@click.command("purge")
@click.option("--before", type=Day(), required=True, help="The day, as 2019-04-01.")
@click.option("--extract", "key", type=KEYS, help="Of one extract; default all.")
@click.option("--confirm", type=int, metavar="N", help="Remove; N is the number said without it.")
@click.option(
    "--wait", type=click.FloatRange(min=0), default=READERS_WAIT, show_default=True,
    help="Seconds that pages under way may still read the files that go.",
)  # fmt: skip
@option.store
@option.who
@option.note
def purge_command(
    before: datetime, key: str | None, confirm: int | None, wait: float, address: str | None,
    who: str, note: str,
) -> int:  # fmt: skip
    """Remove for good the cases that were over before a day. Without --confirm, say which."""
    store, now, day = Store(address), datetime.now(UTC), before.date()
    wanted = [EXTRACTS[key]] if key else list(EXTRACTS.values())
    if confirm is None:
        check_day(day, now)
        plan = [removal(store, extract, day) for extract in wanted]
        for going in plan:
            say(*_lines(going))
        say(*_what_next(plan, sum(r.n for r in plan)))
        return 0
    made = purge(
        store, wanted, day, confirm=confirm, who=who, now=now, note=note, wait=wait,
        progress=lambda words: say(f"{words} …", err=True),
    )  # fmt: skip
    for done in made:
        say(
            f"{EXTRACTS[done.extract].title} no. {done.number}: removed for good "
            f"{count(done.n_purged, 'case')} and {count(done.n_purged_rejected, 'rejected row')}."
        )
    say(_AFTER if made else "No case was left to remove.")
    return 0


_AFTER = (
    "What came before it can no longer be undone or read. Backups, files that were loaded and "
    "servers that are running still hold the cases: see docs/running.md."
)


def _lines(going: Removal) -> list[str]:
    title, cases = going.extract.title, count(going.keys.num_rows, "case")
    lines = []
    if going.unfinished is not None:
        lines.append(f"{title}: a purge was stopped before it had removed its files")
    if not going.n:
        return [*lines, f"{title}: nothing was over before {going.before:%d/%m/%Y}"]
    return [
        *lines,
        f"{title}: {cases} over before {going.before:%d/%m/%Y}, in "
        f"{count(going.n_rows, 'row')} of the log; {count(going.n_rejected, 'rejected row')}; "
        f"{going.n_kept:,} stay",
        *(f"  {year}: {n:,}" for year, n in going.by_year.items()),
    ]


def _what_next(plan: list[Removal], n: int) -> list[str]:
    if n or any(r.unfinished is not None for r in plan):
        return [
            "Nothing is removed yet. What goes cannot be brought back, nor can anything published "
            f"before be undone. To remove it, add --confirm {n}."
        ]
    return ["There is nothing to remove."]

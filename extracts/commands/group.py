"""The commands of `python -m extracts`. What they do, intake.py does; what they say, the words.

Exit codes: 0 published without findings (or nothing to do), 1 refused (one file of several is
enough), 2 published with findings. Of `check`: 0 without findings, 1 would be refused, 2 with
findings.
"""

from datetime import UTC, datetime
from pathlib import Path

import click

from extracts.commands import options as option
from extracts.commands import refusals, words
from extracts.commands.fresh import fresh
from extracts.commands.load import load
from extracts.commands.options import (
    FILE,
    KEYS,
    REFUSED,
    WITH_FINDINGS,
    given,
    read_file,
    say,
    unused_layout,
    worst,
)
from extracts.commands.purge import purge_command
from extracts.commands.watch import watch
from extracts.effects.compare import compare
from extracts.errors import DashboardError
from extracts.export import to_csv
from extracts.intake import undo as undo_publication
from extracts.keeping.address import in_full
from extracts.publications import live
from extracts.refusals import check_may_publish, same_file
from extracts.registry import EXTRACTS
from extracts.store import Store
from extracts.templates import heading_line


@click.group(cls=option.Commands)
def extracts() -> None:
    """Check, publish and undo extracts."""


extracts.add_command(load)
extracts.add_command(purge_command)
extracts.add_command(watch)
extracts.add_command(fresh)


@extracts.command()
@option.paths
@option.store
@option.reading
@click.option("--findings", "to", type=FILE, help="Write every finding to this CSV file.")
def check(
    paths: tuple[Path, ...], address: str | None, key: str | None, layout: Path | None,
    as_of: datetime | None, sheet: str | None, to: Path | None,
) -> int:  # fmt: skip
    """Read files and say what is wrong and what would change; publish nothing."""
    how, store, codes, found = given(key, layout, as_of, sheet), Store(address), {0}, []
    for path in option.found(paths):
        reading = None
        try:
            reading = read_file(path, how, store)
            history = store.history(reading.extract)
            same = same_file(reading, history)
            if same:
                unused = unused_layout(how, reading, store, same)
                would = words.already_lines(reading.extract, same, unused)
            else:
                check_may_publish(reading, live(history))
                would = words.change_lines(reading, compare(store, reading, history=history))
        except DashboardError as why:
            say(*refusals.refused_lines(path.name, why, reading), err=True)
            codes.add(REFUSED)
        else:
            say(*words.reading_lines(reading), *would, *words.finding_lines(reading))
            codes.add(WITH_FINDINGS if len(reading.findings) else 0)
        if reading:
            found.append(reading.findings.assign(file=reading.name))
    if to:
        _write(to, to_csv(words.findings_table(found)))
        say(f"Findings written to {to}.")
    return worst(codes)


@extracts.command()
@click.argument("key", required=False, type=KEYS, metavar="[EXTRACT]")
@option.store
def history(key: str | None, address: str | None) -> int:
    """List every publication and undo, the newest first."""
    store = Store(address)
    wanted = [EXTRACTS[key]] if key else EXTRACTS.values()
    found = [store.history(extract) for extract in wanted]
    for extract, entries in zip(wanted, found, strict=True):
        say(*words.history_lines(extract, entries))
    if not any(found):
        say(f"The store is {in_full(store.address)}.")
    return 0


@extracts.command()
@click.argument("key", type=KEYS, metavar="EXTRACT")
@click.argument("number", required=False, type=click.IntRange(min=1))
@option.store
@option.who
@option.note
@click.option("--and-later", is_flag=True, help="Take the later publications back with it.")
def undo(
    key: str, number: int | None, address: str | None, who: str, note: str, and_later: bool
) -> int:
    """Take back the last publication of an extract, or NUMBER."""
    store, extract, now = Store(address), EXTRACTS[key], datetime.now(UTC)
    done = undo_publication(
        store, extract, who=who, now=now, note=note, number=number, and_later=and_later
    )
    say(words.undone_line(extract, done, store.history(extract)))
    return 0


@extracts.command()
@click.argument("key", required=False, type=KEYS, metavar="[EXTRACT]")
@click.option("--to", type=FILE, help="A folder: write a template of every extract there.")
def template(key: str | None, to: Path | None) -> int:
    """Print the headings of an extract as CSV, or write a template of each to a folder."""
    if to:
        for extract in [EXTRACTS[key]] if key else EXTRACTS.values():
            _write(to / f"{extract.key}.csv", heading_line(extract).encode("utf-8-sig"))
            say(str(to / f"{extract.key}.csv"))
        return 0
    if not key:
        raise click.UsageError("Name an extract, or give --to FOLDER for all of them.")
    click.echo(heading_line(EXTRACTS[key]), nl=False)
    return 0


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as why:
        raise DashboardError(f"{path} cannot be written: {why.strerror}.") from why

"""The command that publishes."""

from datetime import UTC, datetime
from pathlib import Path

import click
from tqdm import tqdm

from extracts.commands import options as option
from extracts.commands import refusals, words
from extracts.commands.options import (
    REFUSED,
    WITH_FINDINGS,
    given,
    read_file,
    say,
    unused_layout,
    worst,
)
from extracts.errors import DashboardError
from extracts.intake import publish
from extracts.publications import live
from extracts.read import Reading
from extracts.refusals import same_file
from extracts.registry import EXTRACTS
from extracts.store import Store


@click.command()
@option.paths
@option.store
@option.who
@option.reading
@option.note
@click.option("--full", is_flag=True, help="The file holds every open case: withdraw the others.")
@click.option("--withdraw", type=int, help="With --full: the number of withdrawn rows, confirmed.")
@click.option("--if-empty", is_flag=True, help="Do nothing where the store has publications.")
def load(
    paths: tuple[Path, ...], address: str | None, who: str, key: str | None, layout: Path | None,
    as_of: datetime | None, sheet: str | None, note: str, full: bool, withdraw: int | None,
    if_empty: bool,
) -> int:  # fmt: skip
    """Publish files and folders, the oldest first. A file that is refused does not stop others."""
    store = Store(address)
    if if_empty and any(live(store.history(e)) for e in EXTRACTS.values()):
        say("The store has publications already; nothing is loaded.")
        return 0
    how, files = given(key, layout, as_of, sheet), option.found(paths)
    if withdraw is not None and not (full and len(files) == 1):
        raise click.UsageError("--withdraw confirms what one file with --full would withdraw.")
    outcomes, codes = [], {0}
    sizes = {path: option.size_of(path) for path in files}
    total = 3 * sum(sizes.values())  # read, compare and write a byte
    with tqdm(total=total, unit="B", unit_scale=True, disable=None) as bar:
        for path in files:
            size, reading = sizes[path], None
            end = bar.n + 3 * size

            def step(doing: str, name: str = path.name, size: int = size) -> None:
                bar.set_description(f"{name}: {doing}", refresh=False)
                bar.update(size)

            bar.set_description(f"{path.name}: read")
            try:
                reading = read_file(path, how, store)
                result = publish(
                    store, reading, who=who, now=datetime.now(UTC), note=note, full=full,
                    withdraw=withdraw, progress=step,
                )  # fmt: skip
                same = result.publication if result.was_already else None
                unused = unused_layout(how, reading, store, same)
            except DashboardError as why:
                with bar.external_write_mode():
                    say(*refusals.refused_lines(path.name, why, reading), err=True)
                outcomes.append("refused")
                codes.add(REFUSED)
                continue
            except KeyboardInterrupt:
                bar.close()
                click.echo(_stopped(path.name, reading, store, full), err=True)
                raise click.exceptions.Exit(REFUSED) from None
            finally:
                bar.update(end - bar.n)
            outcomes.append("already there" if result.was_already else "published")
            with bar.external_write_mode():
                say(*words.outcome_lines(reading, result, unused))
            if not result.was_already and len(reading.findings):
                codes.add(WITH_FINDINGS)
    if len(files) > 1:
        say(words.summary_line(outcomes))
    return worst(codes)


def _stopped(name: str, reading: Reading | None, store: Store, full: bool) -> str:
    """What became of the file under way: an interruption while it is written may come too late."""
    if reading is None:
        return refusals.stopped_line(name)
    try:
        history = store.history(reading.extract)
    except DashboardError:
        return option.STOPPED
    return refusals.stopped_line(name, reading.extract, same_file(reading, history, full=full))

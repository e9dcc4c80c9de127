"""The commands of `python -m plan`: the improvement plan as a file, in and out, and its history.

Exit codes: 0 done (or nothing to do), 1 refused.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click

from extracts.area import load_area
from extracts.commands import options as option
from extracts.commands.options import FILE, say
from extracts.errors import DashboardError, did_you_mean
from extracts.publications import live
from extracts.registry import EXTRACTS
from extracts.store import Store
from plan import words
from plan.actions import actions
from plan.changes import history
from plan.file_rows import Keep
from plan.files import to_file
from plan.known import known
from plan.loading import Preview, preview
from plan.loading import load as load_file


@click.group(
    cls=option.Commands,
    stopped="Stopped. A file is taken whole or not at all: python -m plan export shows the plan.",
)
def plan() -> None:
    """Load, export and look back at the improvement plan."""


@plan.command()
@click.argument("path", type=FILE, metavar="FILE")
@option.store
@option.who
@click.option("--check", is_flag=True, help="Say what would change; save nothing.")
@click.option("--if-empty", is_flag=True, help="Do nothing where the plan has actions.")
@click.option(
    "--keep",
    type=click.Choice(get_args(Keep)),
    help="Of what the file and others both changed since it was exported: theirs, as the plan has "
    "it now, or mine, as the file has it.",
)
def load(
    path: Path, address: str | None, who: str, check: bool, if_empty: bool, keep: Keep | None
) -> int:
    """Take the actions of a CSV file or a workbook into the plan, all of them or none.

    Actions that the file does not have stay as they are, and so does what others changed since the
    file was exported, as its column Revision tells.
    """
    store, now = Store(address), datetime.now(UTC)
    if if_empty and actions(store):
        say("The plan has actions already; nothing is loaded.")
        return 0
    vocabulary = known(load_area())
    found = preview(store, _bytes(path), path.name, known=vocabulary, today=now.date(), keep=keep)
    if if_empty and _is_sample(found) and _has_real_data(store):
        say("The store holds data that is no sample, and the file is a sample; nothing is loaded.")
        return 0
    say(*words.preview_lines(found))
    found.check_chosen()
    if not check:
        load_file(store, found, known=vocabulary, who=who, now=now, today=now.date())
        say(words.loaded_line(found))
    return 0


@plan.command()
@click.argument("path", required=False, type=FILE, metavar="[FILE]")
@option.store
def export(path: Path | None, address: str | None) -> int:
    """Write the plan as CSV, withdrawn actions too, to a file; or print it, as - does."""
    content = to_file(actions(Store(address)))
    if path is None or path == Path("-"):
        click.echo(content.decode("utf-8-sig"), nl=False)
        return 0
    try:
        path.write_bytes(content)
    except OSError as why:
        raise DashboardError(f"{path} cannot be written: {why.strerror}.") from why
    say(f"The plan is written to {path}.")
    return 0


@plan.command("history")
@click.argument("key")
@option.store
def history_command(key: str, address: str | None) -> int:
    """List who changed an action, when and how, the newest first. KEY is as export shows it."""
    store = Store(address)
    if found := history(store, key):
        say(*words.history_lines(found))
        return 0
    keys = [action.key for action in actions(store)]
    raise DashboardError(
        f'The plan has no action "{key}".'
        + (did_you_mean(key, keys) or " 'python -m plan export' shows those that it has.")
    )


def _is_sample(found: Preview) -> bool:
    return all(row.becomes.sample for row in found.rows)


def _has_real_data(store: Store) -> bool:
    published = (p for extract in EXTRACTS.values() for p in live(store.history(extract)))
    return any(p.sample_rows < p.n_accepted for p in published)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as why:
        beside = [p.name for p in path.parent.glob("*")]
        raise DashboardError(f"There is no file {path}.{did_you_mean(path.name, beside)}") from why
    except OSError as why:
        raise DashboardError(f"{path} cannot be opened: {why.strerror}.") from why

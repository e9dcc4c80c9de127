"""What the commands of `python -m extracts` have in common: options, refusals, reading a file."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from extracts.area import load_area
from extracts.commands import refusals
from extracts.errors import DashboardError, UnreadableFile
from extracts.extract import Extract
from extracts.files import files_in
from extracts.keeping.faults import NO_MEMORY
from extracts.layouts import Layout, load_layout
from extracts.publications import Publication
from extracts.read import Reading, read
from extracts.registry import EXTRACTS
from extracts.saved_layouts import find_layout
from extracts.store import Store

REFUSED, WITH_FINDINGS = 1, 2
STOPPED = "Stopped. What was published, python -m extracts history says."


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that has no name
        return "unknown"


class Day(click.DateTime):
    """An extract's own day, of this century as in the names of files."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The day, or a refusal of the option in words."""
        day: datetime = super().convert(value, param, ctx)
        if not 2000 <= day.year <= 2099:
            self.fail(f"{value!r} should be a day from 2000-01-01 to 2099-12-31.", param, ctx)
        return day


FILE = click.Path(path_type=Path)
KEYS = click.Choice(list(EXTRACTS))
paths = click.argument("paths", nargs=-1, required=True, type=FILE)
store = click.option(
    "--store", "address", help="The store's folder or address; default DASHBOARD_STORE or .store."
)
who = click.option("--who", default=_user, show_default="your user name", help="Who does it.")
note = click.option("--note", default="", help="Why, for the history.")


def reading(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that say how files are to be read."""
    for option in (
        click.option("--sheet", help="The sheet of a workbook; default the first."),
        click.option("--as-of", type=Day(), help="The extract's own day, as 2026-11-20."),
        click.option("--layout", type=FILE, help="A TOML file that maps other headings."),
        click.option("--extract", "key", type=KEYS, help="Which it is; else told by headings."),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the options say of every file."""

    extract: Extract | None
    layout: Layout | None
    extract_day: date | None
    sheet: str | None


def found(paths: tuple[Path, ...]) -> list[Path]:
    """The files to take, the oldest first; what is passed over is said. Raises UnreadableFile."""
    inside = files_in(paths)
    say(*refusals.passed_over_lines(inside.passed_over), err=True)
    return inside.files


def given(key: str | None, layout: Path | None, as_of: datetime | None, sheet: str | None) -> Given:
    """What the options say, looked up. Raises LayoutError."""
    return Given(
        extract=EXTRACTS[key] if key else None,
        layout=load_layout(layout) if layout else None,
        extract_day=as_of.date() if as_of else None,
        sheet=sheet,
    )


class Commands(click.Group):
    """A refusal is a sentence; and a slip in the options has no code that means "published".

    stopped: what is said where somebody stops a command.
    """

    def __init__(self, *args: Any, stopped: str = STOPPED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stopped = stopped

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and leave with its exit code."""
        try:
            code = super().main(*args, **kwargs | {"standalone_mode": False})
        except click.ClickException as why:
            why.show()
            code = REFUSED
        except click.Abort:
            click.echo(self.stopped, err=True)
            code = REFUSED
        except MemoryError:
            click.echo(f"Refused: {NO_MEMORY} What was done, the history says.", err=True)
            code = REFUSED
        except DashboardError as why:
            click.echo(f"Refused: {why}{refusals.option_for(why)}", err=True)
            code = REFUSED
        raise SystemExit(code)


def size_of(path: Path) -> int:
    """The bytes of a file; none of one that cannot be opened."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def read_file(path: Path, given: Given, store: Store) -> Reading:
    """The file as it is to be read; DashboardError where it is refused."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as why:
        there = f"is a link to {path.readlink()}, which" if path.is_symlink() else "went away: it"
        raise UnreadableFile(f"It {there} is not there.") from why
    except OSError as why:
        raise UnreadableFile(f"It cannot be opened: {why.strerror}.") from why
    return read(
        data,
        name=path.name,
        today=datetime.now().date(),  # as on the wall, and as `fresh` and `watch` have it
        area=load_area(),
        extract=given.extract,
        layout=given.layout,
        saved_layout=lambda fingerprint: find_layout(store, fingerprint),
        extract_day=given.extract_day,
        sheet=given.sheet,
    )


def unused_layout(
    given: Given, reading: Reading, store: Store, same: Publication | None
) -> Layout | None:
    """The layout given, where the same file was published with another."""
    layout = given.layout
    if same is None or layout is None:
        return None
    is_known = same.layout == layout.name and find_layout(store, reading.fingerprint) == layout
    return None if is_known else layout


def say(*lines: str, err: bool = False) -> None:
    """Print the lines of an answer, or of a refusal."""
    for line in lines:
        click.echo(line, err=err)


def worst(codes: set[int]) -> int:
    """The exit code of several files."""
    return REFUSED if REFUSED in codes else max(codes)

"""The commands of `python -m extracts`: words, options and exit codes. What they do, intake.py does.

Exit codes: 0 published without findings (or nothing to do), 1 refused, 2 published with findings.
"""

import csv
import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pandas as pd
from tqdm import tqdm

from extracts.area import load_area
from extracts.compare import compare
from extracts.errors import DashboardError
from extracts.fields import Extract
from extracts.files import files_in
from extracts.intake import publish
from extracts.intake import undo as undo_publication
from extracts.layouts import Layout, load_layout
from extracts.publications import Publication, live
from extracts.read import Reading, read
from extracts.registry import EXTRACTS
from extracts.saved_layouts import find_layout
from extracts.store import Store

REFUSED, WITH_FINDINGS = 1, 2
_SHOWN = 20
_PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_STORE = click.option("--store", "address", help="The store's folder or address; default DASHBOARD_STORE or .store.")
_WHO = click.option("--who", default=getpass.getuser, show_default="your user name", help="Who publishes.")
_KEYS = click.Choice(list(EXTRACTS))


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the options say of every file."""

    extract: Extract | None
    layout: Layout | None
    extract_day: date | None
    sheet: str | None


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--sheet", help="The sheet of a workbook; default the first."),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The extract's own day, as 2026-11-20."),
        click.option("--layout", type=click.Path(path_type=Path), help="A TOML file that maps other headings."),
        click.option("--extract", "key", type=_KEYS, help="Which extract it is; default told by the headings."),
    ):
        command = option(command)
    return command


def _given(key: str | None, layout: Path | None, as_of: datetime | None, sheet: str | None) -> Given:
    return Given(
        extract=EXTRACTS[key] if key else None,
        layout=load_layout(layout) if layout else None,
        extract_day=as_of.date() if as_of else None,
        sheet=sheet,
    )


class _Command(click.Group):
    def main(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        try:
            return super().main(*args, **kwargs)
        except DashboardError as why:
            click.echo(f"Refused: {why}", err=True)
            sys.exit(REFUSED)


@click.group(cls=_Command)
def extracts() -> None:
    """Check, publish and undo extracts."""


@extracts.command()
@_PATHS
@_STORE
@_reading_options
@click.option("--findings", "to", type=click.Path(path_type=Path), help="Write every finding to this CSV file.")
def check(
    paths: tuple[Path, ...], address: str | None, key: str | None, layout: Path | None, as_of: datetime | None,
    sheet: str | None, to: Path | None,
) -> None:  # fmt: skip
    """Read files and say what is wrong and what would change; publish nothing."""
    given, store, code, found = _given(key, layout, as_of, sheet), Store(address), 0, []
    for path in files_in(paths):
        try:
            reading = _read(path, given, store)
            change = compare(store, reading)
        except DashboardError as why:
            click.echo(f"{path.name}: refused. {why}", err=True)
            code = REFUSED
            continue
        _say_reading(reading)
        click.echo(
            f"  would be: new {change.n_new:,} · changed {change.n_changed:,} · unchanged {change.n_unchanged:,}"
            f" · open but not in the file {change.n_open_missing:,}"
        )
        _say_findings(reading)
        found.append(reading.findings.assign(file=path.name))
        code = code or (WITH_FINDINGS if len(reading.findings) else 0)
    if to and found:
        pd.concat(found).to_csv(to, index=False)
        click.echo(f"Findings written to {to}.")
    sys.exit(code)


@extracts.command()
@_PATHS
@_STORE
@_WHO
@_reading_options
@click.option("--note", default="", help="Why, for the history.")
@click.option("--full", is_flag=True, help="The file holds every open case: those not in it are withdrawn.")
@click.option("--withdraw", type=int, help="With --full: the number of withdrawn rows that you confirm.")
@click.option("--if-empty", is_flag=True, help="Do nothing where the store already has publications.")
def load(
    paths: tuple[Path, ...], address: str | None, who: str, key: str | None, layout: Path | None,
    as_of: datetime | None, sheet: str | None, note: str, full: bool, withdraw: int | None, if_empty: bool,
) -> None:  # fmt: skip
    """Publish files and folders, the oldest first. A file that is refused does not stop the others."""
    store = Store(address)
    if if_empty and any(live(store.history(e)) for e in EXTRACTS.values()):
        return
    given, codes = _given(key, layout, as_of, sheet), set()
    files = files_in(paths)
    with tqdm(total=3 * sum(p.stat().st_size for p in files), unit="B", unit_scale=True, disable=None) as bar:
        for path in files:
            size = path.stat().st_size

            def step(doing: str, name: str = path.name, size: int = size) -> None:
                bar.set_description(f"{name}: {doing}", refresh=False)
                bar.update(size)

            bar.set_description(f"{path.name}: read")
            try:
                reading = _read(path, given, store)
                result = publish(
                    store, reading, who=who, now=datetime.now(UTC), note=note, full=full, withdraw=withdraw, progress=step
                )
            except DashboardError as why:
                bar.write(f"{path.name}: refused. {why}", file=sys.stderr)
                codes.add(REFUSED)
                continue
            bar.update(size)
            with bar.external_write_mode():
                _say_published(reading, result.publication, was_already=result.was_already)
            if not result.was_already and len(reading.findings):
                codes.add(WITH_FINDINGS)
    sys.exit(REFUSED if REFUSED in codes else max(codes, default=0))


@extracts.command()
@click.argument("key", required=False, type=_KEYS, metavar="[EXTRACT]")
@_STORE
def history(key: str | None, address: str | None) -> None:
    """List every publication and undo, the newest first."""
    store = Store(address)
    for extract in [EXTRACTS[key]] if key else EXTRACTS.values():
        entries = store.history(extract)
        click.echo(f"{extract.title}: {len(live(entries))} publications hold")
        for p in reversed(entries):
            click.echo(f"  {_history_line(p)}")


def _history_line(p: Publication) -> str:
    head = f"no. {p.number:<4} {p.at:%d %b %Y %H:%M} UTC  {p.who}"
    note = f"  ({p.note})" if p.note else ""
    if p.is_undo:
        return f"{head}  undid no. {', '.join(map(str, p.undoes))}{note}"
    undone = "  [undone]" if p.is_undone else ""
    return (
        f"{head}  {p.file}, of {p.extract_day:%a %d %b %Y}: new {p.n_new:,}, changed {p.n_changed:,}, "
        f"unchanged {p.n_unchanged:,}, rejected {p.n_rejected:,}{undone}{note}"
    )


@extracts.command()
@click.argument("key", type=_KEYS, metavar="EXTRACT")
@click.argument("number", required=False, type=int)
@_STORE
@_WHO
@click.option("--note", default="", help="Why, for the history.")
@click.option("--and-later", is_flag=True, help="Take the later publications back with it.")
def undo(key: str, number: int | None, address: str | None, who: str, note: str, and_later: bool) -> None:
    """Take back the last publication of an extract, or NUMBER."""
    done = undo_publication(
        Store(address), EXTRACTS[key], who=who, now=datetime.now(UTC), note=note, number=number, and_later=and_later
    )
    click.echo(f"{EXTRACTS[key].title}: undid no. {', '.join(map(str, done.undoes))} (this is no. {done.number}).")


@extracts.command()
@click.argument("key", required=False, type=_KEYS, metavar="[EXTRACT]")
@click.option("--to", type=click.Path(path_type=Path), help="A folder: write a template of every extract there.")
def template(key: str | None, to: Path | None) -> None:
    """Print the headings of an extract as CSV, or write a template of each to a folder."""
    if to:
        to.mkdir(parents=True, exist_ok=True)
        for extract in [EXTRACTS[key]] if key else EXTRACTS.values():
            (to / f"{extract.key}.csv").write_text(heading_line(extract), "utf-8-sig")
            click.echo(to / f"{extract.key}.csv")
    elif key:
        click.echo(heading_line(EXTRACTS[key]), nl=False)
    else:
        raise click.UsageError("Name an extract, or give --to FOLDER for all of them.")


def heading_line(extract: Extract) -> str:
    """The titles of the fields as one line of CSV."""
    line: list[str] = []
    csv.writer(type("Lines", (), {"write": staticmethod(line.append)})()).writerow(f.title for f in extract.fields)
    return line[0]


def _read(path: Path, given: Given, store: Store) -> Reading:
    return read(
        path.read_bytes(),
        name=path.name,
        today=datetime.now(UTC).date(),
        area=load_area(),
        extract=given.extract,
        layout=given.layout,
        saved_layout=lambda fingerprint: find_layout(store, fingerprint),
        extract_day=given.extract_day,
        sheet=given.sheet,
    )


def _say_reading(reading: Reading) -> None:
    layout = f", layout {reading.layout.name}" if reading.layout else ""
    click.echo(
        f"{reading.name}: {reading.extract.title}, {reading.n_rows:,} rows, {reading.encoding}{layout}, "
        f"to {reading.extract_day:%a %d %b %Y} ({reading.extract_day_from})"
    )
    click.echo(
        f"  accepted {reading.n_accepted:,} · rejected {reading.n_rejected:,} · repeated {reading.n_repeated:,}"
        f" · findings {len(reading.findings):,}"
    )


def _say_published(reading: Reading, publication: Publication, *, was_already: bool) -> None:
    _say_reading(reading)
    if was_already:
        click.echo(
            f"  nothing published: the same file is {reading.extract.title} no. {publication.number}, published "
            f"{publication.at:%d %b %Y %H:%M} UTC by {publication.who}"
        )
        return
    click.echo(
        f"  published as {reading.extract.title} no. {publication.number}: new {publication.n_new:,} · changed "
        f"{publication.n_changed:,} · unchanged {publication.n_unchanged:,} · withdrawn {publication.n_withdrawn:,}"
    )
    _say_findings(reading)


def _say_findings(reading: Reading) -> None:
    for finding in reading.findings.head(_SHOWN).itertuples(index=False):
        where = f"row {finding.row}" if finding.row else "file"
        heading = f", {finding.heading}" if finding.heading else ""
        click.echo(f"  {where}{heading}: {finding.message}")
    if len(reading.findings) > _SHOWN:
        click.echo(f"  and {len(reading.findings) - _SHOWN:,} more; 'check --findings FILE' writes them all")

"""`python -m tests.bench`: measures speed and memory, and says what is over its limit.

Every ratio is of medians, and of what was measured in turn within this run: on a busy machine
both get slower. What each one is, and why: docs/speed.md.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from tests.bench.report import Figure, table

PARTS = ("read", "suggest", "preview", "publish", "counts", "judge", "pages", "upload")
REPEATS, FEWER = 5, 3


@click.command()
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Some parts; default all.")
@click.option("--quick", is_flag=True, help="A tenth of the rows, to try the benchmark itself.")
def bench(only: tuple[str, ...], *, quick: bool) -> None:
    """Measure speed and memory. Exit code 1 where a limit is passed, but never with --quick."""
    _say_load()
    found: list[Figure] = []
    for name in only or PARTS:
        start = perf_counter()
        with TemporaryDirectory(prefix="bench ") as folder:
            part = import_module(f"tests.bench.{name}")
            repeats = FEWER if quick else REPEATS
            for figure in part.figures(Path(folder), repeats=repeats, quick=quick):
                click.echo(figure, err=True)
                found.append(figure)
        click.echo(f"{name}: measured in {perf_counter() - start:.0f} s", err=True)
    _say_load()
    click.echo(table(found))
    over = [figure for figure in found if figure.is_over]
    click.echo(f"{len(over)} of {sum(f.limit is not None for f in found)} over the limit")
    sys.exit(1 if over and not quick else 0)


def _say_load() -> None:
    waiting, processors = os.getloadavg()[0], os.cpu_count()
    click.echo(f"load {waiting:.1f} on {processors} processors", err=True)


if __name__ == "__main__":
    bench()

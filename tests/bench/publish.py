"""Publishing a daily extract into a large store, beside the same into a small one."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import pyarrow as pa

from tests.bench import made
from tests.bench.alone import ROOT, alone
from tests.bench.report import Figure, Took, ratio
from tests.bench.steps import steps

SMALL, LARGE = 10_000, 1_000_000
UPDATES, NEW = 4_000, 1_000
TIMES = 3.0
DAY = made.LAST + timedelta(days=made.REVISIONS + 1)


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    large = LARGE // 10 if quick else LARGE
    stores = {}
    for name, rows, revised in (
        (f"into {SMALL:,}", SMALL, 0.02),
        (f"into {large:,}", large, 0.02),
        (f"into {large:,}, each revised once", large, 1.0),
    ):
        stores[name] = folder / name
        alone(prepare, folder=stores[name], rows=rows, revised=revised)
    taken: dict[str, list[Took]] = {name: [] for name in stores}
    for turn in range(-1, repeats):  # the first is not measured
        for name, stored in stores.items():
            took = _loaded(stored)
            if turn >= 0:
                taken[name].append(took)
    small, *larger = stores
    limits = (TIMES, None)
    said = f"publish {UPDATES + NEW:,} rows"
    return [
        *(
            ratio(f"{said} {name}", taken[name], taken[small], limit=limit, than=small)
            for name, limit in zip(larger, limits, strict=True)
        ),
        *_parts(said, larger[0], stores[larger[0]], repeats),
    ]


def prepare(folder: str, rows: int, revised: float) -> None:
    """A store of so many rows, and a file of the next working day."""
    made.store(Path(folder) / "store", rows=rows, revised=revised)
    known = made.charging(rows - UPDATES, UPDATES, rows)
    new = made.charging(rows // 3 * 3 + 3, NEW, rows + NEW * 10, last=DAY)
    both = pa.concat_tables([made.as_decided(known, DAY), new])
    made.csv_file(Path(folder) / f"charging_{DAY}.csv", both)


def _loaded(stored: Path) -> Took:
    """The time of `python -m extracts load` into a fresh copy of a store."""
    copy = _copied(stored)
    start, worked = perf_counter(), _children()
    done = subprocess.run(
        [sys.executable, "-m", "extracts", "load", str(_file(stored))],
        cwd=ROOT,
        env=os.environ | {"DASHBOARD_STORE": str(copy)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    took = perf_counter() - start, _children() - worked
    assert done.returncode == 0, f"load ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    wanted = f"new {NEW:,} · changed {UPDATES:,} · unchanged 0"
    assert wanted in done.stdout, done.stdout
    return took


def _children() -> float:
    """The processor time of all processes that this one started and that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _parts(said: str, name: str, stored: Path, repeats: int) -> list[Figure]:
    """What the seconds of a load are made of, but for starting and ending the process."""
    taken = [
        alone(steps, store=_copied(stored), file=_file(stored), day=DAY).result
        for _ in range(repeats)
    ]
    return [
        Figure(what=f"{said} {name}: {step}", value=median(t[step] for t in taken), unit="s")
        for step in taken[0]
    ]


def _copied(stored: Path) -> Path:
    copy = stored / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    return Path(shutil.copytree(stored / "store", copy))


def _file(stored: Path) -> Path:
    return next(stored.glob("charging_*.csv"))

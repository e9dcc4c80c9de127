"""Loads in processes of their own, and what they leave in a store."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner

from extracts.commands.group import extracts
from extracts.publications import live
from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.browser.serving import ROOT

CHARGING = EXTRACTS["charging"]
FIRST = date(2026, 11, 2)


def write_day(folder: Path, n: int, rows: int = 300) -> Path:
    """The charging extract of the nth day: some cases come, some are decided, most stay."""
    path = folder / f"charging_{FIRST + timedelta(days=n)}.csv"
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(f.title for f in CHARGING.fields)
        for case in range(n * 10, n * 10 + rows):
            is_decided = case % 7 < n % 7
            lines.writerow(
                [
                    f"06AA{case:07}", 1, "Cumbria Magistrates Hub", "Crown Court", "28 day", "No",
                    "01/11/2026", "", "02/11/2026" if is_decided else "",
                    "Charge" if is_decided else "", "", "",
                ]
            )  # fmt: skip
    return path


def start(store: Path, *paths: Path) -> subprocess.Popen[str]:
    """Begin to load files into a store."""
    return start_command(store, "load", *map(str, paths))


def start_command(store: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin a command of `python -m extracts` over a store."""
    return subprocess.Popen(
        [sys.executable, "-m", "extracts", *arguments],
        cwd=ROOT,
        env=os.environ | {"DASHBOARD_STORE": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def load(store: Path, *paths: Path) -> str:
    """Load files into a store, here and now; what was said."""
    done = CliRunner().invoke(extracts, ["load", "--store", str(store), *map(str, paths)])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def files(store: Path) -> list[str]:
    """The files whose publications hold, after a look at their numbers."""
    history = Store(store).history(CHARGING)
    assert [p.number for p in history] == [*range(1, len(history) + 1)]
    found = [p.file for p in live(history)]
    assert len(set(found)) == len(found), "a file was published twice"
    return found


def cases(store: Path) -> set[tuple[object, ...]]:
    """The cases that a store holds, each once."""
    rows = [tuple(r.values()) for r in Store(store).current(CHARGING).to_pylist()]
    assert len({r[:2] for r in rows}) == len(rows), "a case is held twice"
    return set(rows)


def logged(store: Path) -> dict[int, int]:
    """How many rows of the log each publication wrote."""
    n: dict[int, int] = {}
    for kind in ("row", "seen"):
        log = Store(store).scan(CHARGING, ["_publication"], kind=kind).read_all()
        for number in log["_publication"].to_pylist():
            n[number] = n.get(number, 0) + 1
    return n


def names(paths: Iterable[Path]) -> list[str]:
    """The names of files."""
    return [path.name for path in paths]

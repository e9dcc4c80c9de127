"""Stores that the dashboard is tried over: none, a single case, and the sample data."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from extracts.fields import Field
from extracts.kinds import Choice
from extracts.registry import EXTRACTS
from tests.browser.serving import ROOT

PUBLISHED = (0, 2)  # 2: published, with findings; the sample data has faults planted in it


def empty(store: Path) -> None:
    """Nothing: the folder is not even there."""


def one_row(store: Path) -> None:
    """One charging case, written from the declaration of the extract."""
    extract = EXTRACTS["charging"]
    file = store.with_name(f"{store.name} files") / "charging.csv"
    file.parent.mkdir()
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow([field.title for field in extract.fields])
        rows.writerow([_cell(field) for field in extract.fields])
    load(file.parent, store)


def sample(store: Path) -> None:
    """The sample data that comes with the program, and its improvement plan."""
    load(ROOT / "sample_data", store)
    load(ROOT / "sample_data" / "improvement_plan.csv", store, command="plan")


STORES: dict[str, Callable[[Path], None]] = {
    "empty": empty,
    "one row": one_row,
    "sample": sample,
}


def _cell(field: Field) -> str:
    if field.blank:
        return ""
    if isinstance(field, Choice):
        return field.values[0]
    return field.example or "06AA0000126"


def load(path: Path, store: Path, *, command: str = "extracts") -> None:
    """Publish a file, or all files of a folder; command "plan": take a file into the plan."""
    done = subprocess.run(
        [sys.executable, "-m", command, "load", str(path)],
        cwd=ROOT,
        env=os.environ | {"DASHBOARD_STORE": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in PUBLISHED, f"load ended with {done.returncode}:\n{done.stdout}"

"""Where the golden figures are: this folder, or that of GOLDEN_DIR."""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("GOLDEN_DIR") or HERE)

Row = dict[str, str]


def table(kind: str, name: str) -> list[Row]:
    """The rows of a file; none where the folder has no such file."""
    path = FOLDER / kind / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_series(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row["series_id"]].append(row)
    return found


def number(text: str) -> float:
    """A figure as written; NaN for one that is missing."""
    return float(text) if text not in ("", "NA") else float("nan")

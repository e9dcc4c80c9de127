"""What publishing a file of a million rows into a store of a million would do, before it does."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

import pyarrow as pa

from extracts.area import load_area
from extracts.effects.preview import preview
from extracts.read import read
from extracts.store import Store
from tests.bench import made
from tests.bench.alone import alone
from tests.bench.report import Figure

ROWS = 1_000_000
SECONDS = 15.0
MEMORY = 2.0  # GB
DAY = made.LAST + timedelta(days=made.REVISIONS + 1)


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    rows = ROWS // 10 if quick else ROWS
    alone(prepare, folder=folder, rows=rows)
    taken = [alone(ours, folder=folder) for _ in range(repeats)]
    reading, looking, standing = (median(t.result[i] for t in taken) for i in range(3))
    of = f"preview {rows:,} rows into {rows:,}"
    return [
        Figure(
            what=of,
            value=reading + looking,
            unit="s",
            limit=SECONDS,
            note=f"read {reading:.2f} s, compare {looking:.2f} s",
        ),
        Figure(what=f"{of}: longest step of the progress bar", value=standing, unit="s"),
        Figure(
            what=f"{of}: memory", value=max(t.peak for t in taken) / 1e9, unit="GB", limit=MEMORY
        ),
    ]


def prepare(folder: str, rows: int) -> None:
    """A store, and a file of which a tenth of the rows has changed and a tenth is new."""
    made.store(Path(folder) / "store", rows=rows, revised=0.02)
    each = rows // 10
    known = made.charging(0, rows - each, rows)
    parts = [
        made.as_decided(known.slice(0, each), made.LAST),
        known.slice(each),
        made.charging(rows // 3 * 3 + 3, each, 2 * rows),
    ]
    made.csv_file(Path(folder) / f"charging_{DAY}.csv", pa.concat_tables(parts))


def ours(folder: str) -> list[float]:
    """Seconds of reading, of the preview, and between two words of progress at most."""
    path = Path(folder) / f"charging_{DAY}.csv"
    data, area, today = path.read_bytes(), load_area(), DAY
    told = [perf_counter()]

    def progress(share: float, words: str) -> None:
        told.append(perf_counter())

    start = perf_counter()
    reading = read(data, name=path.name, today=today, area=area, progress=progress)
    between = perf_counter()
    found = preview(
        Store(Path(folder) / "store"), reading, area=area, today=today, progress=progress
    )
    end = perf_counter()
    assert found.change.n_new == reading.n_rows // 10
    return [between - start, end - between, max(b - a for a, b in pairwise(told))]

"""Suggesting what the columns of a foreign file are, and reading what a person chose of them."""

from pathlib import Path
from random import Random
from time import perf_counter

from extracts.area import load_area
from extracts.mapping.mapped_columns import mapped_columns
from extracts.mapping.suggest import suggest
from tests.bench.alone import alone
from tests.bench.report import Figure

ROWS, COLUMNS = 1_000_000, 200
DIFFERENT = 2_000  # rows, again and again: a cell each would take minutes to make
WORDS = ("Received date", "Case ref", "Team", "Result", "Decision dt", "Category", "Officer")
CHOSEN = {"urn": 1, "unit": 2, "outcome": 3, "decided_on": 4}
LIMIT = 2.0  # seconds


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    """The best time of each: a busy machine only ever adds to it."""
    rows = ROWS // 10 if quick else ROWS
    path = folder / "foreign.csv"
    path.write_bytes(foreign(rows))
    # In a process of its own each time: what has been compared once is remembered.
    done = [alone(seconds, path=str(path)) for _ in range(repeats)]
    suggested, mapped = (min(each) for each in zip(*(d.result for d in done), strict=True))
    return [
        Figure(
            what=f"suggest for {rows:,} rows of {COLUMNS} columns",
            value=suggested,
            unit="s",
            limit=LIMIT,
            note=f"{path.stat().st_size / 2**20:.0f} MB; the best of {repeats}",
        ),
        Figure(what=f"read {len(CHOSEN)} of its columns, all rows", value=mapped, unit="s"),
        Figure(what="memory at its peak", value=max(d.peak for d in done) / 2**30, unit="GB"),
    ]


def foreign(rows: int) -> bytes:
    """A file that no extract knows, of short cells, so that it may be loaded at all."""
    random = Random(1)
    headings = ",".join(f"{WORDS[i % len(WORDS)]} {i}" for i in range(COLUMNS))
    some = "".join(
        ",".join(random.choice("0123456789ab") for _ in range(COLUMNS)) + "\n"
        for _ in range(DIFFERENT)
    )
    return f"{headings}\n{some * (rows // DIFFERENT)}".encode()


def seconds(path: str) -> tuple[float, float]:
    data, area = Path(path).read_bytes(), load_area()
    start = perf_counter()
    found = suggest(data, area=area)
    suggested = perf_counter()
    mapped_columns(found, "charging", CHOSEN)
    return suggested - start, perf_counter() - suggested

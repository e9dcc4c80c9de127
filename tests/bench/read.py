"""Reading and checking a large file, beside pyarrow reading the same bytes as text."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv

from extracts.area import load_area
from extracts.read import Reading, read
from tests.bench import made
from tests.bench.alone import alone, in_turn
from tests.bench.report import Figure, Took, ratio

ROWS = 1_000_000
TIMES = 4.0
MEMORY = 1.5  # GB


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    rows = ROWS // 10 if quick else ROWS
    alone(write, folder=folder, rows=rows)
    faulty, right = folder / "charging.csv", folder / "charging right.csv"
    of = f"read {rows:,} rows"
    taken = {
        name: alone(compare, path=path, repeats=repeats).result
        for name, path in (("faulty", faulty), ("right", right))
    }
    peak = alone(ours, path=faulty)
    assert peak.result == [rows, rows // 100], f"rows and findings are {peak.result}"
    return [
        ratio(f"{of}, 1% faulty", *taken["faulty"], limit=TIMES, than="pyarrow"),
        Figure(what=f"{of}, 1% faulty: memory", value=peak.peak / 1e9, unit="GB", limit=MEMORY),
        ratio(f"{of}, none faulty", *taken["right"], limit=None, than="pyarrow"),
    ]


def write(folder: str, rows: int) -> None:
    right = Path(folder) / "charging right.csv"
    made.csv_file(right, made.charging(0, rows, rows))
    made.with_faults(right, Path(folder) / "charging.csv")


def compare(path: str, repeats: int) -> list[list[Took]]:
    data = Path(path).read_bytes()
    return in_turn(repeats, lambda: _ours(data), lambda: _bare(data))


def ours(path: str) -> list[int]:
    reading = _ours(Path(path).read_bytes())
    return [reading.n_rows, len(reading.findings)]


def _ours(data: bytes) -> Reading:
    return read(data, name="charging.csv", today=made.LAST, area=load_area())


def _bare(data: bytes) -> Any:
    titles = data[: data.index(b"\n")].decode().split(",")
    return pyarrow.csv.read_csv(
        pa.BufferReader(data),
        parse_options=pyarrow.csv.ParseOptions(invalid_row_handler=lambda row: "skip"),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(titles, pa.string()), strings_can_be_null=False
        ),
    )

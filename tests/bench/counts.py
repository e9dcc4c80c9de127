"""Counting what happened to the cases of a clock, over stores of one and ten million cases."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from extracts.keeping.newest import ORDER
from extracts.store import Store
from metrics.clocks import CalendarDays, Clock, Where
from metrics.counts import counts
from tests.bench import made, native
from tests.bench.alone import alone, in_turn
from tests.bench.report import Figure, Took, ratio

MILLION = 1_000_000
CLOCK = Clock(
    extract="charging",
    where=(Where("review_track", ("28 day",)), Where("in_custody", (False,))),
    starts="received_on",
    stops="decided_on",
    limit=CalendarDays(28),
)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A store to count over, and the limits. days: published day by day, on so many."""

    said: str
    cases: int
    revised: float = 0.02
    days: int = 0
    times_pandas: float | None = None
    times_scan: float | None = None
    memory: float | None = None  # GB


TRIALS = (
    Trial(said="2% revised", cases=MILLION, times_pandas=1.0),
    Trial(said="2% revised", cases=10 * MILLION, times_pandas=1 / 3, times_scan=12.0, memory=2.0),
    Trial(said="each revised once", cases=MILLION, revised=1.0),
    Trial(said="each revised once", cases=10 * MILLION, revised=1.0),
    Trial(said="of 1,000 daily files", cases=MILLION // 10, days=1000),
)


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    found = []
    for number, trial in enumerate(TRIALS):
        cases = trial.cases // 10 if quick else trial.cases
        days = trial.days // 10 if quick else trial.days
        stored = folder / str(number)
        alone(prepare, folder=stored, cases=cases, revised=trial.revised, days=days)
        taken = alone(compare, folder=stored, repeats=repeats).result
        peak, pandas_peak = (alone(run, folder=stored, name=n).peak for n in ("ours", "pandas"))
        shutil.rmtree(stored)
        said = f"count {cases:,} cases, {trial.said}"
        found += [
            ratio(
                f"{said}: time",
                *(taken["ours"], taken["pandas"]),
                limit=trial.times_pandas,
                than="pandas",
            ),
            ratio(
                f"{said}: beside the scan",
                *(taken["ours"], taken["scan"]),
                limit=trial.times_scan,
                than="the scan",
            ),
            Figure(
                what=f"{said}: memory",
                value=peak / 1e9,
                unit="GB",
                limit=trial.memory,
                note=f"pandas {pandas_peak / 1e9:.2f} GB",
            ),
        ]
    return found


def prepare(folder: str, cases: int, revised: float, days: int) -> None:
    if days:
        made.daily(Path(folder), rows=cases, days=days)
    else:
        made.store(Path(folder), rows=cases, revised=revised)


def compare(folder: str, repeats: int) -> dict[str, list[Took]]:
    """Seconds of each way, in turn; and that pandas and we count the same."""
    store = Store(folder)
    _assert_same(_ours(store), _pandas(store))
    taken = in_turn(repeats, *(lambda way=way: way(store) for way in WAYS.values()))
    return dict(zip(WAYS, taken, strict=True))


def run(folder: str, name: str) -> None:
    WAYS[name](Store(folder))


def _ours(store: Store) -> pd.DataFrame:
    with store.newest(made.CHARGING, CLOCK.columns()) as rows:
        return counts(rows, CLOCK, as_of=made.AS_OF)


def _pandas(store: Store) -> pd.DataFrame:
    return native.counts(store, made.AS_OF)


def _scan(store: Store) -> int:
    """Only read what ours reads."""
    columns = [*dict.fromkeys([*CLOCK.columns(), "_withdrawn", "_case", *ORDER])]
    return sum(batch.num_rows for batch in store.scan(made.CHARGING, columns))


WAYS: dict[str, Callable[[Store], Any]] = {"ours": _ours, "pandas": _pandas, "scan": _scan}


def _assert_same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    columns = list(one.columns)
    ordered = []
    for frame in (one, other[columns]):
        plain = frame.astype({c: "str" for c in columns if c not in ("day", "days", "n")})
        plain = plain.astype({"day": "datetime64[s]", "days": "float64", "n": "int64"})
        ordered.append(plain.sort_values(columns, ignore_index=True))
    pd.testing.assert_frame_equal(*ordered)

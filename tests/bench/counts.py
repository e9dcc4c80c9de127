"""Counting what happened to the cases of a clock, over stores of one and ten million cases."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from extracts.store import Store
from metrics.clocks import CalendarDays, Clock, Where
from metrics.counts import counts
from tests.bench import made, native
from tests.bench.alone import alone, in_turn
from tests.bench.report import Figure, Took, ratio

MILLION = 1_000_000
FRESH, ROUTINE = 0.02, 1.0  # the share of cases that later publications revise
TIMES_PANDAS = {MILLION: 1.0, 10 * MILLION: 1 / 3}
TIMES_SCAN = {MILLION: None, 10 * MILLION: 12.0}
MEMORY = {MILLION: None, 10 * MILLION: 2.0}  # GB
AS_OF = made.LAST + timedelta(days=made.REVISIONS)
CLOCK = Clock(
    extract="charging",
    where=(Where("review_track", ("28 day",)), Where("in_custody", (False,))),
    starts="received_on",
    stops="decided_on",
    limit=CalendarDays(28),
)


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    found = []
    for size, revised in (
        (MILLION, FRESH),
        (10 * MILLION, FRESH),
        (MILLION, ROUTINE),
        (10 * MILLION, ROUTINE),
    ):
        rows = size // 10 if quick else size
        stored = folder / f"{rows} {revised}"
        alone(prepare, folder=stored, rows=rows, revised=revised)
        taken = alone(compare, folder=stored, repeats=repeats).result
        peak = alone(run, folder=stored, name="ours")
        pandas_peak = alone(run, folder=stored, name="pandas").peak
        said = f"count {rows:,} cases, {revised:.0%} revised"
        judged = revised == FRESH
        found += [
            ratio(
                f"{said}: time",
                *(taken["ours"], taken["pandas"]),
                limit=TIMES_PANDAS[size] if judged else None,
                than="pandas",
            ),
            ratio(
                f"{said}: beside the scan",
                *(taken["ours"], taken["scan"]),
                limit=TIMES_SCAN[size] if judged else None,
                than="the scan",
            ),
            Figure(
                what=f"{said}: memory",
                value=peak.peak / 1e9,
                unit="GB",
                limit=MEMORY[size] if judged else None,
                note=f"pandas {pandas_peak / 1e9:.2f} GB",
            ),
        ]
    return found


def prepare(folder: str, rows: int, revised: float) -> None:
    made.store(Path(folder), rows=rows, revised=revised)


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
        return counts(rows, CLOCK, as_of=AS_OF)


def _pandas(store: Store) -> pd.DataFrame:
    return native.counts(store, AS_OF)


def _scan(store: Store) -> int:
    """Only read what both of them read."""
    return sum(batch.num_rows for batch in store.scan(made.CHARGING, native.COLUMNS))


WAYS: dict[str, Callable[[Store], Any]] = {"ours": _ours, "pandas": _pandas, "scan": _scan}


def _assert_same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    columns = list(one.columns)
    ordered = []
    for frame in (one, other[columns]):
        plain = frame.astype({c: "str" for c in columns if c not in ("day", "days", "n")})
        plain = plain.astype({"day": "datetime64[s]", "days": "float64", "n": "int64"})
        ordered.append(plain.sort_values(columns, ignore_index=True))
    pd.testing.assert_frame_equal(*ordered)

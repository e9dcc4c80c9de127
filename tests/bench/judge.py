"""Judging many lines: limits, rules, verdicts and the reasons in words."""

from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from metrics.presets import PRESETS
from metrics.spc import judge
from tests.bench.alone import alone, in_turn
from tests.bench.report import Figure

# units and points of each -> seconds that judging all of them may take
SIZES = {(200, 1000): 0.25, (20, 60): 0.010}
TIMES = 5  # as often as other parts are timed, for what takes so little


def figures(folder: Path, *, repeats: int, quick: bool) -> list[Figure]:
    """The best time of each size: a busy machine only ever adds to it."""
    found = []
    for (units, points), limit in SIZES.items():
        points = points // 10 if quick else points
        taken = alone(seconds, units=units, points=points, repeats=TIMES * repeats).result
        unit, per = ("s", 1) if limit > 0.1 else ("ms", 1000)
        found.append(
            Figure(
                what=f"judge {units} × {points:,} points",
                value=min(taken) * per,
                unit=unit,
                limit=limit * per,
                note=f"the best of {len(taken)}; their median {median(taken) * 1000:.1f} ms",
            )
        )
    return found


def seconds(units: int, points: int, repeats: int) -> list[float]:
    lines = shares(units, points)
    (taken,) = in_turn(repeats, lambda: _judged(lines))
    found = _judged(lines)
    assert len(found.points) == units * points
    assert found.verdicts["reason"].ne("").any()
    return [clock for clock, _ in taken]


def _judged(lines: pd.DataFrame):
    preset = PRESETS["making_data_count"]
    return judge(lines, by=["unit"], preset=preset, better="higher", chosen=True)


def shares(units: int, points: int) -> pd.DataFrame:
    """Shares of some 60 cases a month that drift, so that many of them are signals."""
    random = np.random.default_rng(1)
    whole = random.poisson(60, (units, points)) + 1
    rate = 0.75 + random.normal(scale=0.01, size=(units, points)).cumsum(axis=1)
    part = random.binomial(whole, np.clip(rate, 0.05, 0.95))
    months = np.arange("1970-01", points, dtype="datetime64[M]").astype("datetime64[s]")
    names = [f"Unit {number}" for number in range(units)]
    return pd.DataFrame(
        {
            "unit": pd.Categorical(np.repeat(names, points), categories=names),
            "period": np.tile(months, units),
            "value": (part / whole).ravel(),
            "part": part.ravel(),
            "whole": whole.ravel(),
            "small": whole.ravel() < 40,
            "left_out": False,
            "target": 0.8,
        }
    )

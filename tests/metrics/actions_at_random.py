"""Actions drawn at random over units drawn at random, as frames of series.series() by unit.

Each unit has a level, a size and a trend of its own; its months resemble the one before by as much
as 0.5; every month moves all units alike; each Christmas leaves a queue, which is not the same
everywhere; and cases are in time or not by a throw each. Where an action has an effect, that comes
in over two months.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

UNITS = [f"Unit {letter}" for letter in "ABCDEFGHIJK"]
FIRST = np.datetime64("2024-04", "M")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    points: pd.DataFrame
    units: tuple[str, ...]
    started: date
    until: date


def draw(
    random: np.random.Generator,
    *,
    effect: float = 0.0,
    trend: float | None = None,
    how_many: tuple[int, ...] = (1, 1, 1, 2, 3, 5),
    own_trend: float = 0.0,
    chosen: str = "",
    months: int | None = None,
    likeness: float | None = None,
) -> Drawn:
    """One action.

    trend: the standard deviation of units' trends, in a month; own_trend: of the units that have
    the action, besides. chosen: "largest" or "smallest", whose action it is; else any.
    """
    n = months or int(random.integers(20, 37))
    start = int(random.integers(8, n - 6))
    trend = random.choice([0.0, 0.002, 0.005]) if trend is None else trend
    rho = random.uniform(0, 0.5) if likeness is None else likeness
    size = np.exp(random.uniform(np.log(25), np.log(250), len(UNITS)))
    owner = np.zeros(len(UNITS), bool)
    order = {"largest": np.argsort(-size), "smallest": np.argsort(size)}
    pick = order.get(chosen, random.permutation(len(UNITS)))
    owner[pick[: int(random.choice(how_many))]] = True
    month = np.arange(n)
    noise = random.normal(size=(len(UNITS), n))
    for at in range(1, n):
        noise[:, at] = rho * noise[:, at - 1] + np.sqrt(1 - rho**2) * noise[:, at]
    dip = np.select([(month + 3) % 12 == 11, (month + 3) % 12 == 0], [0.06, 0.15], 0.0)
    slope = random.normal(0, trend, len(UNITS)) + own_trend * owner
    share = (
        random.uniform(0.6, 0.85, len(UNITS))[:, None]
        + random.uniform(0.01, 0.04) * noise
        + slope[:, None] * (month - n / 2)
        + random.normal(0, 0.02, n)
        - random.uniform(0.7, 1.3, len(UNITS))[:, None] * dip
        + effect * owner[:, None] * np.clip((month - start + 0.5) / 2, 0, 1) * (month >= start)
    )
    whole = np.maximum(random.poisson(size[:, None], share.shape), 1)
    part = random.binomial(whole, np.clip(share, 0.01, 0.99))
    period = np.tile(FIRST + month, len(UNITS)).astype("datetime64[s]")
    points = pd.DataFrame(
        {
            "unit": np.repeat(UNITS, n),
            "period": period,
            "value": (part / whole).ravel(),
            "part": part.ravel(),
            "whole": whole.ravel(),
            "small": whole.ravel() < 10,
        }
    )
    return Drawn(
        points=points,
        units=tuple(np.array(UNITS)[owner]),
        started=(FIRST + start).astype("datetime64[D]").item(),
        until=((FIRST + n).astype("datetime64[D]") - 1).item(),
    )

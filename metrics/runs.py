"""Anhøj's two tests of runs: does a line keep to one side of its centre for longer than by chance?

They need no limits, so they hold for short lines and for small numbers too (Anhøj and Olesen, 2014,
doi:10.1371/journal.pone.0113825). As in qicharts2 0.8.1, whose figures are in tests/golden.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from extracts.days import Days, Flags
from metrics.stretches import Floats, means, runs, sides

ONE_IN = 20  # how often chance alone crosses the centre less often than fewest_crossings() says


@dataclass(frozen=True, eq=False, kw_only=True)
class Runs:
    """Of each stretch, all whole numbers.

    useful: the points that lie on either side of the centre; longest: the longest run of them on
    one side; crossings: how often the line changes sides. 0 where none is useful. longest_usual,
    fewest_usual: the most and the least of these that chance leads one to expect.
    """

    useful: Days
    longest: Days
    longest_usual: Days
    crossings: Days
    fewest_usual: Days

    @property
    def signal(self) -> Flags:
        """Whether either is out of the ordinary."""
        return (self.longest > self.longest_usual) | (self.crossings < self.fewest_usual)

    def says(self, stretch: int, noun: str = "point") -> str:
        """What is out of the ordinary in a stretch, as a clause; "" where nothing is.

        noun: what a point is, in the singular.
        """
        longest, crossings = int(self.longest[stretch]), int(self.crossings[stretch])
        most, least = int(self.longest_usual[stretch]), int(self.fewest_usual[stretch])
        found = []
        if longest > most:
            found.append(
                f"{longest} {noun}s in a row are on the same side of the average, "
                f"where chance would give {most} at most"
            )
        if crossings < least:
            crosses = f"crosses its average {_times(crossings)}"
            found.append(
                f"the line {crosses if crossings else 'never crosses its average'}, "
                f"where chance would cross it {_times(least)} at least"
            )
        return ", and ".join(found)


def anhoej(values: Floats, centre: Floats, stretch: Days, kept: Flags) -> Runs:
    """The tests of each stretch, over the points that are kept.

    values, centre: NaN where missing. A point on the centre is of neither side, and it and a
    missing one are passed over. stretch: 0, 1, 2 ... in order.
    """
    size = int(stretch[-1]) + 1 if len(stretch) else 0
    side = sides(values, centre)
    useful = kept & (side != 0)
    of = stretch[useful]
    starts, lengths = runs(side[useful], of)
    longest = np.zeros(size, np.int64)
    np.maximum.at(longest, of, lengths)
    count = np.bincount(of, minlength=size)
    begun = np.bincount(of[starts == np.arange(len(of))], minlength=size)
    return Runs(
        useful=count,
        longest=longest,
        longest_usual=np.array([longest_run(n) for n in count.tolist()], np.int64),
        crossings=np.maximum(begun - 1, 0),
        fewest_usual=np.array([fewest_crossings(n) for n in count.tolist()], np.int64),
    )


def second_opinion(points: pd.DataFrame, noun: str = "month") -> str:
    """What the tests say of one line since its last step change, as a clause; "" for nothing.

    points: of one line, as spc.judge() gives them. Around the average of all of them: a line that
    moved once crosses that seldom, wherever its baseline was.
    """
    kept = points[points["judged"] & (points["step"] == points["step"].max())]
    values, one = kept["value"].to_numpy(np.float64), np.zeros(len(kept), np.int64)
    if not len(values):
        return ""
    centre = means(values, one, 1)[one]
    return anhoej(values, centre, one, np.ones(len(values), bool)).says(0, noun)


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


@cache
def longest_run(n: int) -> int:
    """The longest run to be expected of n points (Schilling, 2012); 0 of none.

    >>> longest_run(12), longest_run(24)
    (7, 8)
    """
    return round(math.log2(n)) + 3 if n else 0


@cache
def fewest_crossings(n: int) -> int:
    """The fewest crossings to be expected of n points: the 5% quantile of n - 1 throws of a coin.

    Counted in whole numbers, so that no rounding can move it.

    >>> fewest_crossings(12), fewest_crossings(24)
    (3, 8)
    """
    throws = max(n - 1, 0)
    crossings, ways, up_to = 0, 1, 1
    while up_to * ONE_IN < 1 << throws:
        ways = ways * (throws - crossings) // (crossings + 1)
        crossings, up_to = crossings + 1, up_to + ways
    return crossings

"""What changed: signals that are there now and were not there before."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

SIGNALS = ("concern", "change", "improvement")  # what matters most first
# Of twice 100,000 simulated lines of 30 months of nothing but chance (normal values, and shares of
# 60 cases), judged by making_data_count: the share with a signal that the month before did not have
# (2.40% and 2.44%, each ± 0.05).
NEW_BY_CHANCE = 0.024


def new_signals(now: pd.DataFrame, before: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """The verdicts of now whose variation is a signal, and was not the same one before.

    now, before: verdicts of spc.judge() with the same `by` columns. A line that was not there
    before is new. Concerns come first, then changes of measures for which neither way is better,
    then improvements; within each the order of `now`.
    """
    signals = now[now["variation"].isin(SIGNALS)]
    names = [*by, "variation"]
    if by:
        seen = set(before[names].astype("str").itertuples(index=False, name=None))
        keys = signals[names].astype("str").itertuples(index=False, name=None)
    else:
        seen = {(word,) for word in before["variation"]}
        keys = ((word,) for word in signals["variation"])
    fresh = signals[np.array([key not in seen for key in keys], bool)]
    order = fresh["variation"].map({name: place for place, name in enumerate(SIGNALS)})
    return fresh.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def since_when(points: pd.DataFrame, verdict: Mapping[Hashable, Any]) -> pd.Timestamp | None:
    """The last period before the signal that had one of the same meaning; None where there is none.

    points: of the verdict's line, as spc.judge() gives them, in order. "The first since March."
    """
    earlier = points[points["period"] < verdict["since"]]
    same = earlier[
        (earlier["meaning"] == verdict["variation"]) & (earlier["side"] == verdict["side"])
    ]
    return None if same.empty else pd.Timestamp(same["period"].iloc[-1])

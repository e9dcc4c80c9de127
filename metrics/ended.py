"""The run that a line was in until lately: what its newest point alone does not say."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days

NOT_A_SIGNAL = ("usual", "not judged")


def ended(
    frame: pd.DataFrame, group: Days, last: Days, variation: NDArray[Any], *, shift: int
) -> Mapping[str, Any]:
    """Of each line whose newest judged point is usual: the meaning of the run that ended before it.

    frame, group: points as verdicts.verdicts() has them; last: the place of each line's newest that
    is judged, variation: what that one says; shift: how many points make a run, and how many of the
    last ones are looked at, the newest among them.

    Returns was (improvement, concern or change; "" without such a run), was_from and was_until (the
    first and last period of the run, NaT without).
    """
    none = np.datetime64("NaT", "s")
    was = np.full(len(last), "", object)
    begins, until = np.full(len(last), none), np.full(len(last), none)
    judged, step = frame["judged"].to_numpy(), frame["step"].to_numpy()
    meaning, period = frame["meaning"].to_numpy(), frame["period"].to_numpy()
    first = np.searchsorted(group, np.arange(len(last)))
    for i in np.flatnonzero(variation == "usual"):
        own = np.arange(first[i], last[i] + 1)
        own = own[judged[own] & (step[own] == step[last[i]])]
        said = meaning[own]
        lately = range(len(own) - 2, max(len(own) - shift, 0) - 1, -1)
        end = next((k for k in lately if said[k] not in NOT_A_SIGNAL), None)
        if end is None:
            continue
        start = end
        while start and said[start - 1] == said[end]:
            start -= 1
        if end - start + 1 >= shift:
            was[i], begins[i], until[i] = said[end], period[own[start]], period[own[end]]
    return {"was": was, "was_from": begins, "was_until": until}

"""Assurance: whether a target can be reached with things as they are."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days, Flags
from metrics.chart_limits import newest_limits
from metrics.presets import BASELINE_LEAST, Preset
from metrics.signals import Fired
from metrics.stretches import Floats

WILL, MAY, WILL_NOT = "will reach", "may or may not reach", "will not reach"
NOWHERE = -1
_OTHERWISE = {WILL: "concern", WILL_NOT: "improvement"}  # signals that things are not as they were


def assured(
    verdicts: Mapping[str, Any],
    points: pd.DataFrame,
    line: Days,
    shift: Fired,
    at: Days,
    enough: Flags,
    *,
    better: int,
    preset: Preset,
) -> tuple[NDArray[Any], Days]:
    """WILL, MAY or WILL_NOT of each line, "" where nothing is said; and since which point it holds.

    verdicts: columns target, lower, upper and variation, an entry a line. points, line, shift: of
    the points that are judged, end to end, with the number of each one's line; at: the place of
    each line's newest among them; enough: the lines that have a verdict. better: as for
    signals.labelled().

    Where the newest point is one of many on one side of the average, the line has left the limits
    of its baseline: those that its points have had since then are asked instead, if the preset says
    so, and of fewer than BASELINE_LEAST it is MAY: they were chosen for lying on one side, so their
    limits are too narrow. It is MAY as well where one of the last points, too few to be a shift,
    did what the limits say cannot be, or the newest is a signal of the opposite.

    The second result is the place of the first point since, and NOWHERE for a line whose limits
    stand.
    """
    lower, upper = (np.array(verdicts[name], np.float64) for name in ("lower", "upper"))
    since = np.full(len(at), NOWHERE)
    moved = np.zeros(len(at), bool)
    if preset.assures_by_run and len(points):
        moved = enough & shift.at[np.minimum(at, len(points) - 1)]
    for i in np.flatnonzero(moved):
        since[i] = shift.start[at[i]]
        run = points.iloc[since[i] : at[i] + 1]
        lower[i], upper[i] = newest_limits(run, screened=preset.screened)
        if len(run) < BASELINE_LEAST:
            lower[i], upper[i] = -np.inf, np.inf
    target = np.asarray(verdicts["target"], np.float64)
    said = _said(target, lower, upper, better, preset)
    if preset.assures_by_run:
        first = np.searchsorted(line, np.arange(len(at)))
        value, step = points["value"].to_numpy(np.float64), points["step"].to_numpy()
        for i in np.flatnonzero(enough & ((said == WILL) | (said == WILL_NOT))):
            until = slice(first[i], at[i] + 1)
            recent = _recent(value[until], step[until], preset.shift - 1)
            reached = recent >= target[i] if better > 0 else recent <= target[i]
            turned = not moved[i] and verdicts["variation"][i] == _OTHERWISE[said[i]]
            if turned or (reached != (said[i] == WILL)).any():
                said[i] = MAY
    return np.where(enough, said, "").astype(object), since


def _recent(value: Floats, step: Days, most: int) -> Floats:
    """The values of the last points of a line that have one, since its last step change."""
    since = value[step == step[-1]]
    return since[~np.isnan(since)][-most:]


def _said(
    target: Floats, lower: Floats, upper: Floats, better: int, preset: Preset
) -> NDArray[Any]:
    """Reaching is looked at first: a line that is always at its target reaches it."""
    equal = preset.equality_decides
    above = (lower >= target) if equal else (lower > target)
    below = (upper <= target) if equal else (upper < target)
    reaches, misses = (above, below) if better > 0 else (below, above)
    said = np.where(reaches, WILL, np.where(misses, WILL_NOT, MAY)).astype(object)
    there = ~np.isnan(target) & ~np.isnan(lower) & (better != 0)
    return np.where(there, said, "")

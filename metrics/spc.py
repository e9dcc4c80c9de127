"""Judgement: which points of a line are unlikely to be chance, and what the newest one says.

Statistical process control as the public sector reads it: NHS England's "plot the dots". Many lines
are judged in one call. A month of few cases, and one that somebody left out with a reason, are
drawn and never judged: they make no limits and no signal, and neither break nor join a run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days, Flags
from metrics.chart_limits import chart_limits, suited
from metrics.lines import Lines, lines
from metrics.measure import Better
from metrics.presets import BASELINE_LEAST, RULES, Preset
from metrics.signals import fired, labelled
from metrics.verdicts import MEANINGS, meanings, verdicts
from metrics.xmr import Limits

DIRECTION = {"higher": 1, "lower": -1, "neither": 0}


@dataclass(frozen=True, eq=False, kw_only=True)
class Judged:
    """Lines and what is said of them, both frames in the order of the groups.

    points: a row a point, by group and then period: the columns given, and

    - judged: whether it takes part: it has a value, is not small and is not left out;
    - step (int64): how many step changes came before it; limits belong to a step;
    - mean, lower, upper: of its step, NaN where there are too few points to judge; near_lower and
      near_upper: where the last third before each limit begins;
    - rule (str, a key of RULES, "" for none), side (1 high or rising, -1 low or falling, 0), run
      and run_length: how many points the signal has up to this one, and in all;
    - meaning: improvement, concern, change (neither way is better), usual, or not judged.

    verdicts: a row a group, as verdicts.verdicts() says.
    """

    points: pd.DataFrame
    verdicts: pd.DataFrame


def judge(
    points: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    preset: Preset,
    better: Better,
    noun: str = "month",
    fix_after: int | None = None,
    chosen: bool = False,
) -> Judged:
    """Limits, signals and verdicts of many lines.

    points: a row a point in any order: the `by` columns, period (datetime64), value (NaN where
    missing: it breaks a run), and where they are known small and left_out (bool), starts_step
    (bool: a step change begins with this point), target (NaN: none), and part, whole and chart (one
    of CHARTS; XmR without it). A period that is not there is passed over.

    chosen: each line gets the chart that suits it (chart_limits.suited), where part and whole say
    what its shares are of. fix_after: limits are those of the first so many points of each step,
    missing ones counted, 12 at least; the preset's baseline where not given. noun: what a period
    is, for the words. Raises ValueError where a baseline would be too short.
    """
    if fix_after is not None and fix_after < BASELINE_LEAST:
        raise ValueError(f"A baseline needs {BASELINE_LEAST} points or more, not {fix_after}.")
    of, direction = lines(points, by), DIRECTION[better]
    if chosen:
        of = suited(of)
    judged = of.kept & ~np.isnan(of.value)
    base = of.kept
    if fix_after:
        base = of.first(fix_after, of=of.kept)
    elif preset.baseline:
        base = of.first(preset.baseline, of=judged)
    count = np.bincount(of.stretch, judged)
    enough = (count >= preset.least_points)[of.stretch]
    limits = chart_limits(of, base, screened=preset.screened)
    if preset.exceptions:
        exceptions = _exceptions(of, limits, base & judged, preset.exceptions)
        if exceptions.any():
            limits = chart_limits(of, base & ~exceptions, screened=preset.screened)
    if preset.needs_limits:
        lacks = judged & np.isnan(limits.upper)
        enough &= ~lacks & (np.bincount(of.stretch, judged & ~lacks) > 0)[of.stretch]
    limits = limits.only(enough)

    found = fired(of.value[of.kept], limits.at(of.kept), of.stretch[of.kept], preset, direction)
    found = {key: rule.only(enough[of.kept]) for key, rule in found.items()}
    label = labelled(found, direction, preset)

    def of_all(kept: NDArray[np.integer[Any]], others: int = 0) -> Days:
        column = np.full(len(of.kept), others, np.int64)
        column[of.kept] = kept
        return column

    meaning = of_all(meanings(label, direction))
    meaning[~(judged & enough)] = MEANINGS.index("not judged")
    frame = of.frame.assign(
        judged=judged,
        step=of.step,
        mean=limits.mean,
        lower=limits.lower,
        upper=limits.upper,
        near_lower=limits.near_lower,
        near_upper=limits.near_upper,
        rule=np.array([*RULES, ""], object)[of_all(label.rule, -1)],
        side=of_all(label.side),
        run=of_all(label.run),
        run_length=of_all(label.run_length),
        meaning=np.array(MEANINGS, object)[meaning],
    )
    said = verdicts(
        frame,
        of.labels,
        of.group,
        found,
        np.flatnonzero(of.kept),
        preset=preset,
        better=direction,
        noun=noun,
    )
    return Judged(points=frame, verdicts=said)


def _exceptions(of: Lines, limits: Limits, base: Flags, one_in: int) -> Flags:
    """The points of a base beyond its limits, of each stretch that has few enough of them."""
    beyond = base & ((of.value > limits.upper) | (of.value < limits.lower))
    found, all_ = (np.bincount(of.stretch, points) for points in (beyond, base))
    few = found * one_in <= all_
    return np.asarray(beyond & few[of.stretch])

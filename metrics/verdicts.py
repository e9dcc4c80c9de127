"""Verdicts: what the newest point of each line says, and whether the target can be reached."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.days import Days, Flags
from metrics.presets import RULES, Preset, words
from metrics.signals import Fired, Signals
from metrics.stretches import Floats

MEANINGS = ("usual", "improvement", "concern", "change", "not judged")
WILL, MAY, WILL_NOT = "will reach", "may or may not reach", "will not reach"
NUMBERS = ("value", "mean", "lower", "upper")


def meanings(label: Signals, better: int) -> NDArray[np.int8]:
    """The place in MEANINGS of each labelled point; better as for signals.labelled()."""
    good = np.where(label.side == better, MEANINGS.index("improvement"), MEANINGS.index("concern"))
    signal = good if better else np.full(len(good), MEANINGS.index("change"))
    return np.where(label.rule < 0, MEANINGS.index("usual"), signal).astype(np.int8)


def verdicts(
    frame: pd.DataFrame,
    labels: pd.DataFrame,
    group: Days,
    found: Mapping[str, Fired],
    place: Days,
    *,
    preset: Preset,
    better: int,
    noun: str,
) -> pd.DataFrame:
    """One row a group of labels.

    frame: points as spc.judge() returns them, with the group of each. found: the rules that fired,
    over the points of frame at `place`. Returns the columns of labels and

    - period, value, mean, lower, upper: of the newest point that is judged (NaT, NaN without one);
    - target: the newest (NaN: none); points: how many are judged since the last step change;
    - variation (a MEANING), side, rule and run: of that point; since: the first period of its
      signals (NaT without); reason: its signals in words, or why nothing is judged; else "";
    - assurance: WILL, MAY or WILL_NOT reach the target, things being as they are; "" where there is
      no target, no limits, or neither way is better;
    - chart: the kind of chart.
    """
    size = len(labels)
    ends = np.searchsorted(group, np.arange(size), side="right") - 1
    judged = frame["judged"].to_numpy()
    here = np.where(judged, np.arange(len(group)), -1)
    last = np.full(size, -1)
    np.maximum.at(last, group, here)
    step = frame["step"].to_numpy()
    points = np.bincount(group[judged & (step == step[ends][group])], minlength=size)
    enough = (points >= preset.least_points) & (points > 0) & (step[last] == step[ends])
    there = last >= 0
    columns: dict[str, Any] = {
        name: np.where(there, frame[name].to_numpy(np.float64)[last], np.nan) for name in NUMBERS
    }
    period = frame["period"].to_numpy()
    target = frame["target"].to_numpy(np.float64)[ends] if "target" in frame else np.nan
    variation = np.where(enough, frame["meaning"].to_numpy()[last], "not judged").astype(object)
    told = _reasons(found, place, last, variation, period, better, noun)
    few = [
        reason if ok else _too_few(int(n), preset.least_points, noun, bool(step[end]))
        for reason, ok, n, end in zip(told["reason"], enough, points, ends, strict=True)
    ]
    columns |= {
        "target": np.full(size, target) if np.ndim(target) == 0 else target,
        "points": points,
        "variation": variation,
        "side": np.where(enough, frame["side"].to_numpy()[last], 0),
        "rule": np.where(enough, frame["rule"].to_numpy()[last], "").astype(object),
        "run": np.where(enough, frame["run"].to_numpy()[last], 0),
        "since": told["since"],
        "reason": np.array(few, object),
        "chart": frame["chart"].to_numpy()[ends] if "chart" in frame else "XmR",
    }
    columns["assurance"] = np.where(enough, _assurance(columns, better, preset), "").astype(object)
    since_when = np.where(there, period[last], np.datetime64("NaT"))
    return labels.assign(period=since_when.astype("datetime64[s]"), **columns)


def _reasons(
    found: Mapping[str, Fired],
    place: Days,
    last: Days,
    variation: NDArray[Any],
    period: NDArray[Any],
    better: int,
    noun: str,
) -> dict[str, Any]:
    """In words, the signals of each line's newest point that have its meaning."""
    at = np.searchsorted(place, last)
    reason, since = np.full(len(last), "", object), np.full(len(last), np.datetime64("NaT"))
    since = since.astype("datetime64[s]")
    for i in np.flatnonzero(np.isin(variation, MEANINGS[1:4])):
        k = at[i]
        wanted = better if variation[i] == "improvement" else -better
        fired = {
            key: rule
            for key, rule in found.items()
            if rule.at[k] and (not better or rule.side[k] == wanted)
        }
        reason[i] = ", and ".join(
            words(
                RULES[key].of_last,
                side=int(rule.side[k]),
                n=int(rule.run[k]),
                noun=noun,
                period=named(pd.Timestamp(period[last[i]]), noun),
            )
            for key, rule in fired.items()
        )
        first = min(place[rule.start[k]] for rule in fired.values())
        since[i] = period[first]
    return {"reason": reason, "since": since}


def named(period: pd.Timestamp, noun: str) -> str:
    """A period by its name.

    >>> named(pd.Timestamp("2026-10-01"), "month"), named(pd.Timestamp("2026-11-16"), "week")
    ('October 2026', 'the week of Mon 16 Nov 2026')
    """
    if noun == "month":
        return f"{period:%B %Y}"
    return f"{'the week of ' if noun == 'week' else ''}{period:%a %d %b %Y}"


def _too_few(n: int, least: int, noun: str, has_step: bool) -> str:
    """Why a line is not judged."""
    nouns = noun if n == 1 else noun + "s"
    since = " since the step change" if has_step else ""
    has = "has" if n == 1 else "have"
    return f"{n or 'no'} {nouns}{since} {has} enough cases to be judged; {least} are needed"


def _assurance(columns: Mapping[str, Any], better: int, preset: Preset) -> NDArray[Any]:
    """Passing is looked at first: a line that is always at its target reaches it."""
    target, lower, upper = (np.asarray(columns[c]) for c in ("target", "lower", "upper"))
    reaches, misses = _beyond(target, lower, upper, better, equal=preset.equality_decides)
    said = np.where(reaches, WILL, np.where(misses, WILL_NOT, MAY)).astype(object)
    there = ~np.isnan(target) & ~np.isnan(lower) & (better != 0)
    return np.where(there, said, "")


def _beyond(
    target: Floats, lower: Floats, upper: Floats, better: int, *, equal: bool
) -> tuple[Flags, Flags]:
    """Whether the whole range is on the good side of the target, and whether on the bad one."""
    above = (lower >= target) if equal else (lower > target)
    below = (upper <= target) if equal else (upper < target)
    return (above, below) if better > 0 else (below, above)

"""Verdicts: what the newest point of each line says, and whether the target can be reached."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extracts.days import Days
from metrics.assurance import NOWHERE, assured
from metrics.ended import ended
from metrics.presets import RULES, Preset, words
from metrics.signals import THREE, Fired, Signals

MEANINGS = ("usual", "improvement", "concern", "change", "not judged")
LIMITS = ("mean", "lower", "upper")


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
      no limits of before the last step change, where too little has come since;
    - target: the newest (NaN: none); points: how many are judged since the last step change;
    - variation (a MEANING), side, rule and run: of that point; since: the first period of its
      signals (NaT without); reason: its signals in words, or why nothing is judged; else "";
    - was, was_from, was_until: where that point is usual, the run that has just ended (ended.py);
    - assurance: whether it can reach the target as things are, and assured_since: the period since
      which they are so, where the limits are not those shown (assurance.assured);
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
    there = last >= 0
    stale = there & (ends - last >= (preset.stale_after or np.inf))
    many = (points >= preset.least_points) & (points > 0) & (step[last] == step[ends])
    no_limits = np.isnan(frame["upper"].to_numpy()[last]) & preset.needs_limits
    enough = many & ~stale & ~no_limits
    columns: dict[str, Any] = {
        name: np.where(known, frame[name].to_numpy(np.float64)[last], np.nan)
        for name, known in (("value", there), *((name, enough) for name in LIMITS))
    }
    period = frame["period"].to_numpy()
    target = frame["target"].to_numpy(np.float64)[ends] if "target" in frame else np.nan
    variation = np.where(enough, frame["meaning"].to_numpy()[last], "not judged").astype(object)
    side = np.sign(frame["value"].to_numpy(np.float64) - frame["mean"].to_numpy(np.float64))[place]
    told = _reasons(found, place, last, variation, period, side, better, noun)
    for i in np.flatnonzero(~enough):
        told["reason"][i] = (
            f"no {noun} after {named(pd.Timestamp(period[last[i]]), noun)} can be judged"
            if stale[i]
            else f"too few {noun}s follow one another to say what is usual"
            if many[i]
            else _too_few(int(points[i]), preset.least_points, noun, bool(step[ends[i]]))
        )
    columns |= {
        "target": np.full(size, target) if np.ndim(target) == 0 else target,
        "points": points,
        "variation": variation,
        "side": np.where(enough, frame["side"].to_numpy()[last], 0),
        "rule": np.where(enough, frame["rule"].to_numpy()[last], "").astype(object),
        "run": np.where(enough, frame["run"].to_numpy()[last], 0),
        "since": told["since"],
        "reason": told["reason"],
        "chart": frame["chart"].to_numpy()[ends] if "chart" in frame else "XmR",
    }
    columns |= ended(frame, group, last, variation, shift=preset.shift)
    columns["assurance"], first = assured(
        columns,
        frame.iloc[place],
        group[place],
        found["shift"],
        np.searchsorted(place, last),
        enough,
        better=better,
        preset=preset,
    )
    columns["assured_since"] = _periods(period, place, first)
    since_when = np.where(there, period[last], np.datetime64("NaT"))
    return labels.assign(period=since_when.astype("datetime64[s]"), **columns)


def _reasons(
    found: Mapping[str, Fired],
    place: Days,
    last: Days,
    variation: NDArray[Any],
    period: NDArray[Any],
    side: NDArray[Any],
    better: int,
    noun: str,
) -> dict[str, Any]:
    """In words, the signals of each line's newest point that have its meaning.

    side: of the average, 1 above and -1 below, of the points at `place`. A trend that began on the
    other side of the average is one since it crossed: before, the line was not what it is now.
    """
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
        # what a long run on one side already says
        told = {k for k in fired if k != "two_in_three" or "shift" not in fired}
        reason[i] = ", and ".join(
            words(
                RULES[key].of_last,
                side=int(rule.side[k]),
                n=int(rule.run[k]),
                noun=f"judged {noun}" if _passes_over(place, rule, key, k) else noun,
                period=named(pd.Timestamp(period[last[i]]), noun),
                beyond=bool((rule.at & found["outside"].at)[k - THREE + 1 : k + 1].any()),
            )
            for key, rule in fired.items()
            if key in told
        )
        first = min(_crossed(side, rule, k) for rule in fired.values())
        since[i] = period[place[first]]
    return {"reason": reason, "since": since}


def _crossed(side: NDArray[Any], rule: Fired, k: int) -> int:
    """The first point of a signal up to point k that is on its side of the average, if one is."""
    start = int(rule.start[k])
    there = np.flatnonzero(side[start : k + 1] == rule.side[k])
    return start + int(there[0]) if len(there) else start


def _passes_over(place: Days, rule: Fired, key: str, k: int) -> bool:
    """Whether points that are not judged lie among those that a rule looked at, up to point k."""
    first = k - THREE + 1 if key == "two_in_three" else rule.start[k]
    return bool(place[k] - place[first] != k - first)


def _periods(period: NDArray[Any], place: Days, first: Days) -> NDArray[Any]:
    """The period of each point of those judged; NaT for NOWHERE."""
    found = np.full(len(first), np.datetime64("NaT"), "datetime64[s]")
    there = first != NOWHERE
    found[there] = period[place[first[there]]]
    return found


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
    since = " since the step change" if has_step else ""
    few = f"only {n} {noun}{'s' if n > 1 else ''}{since}" if n else f"no {noun}{since}"
    needed = f"{least} are" if least > 1 else "1 is"
    return f"{few} can be judged, and {needed} needed"

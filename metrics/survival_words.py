"""How long it takes, as survival() estimates it, in words."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from metrics.series import in_days, nearly


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of a measure: counting_unit and one as Measure has them; "received", "decided"."""

    counting_unit: str
    one: str
    began: str
    ended: str
    day: str = "day"  # or "working day"


def sentence(
    line: Mapping[Hashable, Any] | None,
    words: Words,
    *,
    when: str,
    within: int = 0,
    finished: float = np.nan,
) -> str:
    """How long it takes, in one sentence.

    line: a row of medians() as a mapping; None where there are no cases. when: the months of the
    start, "in the 12 months to October 2026". within, finished: a number of days and the share of
    finished_within() for it; left out where that is NaN.
    """
    if line is None:
        return f"No {words.counting_unit} were {words.began} {when}."
    n, left, last = (int(line[name]) for name in ("n", "open", "last"))
    if n == 1:
        now = f"is still open after {in_days(last, words.day)}"
        then = f"was {words.ended} {_within(last, words.day)}"
        return f"The one {words.one} {words.began} {when} {now if left else then}."
    many = f"half of the {n:,} {words.counting_unit} {words.began} {when}"
    share = ""
    if not np.isnan(finished):
        share = {0.0: "none", 1.0: "all"}.get(finished, nearly(finished))
    if pd.isna(line["median"]):
        more = share and f"; {share} were {words.ended} {_within(within, words.day)}"
        return (
            f"More than {many} are still open ({left:,}, the longest for "
            f"{in_days(last, words.day)}), so it is too soon to say how long half take{more}."
        )
    more = share and f"; {share} {_within(within, words.day)}"
    to = "or more" if pd.isna(line["upper"]) else f"to {line['upper']:,}"
    interval = f" (95% interval {line['lower']:,} {to})"
    if not pd.isna(line["upper"]) and line["lower"] == line["upper"]:
        interval = ""  # certain to the day
    verb = "are expected to be" if 2 * left > n else "were"
    still = f"counting the {left:,} that are" if left > 1 else "counting the one that is"
    return (
        f"H{many[1:]} {verb} {words.ended} {_within(int(line['median']), words.day)}{interval}, "
        f"{still if left else 'and none is'} still open{more}."
    )


def _within(days: int, day: str) -> str:
    if days == 0:
        return "on the same day" if day == "day" else f"before the next {day}"
    return f"within {in_days(days, day)}"

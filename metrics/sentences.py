"""A measure in plain English: its figure, target and usual range, what changed, what is to come.

Every clause is made of figures and nothing else, so the same figures give the same words. They can
be read aloud: no symbol but the per cent sign, no abbreviation, nothing in brackets but counts.
"""

import numpy as np
import pandas as pd

from metrics.figure_words import Line, figure_words, shown
from metrics.measure import Measure
from metrics.verdicts import named

CHANGED = {
    "improvement": "It is better than it was",
    "concern": "It is worse than it was",
    "change": "It has changed",
}
CHANGED_SINCE = {
    "improvement": "it has been better than it was",
    "concern": "it has been worse than it was",
    "change": "it has been other than it was",
}
WAS = {"improvement": "better than before", "concern": "worse than before", "change": "another"}
SHORT = {
    "improvement": "Better",
    "concern": "Worse",
    "change": "Changed",
    "usual": "No change beyond chance",
    "not judged": "Not judged",
}


def sentence(
    measure: Measure, line: Line, verdict: Line, *, unit: str = "", noun: str = "month"
) -> str:
    """Everything that is to be said of one figure.

    line: one line of series.series(): the newest period. verdict: one of spc.judge() for the same
    measure and unit. unit: whose figure it is ("" for the Area's). noun: what a period is.
    """
    clauses = [
        figure_words(measure, line, verdict, unit=unit, noun=noun),
        usual_range(measure, verdict),
        change(verdict, line, noun),
        assurance(verdict, noun),
    ]
    return " ".join(c for c in clauses if c)


def short(measure: Measure, verdict: Line, line: Line, noun: str = "month") -> str:
    """What changed, and whether the target can be reached: a line of a table.

    line: as for sentence(); where the verdict is of an earlier period, it says of which.
    """
    said = SHORT[verdict["variation"]]
    if verdict["reason"]:
        said += f": {verdict['reason']}"
    if verdict["variation"] == "usual":
        said += _ended(verdict, noun)
    newest = pd.Timestamp(verdict["period"])
    if verdict["variation"] != "not judged" and newest != pd.Timestamp(line["period"]):
        said = f"As at {named(newest, noun)}: {said[0].lower()}{said[1:]}"
    if verdict["assurance"]:
        target = shown(measure, verdict["target"])
        said += f". It {verdict['assurance']} {target} as things {_things(verdict, noun)}"
    return said


def usual_range(measure: Measure, verdict: Line) -> str:
    """The usual range as a sentence; "" where there is none."""
    ends = range_in_words(measure, verdict)
    if not ends:
        return ""
    return f"It is usually {ends}." if " to " not in ends else f"Its usual range is {ends}."


def range_in_words(measure: Measure, verdict: Line) -> str:
    """The usual range, "62% to 88%": a share within 0% and 100%, a count not below 0."""
    if np.isnan(verdict["lower"]):
        return ""
    low = max(verdict["lower"], 0.0)
    high = min(verdict["upper"], 1.0) if measure.shown_as == "share" else max(verdict["upper"], 0.0)
    ends = [shown(measure, low), shown(measure, high)]
    if ends[0] == ends[1]:
        return ends[0]
    if measure.shown_as == "days":
        ends[0] = ends[0].removesuffix(" days").removesuffix(" day")
    return " to ".join(ends)


def change(verdict: Line, line: Line, noun: str = "month") -> str:
    """What changed, since when, and which point says so where it is not the newest."""
    variation = verdict["variation"]
    if variation == "not judged":
        return f"There is too little to say whether it has changed: {verdict['reason']}."
    newest, since = (pd.Timestamp(verdict[name]) for name in ("period", "since"))
    if variation == "usual":
        words = f"There is no change beyond chance{_ended(verdict, noun)}."
    else:
        words = CHANGED[variation]
        if since != newest:
            words = f"Since {named(since, noun)} {CHANGED_SINCE[variation]}"
        words += f": {verdict['reason']}."
    if newest == pd.Timestamp(line["period"]):
        return words
    words = words[0].lower() + words[1:]
    return f"As at {named(newest, noun)}, the last {noun} that is judged, {words}"


def _ended(verdict: Line, noun: str) -> str:
    """Where the newest point is usual and those before it were not: what they were, and when."""
    if not verdict["was"]:
        return ""
    first, last = (named(pd.Timestamp(verdict[of]), noun) for of in ("was_from", "was_until"))
    return f" any more: from {first} to {last} it was {WAS[verdict['was']]}"


def assurance(verdict: Line, noun: str = "month") -> str:
    """Whether the target can be reached with things as they are; "" where nothing is to be said."""
    reach = verdict["assurance"]
    if not reach:
        return ""
    return f"As things {_things(verdict, noun)}, it {reach} the target."


def _things(verdict: Line, noun: str) -> str:
    since = pd.Timestamp(verdict["assured_since"])
    return "are" if pd.isna(since) else f"have been since {named(since, noun)}"


def changed_words(verdict: Line) -> str:
    """What changed, in a few words: "worse: the last 7 months are below the average"."""
    said = SHORT[verdict["variation"]]
    return f"{said[0].lower()}{said[1:]}: {verdict['reason']}"


def standing_words(verdict: Line, noun: str = "month") -> str:
    """What changed before, in a few words, and since when."""
    since = named(pd.Timestamp(verdict["since"]), noun)
    said = SHORT[verdict["variation"]]
    return f"{said[0].lower()}{said[1:]} since {since}: {verdict['reason']}"

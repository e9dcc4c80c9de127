"""A measure in plain English: its figure, target and usual range, what changed, what is to come.

Every clause is made of figures and nothing else, so the same figures give the same words. They can
be read aloud: no symbol but the per cent sign, no abbreviation, nothing in brackets but counts.
"""

from collections.abc import Callable, Hashable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

from metrics.measure import Measure
from metrics.series import in_days, percent
from metrics.verdicts import named

CHANGED = {
    "improvement": "It is improving",
    "concern": "It is getting worse",
    "change": "It has changed",
}
SHORT = {
    "improvement": "Improving",
    "concern": "Getting worse",
    "change": "Changed",
    "usual": "No change beyond chance",
    "not judged": "Not judged",
}
# What is said of the share of a headline: of which cases, what of them, and that there are none.
_SHARES = {
    "on_time_share": ("that fell due", "on time", "fell due"),
    "sent_share": ("that fell due", "sent", "fell due"),
    "returned_share": ("decided", "returned at triage", "was decided"),
}

Line = Mapping[Hashable, Any]


def sentence(
    measure: Measure, line: Line, verdict: Line, *, unit: str = "", noun: str = "month"
) -> str:
    """Everything that is to be said of one figure.

    line: one line of series.series(): the newest period. verdict: one of spc.judge() for the same
    measure and unit. unit: whose figure it is ("" for the Area's). noun: what a period is.
    """
    clauses = [
        _figure(measure, line, verdict, unit, noun),
        usual_range(measure, verdict),
        change(verdict, line, noun),
        assurance(verdict, noun),
    ]
    return " ".join(c for c in clauses if c)


def short(measure: Measure, verdict: Line) -> str:
    """What changed, and whether the target can be reached: a line of a table."""
    said = SHORT[verdict["variation"]]
    if verdict["reason"]:
        said += f": {verdict['reason']}"
    reach = verdict["assurance"]
    if reach:
        said += f". It {reach} {shown(measure, verdict['target'])} as things are"
    return said


def _figure(measure: Measure, line: Line, verdict: Line, unit: str, noun: str) -> str:
    """The figure with what it is out of, and the target."""
    when = "at the end of" if measure.headline == "open" else "on" if noun == "day" else "in"
    when += f" {named(pd.Timestamp(line['period']), noun)},"
    of = f"{unit}: {when}" if unit else when[0].upper() + when[1:]
    if np.isnan(line["value"]):
        return f"{of} {_nothing(measure)}."
    said = f"{of} {_KINDS[_kind(measure)](measure, line)}"
    if not np.isnan(verdict["target"]):
        said += f", against a target of {shown(measure, verdict['target'])}"
    return f"{said}."


def _kind(measure: Measure) -> str:
    return "share" if measure.headline in _SHARES else measure.headline


def _nothing(measure: Measure) -> str:
    if measure.headline in _SHARES:
        *_, happened = _SHARES[measure.headline]
        return f"no {measure.one} {happened}"
    if measure.headline == "score":
        return "there was no answer to score"
    return f"no {measure.one} finished"


def _share(measure: Measure, line: Line) -> str:
    fell, done, _ = _SHARES[measure.headline]
    part, whole = int(line["part"]), int(line["whole"])
    if whole == 1:
        return f"the only {measure.one} {fell} was {'' if part else 'not '}{done}"
    were = "had been" if measure.headline == "sent_share" else "were"
    return (
        f"{percent(line['value'])} of the {measure.counting_unit} {fell} {were} {done} "
        f"({part:,} of {whole:,})"
    )


def _score(measure: Measure, line: Line) -> str:
    whole = int(line["whole"])
    answers = f"the {whole:,} {measure.counting_unit}" if whole != 1 else f"the only {measure.one}"
    return f"{answers} that applied scored {percent(line['value'])} of all possible points"


def _open(measure: Measure, line: Line) -> str:
    n = int(line["whole"])
    if n == 1:
        return f"1 {measure.one} was still open"
    return f"{f'{n:,}' if n else 'no'} {measure.counting_unit} were still open"


def _days(measure: Measure, line: Line) -> str:
    n = int(line["whole"])
    if n == 1:
        return f"the only {measure.one} that finished took {in_days(line['value'])}"
    units = f"{n:,} {measure.counting_unit}"
    return f"the median time of the {units} that finished was {in_days(line['value'])}"


_KINDS: dict[str, Callable[[Measure, Line], str]] = {
    "share": _share,
    "score": _score,
    "open": _open,
    "median_days": _days,
}


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
        words = "There is no change beyond chance."
    else:
        from_then = f", since {named(since, noun)}" if since != newest else ""
        words = f"{CHANGED[variation]}: {verdict['reason']}{from_then}."
    if newest == pd.Timestamp(line["period"]):
        return words
    words = words[0].lower() + words[1:]
    return f"As at {named(newest, noun)}, the last {noun} that is judged, {words}"


def assurance(verdict: Line, noun: str = "month") -> str:
    """Whether the target can be reached with things as they are; "" where nothing is to be said."""
    reach = verdict["assurance"]
    if not reach:
        return ""
    since = pd.Timestamp(verdict["assured_since"])
    things = "are" if pd.isna(since) else f"have been since {named(since, noun)}"
    return f"As things {things}, it {reach} the target."


def changed_words(verdict: Line) -> str:
    """What changed, in a few words: "getting worse: the last 7 months are below the average"."""
    said = SHORT[verdict["variation"]]
    return f"{said[0].lower()}{said[1:]}: {verdict['reason']}"


def standing_words(verdict: Line, noun: str = "month") -> str:
    """What changed before, in a few words, and since when."""
    since = named(pd.Timestamp(verdict["since"]), noun)
    said = SHORT[verdict["variation"]]
    return f"{said[0].lower()}{said[1:]} since {since}: {verdict['reason']}"


def shown(measure: Measure, value: float) -> str:
    """A figure, a target or a limit of the measure by itself, with its unit.

    >>> from metrics.registry import MEASURES
    >>> shown(MEASURES["charging_28_day"], 0.8), shown(MEASURES["charging_end_to_end"], 24.25)
    ('80%', '24.3 days')
    """
    if measure.shown_as == "share":
        return percent(value)
    if measure.shown_as == "days":
        return in_days(float(_half_up(value, "0.1")))
    return f"{_half_up(value, '1'):,}"


def _half_up(value: float, unit: str) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(unit), ROUND_HALF_UP)

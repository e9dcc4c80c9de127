"""A figure of a measure in words: by itself, and as the first clause of a sentence."""

from collections.abc import Callable, Hashable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from metrics.measure import Better, Measure
from metrics.series import in_days, percent
from metrics.verdicts import named

# What is said of the share of a headline: of which cases, what of them, and that there are none.
_SHARES = {
    "on_time_share": ("that fell due", "on time", "fell due"),
    "sent_share": ("that fell due", "sent", "fell due"),
    "returned_share": ("decided", "returned at triage", "was decided"),
}

Line: TypeAlias = Mapping[Hashable, Any]


def figure_words(
    measure: Measure, line: Line, verdict: Line, *, unit: str = "", noun: str = "month"
) -> str:
    """The figure with what it is out of, and the target; arguments as for sentences.sentence()."""
    when = "at the end of" if measure.headline == "open" else "on" if noun == "day" else "in"
    when += f" {named(pd.Timestamp(line['period']), noun)},"
    of = f"{unit}: {when}" if unit else when[0].upper() + when[1:]
    if np.isnan(line["value"]):
        return f"{of} {_nothing(measure)}."
    said = f"{of} {_KINDS[_kind(measure)](measure, line)}"
    if not np.isnan(verdict["target"]):
        said += f", {_against(measure, line['value'], verdict['target'])}"
    return f"{said}."


def _against(measure: Measure, value: float, target: float) -> str:
    """The target; and where both read alike though it is missed, so it says."""
    aim = f"a target of {shown(measure, target)}"
    missed = just_missed(measure.better, value, target, reads=lambda v: shown(measure, v))
    if missed:
        return f"{missed}{' of' if measure.better == 'higher' else ''} {aim}"
    return f"against {aim}"


def just_missed(
    better: Better, value: float, target: float, *, reads: Callable[[float], str]
) -> str:
    """How a figure misses a target that it reads as, "just short" or "just over"; "" otherwise.

    >>> just_missed("higher", 0.797, 0.8, reads=percent)
    'just short'
    """
    missed = {"higher": value < target, "lower": value > target}.get(better, False)
    if not missed or reads(value) != reads(target):
        return ""
    return "just short" if better == "higher" else "just over"


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

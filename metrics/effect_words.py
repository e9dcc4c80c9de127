"""Whether it worked, in plain English: what the figures show and no more.

Nothing is said to be the cause of anything: units that have an action differ from the others in
more than the action.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from metrics.effect import LEAST_AFTER, Effect
from metrics.effect_figures import Figures
from metrics.effect_months import month_begins, month_number
from metrics.figure_words import shown
from metrics.measure import Measure
from metrics.series import in_days

SAID = {
    "worked": "It seems to have worked",
    "made worse": "It seems to have made things worse",
    "better since": "Better since it began",
    "worse since": "Worse since it began",
    "no difference seen": "No difference seen",
    "too early": "Too early to tell",
    "cannot tell": "It cannot be told whether it worked",
}
SEEN = 0.015  # of a share: figures in whole per cent hide a point, and no more
EVERY_UNIT = "every unit had it, so other causes cannot be told apart"


def effect_sentence(measure: Measure, effect: Effect, *, units: str = "those that have it") -> str:
    """Everything that is to be said of an action and one measure; units: who has it, by name."""
    if effect.verdict == "too early":
        return f"{effect_short(effect)}. It can first be judged {_first_judged(effect)}."
    clauses = [f"{effect_short(effect)}.", _did(measure, effect, units)]
    if effect.difference == effect.difference:  # not NaN
        clauses += [_difference(measure, effect), _placebo(effect)]
    return " ".join(c for c in clauses if c)


def effect_short(effect: Effect) -> str:
    """The verdict and its reason, for a line of a table or a chart's note."""
    said = SAID[effect.verdict]
    if effect.reason:
        return f"{said}: {effect.reason}"
    if not effect.is_compared:
        return f"{said}, but {EVERY_UNIT}" if "since" in effect.verdict else f"{said}; {EVERY_UNIT}"
    return said


def _first_judged(effect: Effect) -> str:
    ready = month_begins(month_number(effect.settled) + LEAST_AFTER)
    return f"in {ready:%B %Y}"


def _did(measure: Measure, effect: Effect, units: str) -> str:
    """What both groups did, with what it is out of."""
    if not effect.before or not effect.after:
        return ""
    who = units if effect.is_compared else "all units"
    said = (
        f"{who[0].upper()}{who[1:]}: {figures_words(measure, effect.before)} over "
        f"{_months(effect.before.months)} before, {figures_words(measure, effect.after)} over "
        f"{_months(effect.after.months)} from {effect.settled:%B %Y}"
    )
    if effect.others_before and effect.others_after:
        said += (
            f"; {effect.n_others} other units: {figures_words(measure, effect.others_before)} and "
            f"{figures_words(measure, effect.others_after)}"
        )
    return f"{said}."


def figures_words(measure: Measure, found: Figures) -> str:
    """One figure of some months with what it is out of."""
    figure = shown(measure, found.figure)
    if found.denominator is None:
        n = Decimal(repr(found.figure)).quantize(Decimal(1), ROUND_HALF_UP)
        return f"{n:,} {measure.one if n == 1 else measure.counting_unit} on average"
    units = measure.one if found.denominator == 1 else measure.counting_unit
    if found.numerator is not None:
        return f"{figure} ({found.numerator:,} of {found.denominator:,})"
    if measure.shown_as == "days":
        return f"a median of {figure} ({found.denominator:,} {units})"
    return f"{figure} ({found.denominator:,} {units})"


def _difference(measure: Measure, effect: Effect) -> str:
    """How much it is, with what it may be; and plainly, where a reader sees that it is not that."""
    seen, allowing = "As it stands", "by the same months of the year, allowing for the trend"
    if effect.is_compared:
        seen, allowing = "Beside the others", "allowing for each unit's own trend"
    found, plainly = _way(measure, effect.difference), _plain_difference(measure, effect)
    if plainly is not None and _is_seen(measure, plainly, effect.difference):
        is_none = amount(measure, plainly).startswith("less than")
        told = "about the same" if is_none else _way(measure, plainly)
        found = found if is_none else _bare(measure, effect.difference)
        said = f"{seen} that is {told}; {allowing}, {found}"
    elif effect.is_compared:
        beside = seen if measure.shown_as == "share" else f"{seen}, each in proportion"
        said = f"{beside}, {allowing}, that is {found}"
    else:
        said = f"{allowing[0].upper()}{allowing[1:]}, that is {found}"
    return f"{said} ({_range(measure, effect)})."


def _plain_difference(measure: Measure, effect: Effect) -> float | None:
    """What a reader makes of the figures before and after; None where the units' sizes forbid it.

    Days and counts of a few units and of many are compared in proportion alone.
    """
    if not effect.before or not effect.after:
        return None
    change = effect.after.figure - effect.before.figure
    if not effect.is_compared:
        return change
    if measure.shown_as != "share" or not effect.others_before or not effect.others_after:
        return None
    return change - (effect.others_after.figure - effect.others_before.figure)


def _is_seen(measure: Measure, plainly: float, found: float) -> bool:
    """Whether a reader of rounded figures sees that two differences are not the same."""
    if measure.shown_as == "share":
        return abs(plainly - found) >= SEEN
    return _way(measure, plainly) != _way(measure, found)


def _range(measure: Measure, effect: Effect) -> str:
    """What it may be just as well, by the figures."""
    first, last = sorted((effect.low, effect.high), key=abs)
    if _is_chance(effect):
        ends = f"{_bare(measure, first)} to {_bare(measure, last)}"
        return f"it may be {ends}: chance alone may give that"
    return f"it may be {_number(measure, first)} to {_number(measure, last)}"


def _is_chance(effect: Effect) -> bool:
    return effect.low <= 0 <= effect.high


def _way(measure: Measure, value: float) -> str:
    """A difference with its direction: "12 percentage points better"."""
    return f"{amount(measure, value)} {_direction(measure, value)}"


def _bare(measure: Measure, value: float) -> str:
    """The same where the unit was said before: "12 better"."""
    return f"{_number(measure, value)} {_direction(measure, value)}"


def _number(measure: Measure, value: float) -> str:
    found = re.match(r"(less than )?[\d.,]+", amount(measure, value))
    assert found
    return found[0]


def _direction(measure: Measure, value: float) -> str:
    words = {"higher": ("better", "worse"), "lower": ("worse", "better")}
    up, down = words.get(measure.better, ("more", "less"))
    return up if value > 0 else down


def amount(measure: Measure, value: float) -> str:
    """How large a difference is, whichever way it goes.

    >>> from metrics.registry import MEASURES
    >>> amount(MEASURES["charging_28_day"], -0.004), amount(MEASURES["charging_28_day"], 0.125)
    ('less than 1 percentage point', '13 percentage points')
    """
    size = abs(value)
    if measure.shown_as == "days":
        days = Decimal(repr(size)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        least = f"less than {in_days(0.1, measure.day)}"
        return in_days(float(days), measure.day) if days else least
    of = size * 100 if measure.shown_as == "share" else size
    n = Decimal(repr(round(of, 9))).quantize(Decimal(1), ROUND_HALF_UP)
    many = measure.counting_unit if measure.shown_as == "count" else "percentage points"
    one = measure.one if measure.shown_as == "count" else "percentage point"
    return f"{n:,} {one if n == 1 else many}" if n else f"less than 1 {one}"


def _placebo(effect: Effect) -> str:
    """How many other dates gave as clear a difference; nothing of one that may be chance itself."""
    tried, clear = effect.placebo.tried, effect.placebo.as_clear
    if _is_chance(effect):
        return ""
    if not tried:
        return "No earlier date could be tried, to see how often chance gives as much."
    if tried == 1:
        return f"The 1 earlier date tried was {'' if clear else 'not '}as clear."
    if not clear:
        return f"Not one of {tried:,} earlier dates tried was as clear."
    return f"{clear:,} of {tried:,} earlier dates tried {'were' if clear > 1 else 'was'} as clear."


def _months(n: int) -> str:
    return f"{n} months" if n != 1 else "1 month"

"""Whether it worked, in plain English: what the figures show and no more.

Nothing is said to be the cause of anything: units that have an action differ from the others in
more than the action.
"""

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
    who = units if effect.is_compared else "all units together"
    said = (
        f"{who[0].upper()}{who[1:]}: {figures_words(measure, effect.before)} in the "
        f"{_months(effect.before.months)} before, {figures_words(measure, effect.after)} in the "
        f"{_months(effect.after.months)} from {effect.settled:%B %Y}."
    )
    if effect.others_before and effect.others_after:
        n = effect.n_others
        said += (
            f" {n} other units: "
            f"{figures_words(measure, effect.others_before)} and "
            f"{figures_words(measure, effect.others_after)}."
        )
    return said


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
    beside = "By months of the same time of year, and allowing for the trend there was"
    if effect.is_compared:
        beside = "Beside the other units, and allowing for each unit's own trend"
    is_chance = effect.low <= 0 <= effect.high
    first, last = sorted((effect.low, effect.high), key=abs)
    ends = f"{_way(measure, first)} and {_way(measure, last)}"
    if not is_chance:
        near, far = amount(measure, first), amount(measure, last)
        if near.split(" ", 1)[-1].rstrip("s") == far.split(" ", 1)[-1].rstrip("s"):
            near = near.split(" ", 1)[0]  # "between 20 and 38 percentage points"
        ends = f"{near} and {_way(measure, last)}"
    return (
        f"{beside}, that is {_way(measure, effect.difference)}"
        f"{', which chance alone may give' if is_chance else ''}: anything between {ends} would "
        "fit the figures."
    )


def _way(measure: Measure, value: float) -> str:
    """A difference with its direction: "12 percentage points better"."""
    words = {"higher": ("better", "worse"), "lower": ("worse", "better")}
    up, down = words.get(measure.better, ("more", "less"))
    return f"{amount(measure, value)} {up if value > 0 else down}"


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
    """How many other dates gave as clear a difference."""
    tried, clear = effect.placebo.tried, effect.placebo.as_clear
    if not tried:
        return "No earlier date could be tried, to see how often chance gives as much."
    many = str(clear) if clear else "none"
    dates = "1 earlier date" if tried == 1 else f"{tried} earlier dates"
    return f"Of {dates} tried, {many} gave as clear a difference."


def _months(n: int) -> str:
    return f"{n} months" if n != 1 else "month"

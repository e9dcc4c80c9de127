"""Whether it worked, in plain English: what the figures show and no more.

Nothing is said to be the cause of anything: units that have an action differ from the others in
more than the action.
"""

from metrics.effect import LEAST_AFTER
from metrics.effect_amounts import amount, bare, figures_words, number, way
from metrics.effect_months import month_begins, month_number
from metrics.effect_verdict import Effect, margin
from metrics.measure import Measure

SAID = {
    "worked": "It seems to have worked",
    "made worse": "It seems to have made things worse",
    "better since": "Better since it began",
    "worse since": "Worse since it began",
    "not clear": "Not shown to have worked, not clear either way",
    "no difference seen": "No difference seen",
    "too early": "Too early to tell",
    "cannot tell": "It cannot be told whether it worked",
}
SEEN = 0.015  # of a share: figures in whole per cent hide a point, and no more
EVERY_UNIT = "every unit had it, so other causes cannot be told apart"


def effect_sentence(measure: Measure, effect: Effect, *, units: str = "those that have it") -> str:
    """Everything that is to be said of an action and one measure; units: who has it, by name."""
    if effect.verdict == "too early":
        return f"{_verdict(effect)}. It can first be judged {_first_judged(effect)}."
    clauses = [f"{_verdict(effect)}.", _did(measure, effect, units)]
    if effect.difference == effect.difference:  # not NaN
        clauses += [_difference(measure, effect), _placebo(effect)]
    return " ".join(c for c in clauses if c)


def effect_short(measure: Measure, effect: Effect) -> str:
    """The verdict with its reason, or what it may be; for a line of a table or a chart's note."""
    if not effect.is_chance:
        return _verdict(effect)
    first, last = _ends(effect)
    return _verdict(effect, f": between {way(measure, first)} and {bare(measure, last)}")


def _verdict(effect: Effect, found: str = "") -> str:
    """The verdict and its reason. found: between what the difference lies."""
    said = f"{SAID[effect.verdict]}{found}"
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
    if effect.n_left_out:
        said += f"; months under {effect.least} {measure.small_of} are left out"
    return f"{said}."


def _difference(measure: Measure, effect: Effect) -> str:
    """How much it is, with what it may be; and plainly, where a reader sees that it is not that."""
    seen, allowing = "As it stands", "by the same months of the year, allowing for the trend"
    if effect.is_compared:
        seen, allowing = "Beside the others", "allowing for each unit's own trend"
    found, plainly = way(measure, effect.difference), _plain_difference(measure, effect)
    if plainly is not None and _is_seen(measure, plainly, effect.difference):
        is_none = amount(measure, plainly).startswith("less than")
        told = "about the same" if is_none else way(measure, plainly)
        found = found if is_none else bare(measure, effect.difference)
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
    return way(measure, plainly) != way(measure, found)


def _range(measure: Measure, effect: Effect) -> str:
    """What it may be just as well, by the figures."""
    first, last = _ends(effect)
    if not effect.is_chance:
        return f"it may be {number(measure, first)} to {number(measure, last)}"
    ends = f"{bare(measure, first)} to {bare(measure, last)}"
    if effect.verdict != "no difference seen" or not effect.before:
        return f"it may be {ends}: chance alone may give that"
    most = amount(measure, margin(measure, effect.before.figure))
    return f"it may be {ends}; we take up to {most} as no difference"


def _ends(effect: Effect) -> list[float]:
    """The ends of the interval, the smaller first."""
    return sorted((effect.low, effect.high), key=abs)


def _placebo(effect: Effect) -> str:
    """How many other dates gave as clear a difference; nothing of one that may be chance itself."""
    tried, clear = effect.placebo.tried, effect.placebo.as_clear
    if effect.is_chance:
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

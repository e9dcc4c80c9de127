"""Figures and differences of an action, in words: in the unit of the measure, and which way."""

import re
from decimal import ROUND_HALF_UP, Decimal

from metrics.effect_figures import Figures
from metrics.figure_words import shown
from metrics.measure import Measure
from metrics.series import in_days


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


def way(measure: Measure, value: float) -> str:
    """A difference with its direction: "12 percentage points better"."""
    return f"{amount(measure, value)} {direction(measure, value)}"


def bare(measure: Measure, value: float) -> str:
    """The same where the unit was said before: "12 better"."""
    return f"{number(measure, value)} {direction(measure, value)}"


def number(measure: Measure, value: float) -> str:
    """The figure of a difference alone: "12"."""
    found = re.match(r"(less than )?[\d.,]+", amount(measure, value))
    assert found
    return found[0]


def direction(measure: Measure, value: float) -> str:
    """Better or worse, or more or less where neither way is better."""
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

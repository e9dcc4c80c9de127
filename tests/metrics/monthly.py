"""Lines of monthly points: by hand, and of any kind for Hypothesis."""

from math import nan

import pandas as pd
from hypothesis import strategies as st

from metrics.presets import PRESETS

MDC, PTD = PRESETS["making_data_count"], PRESETS["plot_the_dots"]
# Thirteen months about 50 without a signal: ranges of 2, so limits of 50 ± 5.32.
EVEN = [51, 49] * 6 + [50]
EITHER_PRESET = st.sampled_from([MDC, PTD])
EITHER_WAY = st.sampled_from(["higher", "lower", "neither"])


def line(values, **columns):
    """A point a month from January 2024 on; columns: one entry a point, or the same for all."""
    periods = pd.date_range("2024-01-01", periods=len(values), freq="MS", unit="s")
    value = pd.Series(values, dtype="float64")
    return pd.DataFrame({"period": periods, "value": value}).assign(**columns)


def several(**lines):
    """Lines one below the other, with the name of each as its unit."""
    return pd.concat(
        [points.assign(unit=unit) for unit, points in lines.items()], ignore_index=True
    )


@st.composite
def values(draw, most=45):
    """Whole numbers that rise, fall, stay or jump about, so that every rule finds something."""
    pieces = st.tuples(
        st.integers(-9, 9), st.integers(-1, 1), st.integers(0, 3), st.integers(1, 12)
    )
    found = [
        level + slope * i + wobble * (-1) ** i
        for level, slope, wobble, n in draw(st.lists(pieces, min_size=1, max_size=6))
        for i in range(n)
    ]
    jumps = st.dictionaries(st.integers(0, most), st.integers(-60, 60) | st.just(nan), max_size=4)
    for place, value in draw(jumps).items():
        if place < len(found):
            found[place] = value
    return found[:most]


@st.composite
def points(draw, steps=True):
    """One line with missing values, small months, months left out and step changes."""
    found = draw(values())
    places = st.sets(st.integers(0, len(found) - 1), max_size=3)
    at = {name: draw(places) for name in ("small", "left_out")} | {
        "starts_step": draw(places) if steps else set()
    }
    return line(found, **{name: [i in s for i in range(len(found))] for name, s in at.items()})


def units(steps=True):
    """One to three lines of units."""
    some = st.lists(points(steps=steps), min_size=1, max_size=3)
    return some.map(lambda each: several(**dict(zip("ABC", each, strict=False))))

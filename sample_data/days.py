"""Days and draws: the working days of England and Wales, and choices that a seed repeats.

Every choice comes from `Generator.random`, whose stream numpy has never changed, and not from its
distributions, whose streams it may change: a newer numpy still writes the same files.
"""

from datetime import date

import numpy as np
from holidays import country_holidays

FIRST = np.datetime64("2024-05-01")  # the oldest row of each extract starts here
HISTORY = np.datetime64("2026-11-13")  # the day of the history files
DAILY = tuple(np.datetime64(f"2026-11-{d}") for d in (16, 17, 18, 19, 20))
LAST = DAILY[-1]

_YEARS = range(2023, 2029)
HOLIDAYS = np.array(
    sorted(country_holidays("GB", subdiv="ENG", years=_YEARS)), dtype="datetime64[D]"
)
CALENDAR = np.busdaycalendar(holidays=HOLIDAYS)


def day(text: str | date) -> np.datetime64:
    """A calendar day."""
    return np.datetime64(text, "D")


def is_working(days: np.ndarray) -> np.ndarray:
    """Whether each day is a working day."""
    return np.is_busday(days, busdaycal=CALENDAR)


def working(days: np.ndarray, roll: str = "forward", *, plus: np.ndarray | int = 0) -> np.ndarray:
    """Each day moved to a working day (`forward` or `backward`), then `plus` working days on."""
    return np.busday_offset(days, plus, roll=roll, busdaycal=CALENDAR)


def weekday(days: np.ndarray) -> np.ndarray:
    """0 for a Monday to 6 for a Sunday."""
    return (days.astype("datetime64[D]").astype(int) + 3) % 7


def month(days: np.ndarray) -> np.ndarray:
    """Months since January 1970."""
    return days.astype("datetime64[M]").astype(int)


def chance(rng: np.random.Generator, share: np.ndarray | float, n: int | None = None) -> np.ndarray:
    """True with the given share: one share for `n` draws, or a share a draw."""
    return rng.random(len(share) if n is None else n) < share


def pick(rng: np.random.Generator, weights, n: int) -> np.ndarray:
    """`n` positions, each drawn in proportion to its weight."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges[:-1] / edges[-1], rng.random(n), side="right")


def pick_each(rng: np.random.Generator, weights: np.ndarray) -> np.ndarray:
    """A position a row, each drawn in proportion to that row's weights."""
    edges = np.cumsum(weights, axis=1)
    return (rng.random(len(weights))[:, None] * edges[:, -1:] >= edges[:, :-1]).sum(axis=1)


def ramp(days: np.ndarray, start: np.datetime64, end: np.datetime64) -> np.ndarray:
    """0 up to `start`, 1 from `end`, and a straight line between."""
    return np.clip((days - start).astype(float) / float((end - start).astype(int)), 0.0, 1.0)


def tail(*parts: tuple[float, float], longest: int) -> np.ndarray:
    """Weights of 1 to `longest` days: a sum of falling curves, each a share and a mean in days."""
    days = np.arange(1, longest + 1)
    return sum(share / mean * np.exp(-days / mean) for share, mean in parts)

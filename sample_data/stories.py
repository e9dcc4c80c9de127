"""What the sample data is made to show: eleven units, and the changes that pages should find.

All of it is invented. README.md says the same in words; the tests measure it in the files.
"""

from dataclasses import dataclass

import numpy as np

from sample_data.days import day, month, ramp


@dataclass(frozen=True, kw_only=True)
class UnitPlan:
    """A unit: share of the Area's cases, shares on time, and how long the late ones take.

    on_time is of 28-day consultations; quality is what is added to each review score.
    """

    name: str
    casework_type: str
    share: float
    on_time: float
    disclosure_on_time: float
    lateness: float = 1.0
    quality: float = 0.0


_PLANS = {  # share, on_time, disclosure_on_time, lateness, quality
    "Magistrates'": {
        "Greater Manchester Magistrates Court Unit": (0.190, 0.80, 0.82, 1.0, -0.02),
        "Lancashire Magistrates Unit": (0.130, 0.83, 0.84, 0.8, 0.01),
        "Cumbria Magistrates Hub": (0.040, 0.88, 0.88, 0.6, 0.03),
        "Southern Magistrates Unit": (0.090, 0.79, 0.79, 0.9, 0.0),
        "Western Magistrates Unit": (0.100, 0.84, 0.81, 0.9, 0.0),
    },
    "Crown Court": {
        "Greater Manchester Crown Court Unit": (0.170, 0.76, 0.74, 1.2, -0.01),
        "Lancashire Crown Court Unit": (0.130, 0.62, 0.77, 1.1, 0.0),
        "Cumbria Crown Court Hub": (0.030, 0.82, 0.83, 0.8, 0.02),
    },
    "RASSO": {
        "North West Area RASSO Unit": (0.090, 0.68, 0.70, 1.6, 0.02),
    },
    "Complex": {
        "Manchester Complex Case Unit": (0.026, 0.73, 0.75, 1.5, 0.04),
        "Lancashire/Cumbria Complex Case Unit": (0.004, 0.75, 0.78, 1.2, 0.03),
    },
}
UNITS = tuple(
    UnitPlan(
        name=name,
        casework_type=kind,
        share=share,
        on_time=on_time,
        disclosure_on_time=disclosure,
        lateness=lateness,
        quality=quality,
    )
    for kind, plans in _PLANS.items()
    for name, (share, on_time, disclosure, lateness, quality) in plans.items()
)
NAMES = np.array([u.name for u in UNITS], dtype=object)
TYPES = np.array([u.casework_type for u in UNITS], dtype=object)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A share moves by `by`, in a straight line from `start` to `end`. unit: None is all."""

    start: np.datetime64
    end: np.datetime64
    by: float
    unit: str | None = None

    def at(self, days: np.ndarray, units: np.ndarray) -> np.ndarray:
        """What is added to the share on each day, given the position of each row's unit."""
        held = (
            np.ones(len(units)) if self.unit is None else (NAMES[units] == self.unit).astype(float)
        )
        return held * self.by * ramp(days, self.start, self.end)


_OWNERSHIP = {
    "unit": "Lancashire Crown Court Unit",
    "start": day("2025-09-01"),
    "end": day("2025-11-01"),
}
OWNERSHIP = Change(**_OWNERSHIP, by=0.23)  # of 28-day consultations that fall due, from 62% to 85%
OWNERSHIP_SAME = Change(**_OWNERSHIP, by=0.35)  # of decisions on a resubmission, from 45% to 80%
SLIDE = Change(
    unit="Western Magistrates Unit", start=day("2026-03-01"), end=day("2026-12-01"), by=-0.20
)  # some 2 points a month
LETTERS_START = day("2026-02-01")
LETTERS_ENHANCED = Change(start=LETTERS_START, end=day("2026-03-15"), by=0.22)
LETTERS_OTHER = Change(start=LETTERS_START, end=day("2026-03-15"), by=0.18)
LETTER_QUALITY = Change(start=LETTERS_START, end=day("2026-04-01"), by=0.14)
PROMPT = Change(start=day("2025-11-01"), end=day("2026-01-01"), by=0.08)
# README.md names two more actions, one without effect and one too recent: they have no Change.

CHRISTMAS_FROM, CHRISTMAS_TO = (12, 21), (1, 2)  # month and day: decisions stall
CHRISTMAS_WORKED_OFF = (1, 17)  # decisions that were to be made until then wait behind the queue


def on_time_28_day(units: np.ndarray, due: np.ndarray) -> np.ndarray:
    """The share of 28-day consultations on time, by the unit and the day each falls due."""
    base = np.array([u.on_time for u in UNITS])[units]
    return base + OWNERSHIP.at(due, units) + SLIDE.at(due, units)


def unrest(
    rng: np.random.Generator, units: np.ndarray, days: np.ndarray, *, width: float
) -> np.ndarray:
    """A shift of up to `width` either way that a unit's rows of one month have in common."""
    first = month(days).min()
    table = (rng.random((len(UNITS), month(days).max() - first + 1)) * 2 - 1) * width
    return table[units, month(days) - first]

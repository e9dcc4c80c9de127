"""How long cases take, and how old they are, a second time: case by case and day by day."""

import math
from collections.abc import Iterable
from datetime import date

from tests.pages import obvious
from tests.pages.obvious import Case

Z = 1.959963984540054  # of a 95% interval
BANDS = {
    "0–5 days": (0, 5),
    "6–14 days": (6, 14),
    "15–21 days": (15, 21),
    "22–28 days": (22, 28),
    "29 days or more": (29, 99_999),
}


def survival(cases: Iterable[Case], measure: str, first: date, last: date, today: date) -> list:
    """Kaplan and Meier: a line a day, of the cases that started in some months."""
    working = obvious.EXTRACT[measure] == "victim_letters"
    elapsed = obvious.working_days_between if working else lambda a, b: (b - a).days
    ran: dict[tuple[int, bool], int] = {}
    for c in cases:
        if first <= obvious.month_of(c.start) <= last:
            days = c.days if c.stop else elapsed(c.start, today)
            ran[days, bool(c.stop)] = ran.get((days, bool(c.stop)), 0) + 1
    left, spread, at_risk, found = 1.0, 0.0, sum(ran.values()), []
    for day in range(max((d for d, _ in ran), default=-1) + 1):
        stopped = ran.get((day, True), 0)
        left *= (at_risk - stopped) / at_risk
        if at_risk > stopped:
            spread += stopped / (at_risk * (at_risk - stopped))
        line = {"day": day, "at_risk": at_risk, "stopped": stopped, "left": left}
        if 0 < left < 1:
            error = Z * math.sqrt(spread) / math.log(left)  # below nought, as the logarithm is
            line |= {"lower": left ** math.exp(-error), "upper": left ** math.exp(error)}
        found.append(line)
        at_risk -= stopped + ran.get((day, False), 0)
    return found


def median(curve: list[dict]) -> dict:
    """A line of medians() in metrics/survival.py: what its sentence is made of."""
    half = 0.5 + 1e-9
    n = curve[0]["at_risk"]
    return {
        "n": n,
        "open": n - sum(x["stopped"] for x in curve),
        "last": curve[-1]["day"],
        "median": next((x["day"] for x in curve if x["left"] <= half), None),
        "lower": next((x["day"] for x in curve if x.get("lower", x["left"]) <= half), None),
        "upper": next((x["day"] for x in curve if x.get("upper", 1) <= half), None),
    }


def finished_within(curve: list[dict], days: int) -> float:
    """NaN where nobody knows yet: no case has run so long, and some are open."""
    if days > curve[-1]["day"] and curve[-1]["left"] > 0:
        return math.nan
    return 1 - curve[min(days, curve[-1]["day"])]["left"]


def ages(cases: Iterable[Case], day: date) -> dict[str, int]:
    """The cases open at the end of a day, by calendar days since their start."""
    old = [(day - c.start).days for c in cases if c.is_open(day)]
    return {band: sum(a <= o <= z for o in old) for band, (a, z) in BANDS.items()}


def working_days_to(day: date, n: int) -> list[date]:
    found = [day]
    while len(found) < n:
        found.insert(0, obvious.working_day_before(found[0]))
    return found

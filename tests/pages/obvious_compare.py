"""Units beside each other, a second time, one by one: how far apart they are, and their funnel."""

import math
from dataclasses import dataclass
from datetime import date

from tests.pages import obvious
from tests.pages.obvious_judgement import Line

Q95, Q998 = 1.959964, 3.090232  # normal quantiles


@dataclass(frozen=True)
class Unit:
    """A unit in a funnel. place: "usual", "low", "very low", "high" or "very high"."""

    name: str
    part: int
    whole: int
    place: str


@dataclass(frozen=True)
class Funnel:
    """Units in order of their names. tau2: what the limits allow for beyond chance."""

    units: list[Unit]
    centre: float
    tau2: float

    def limit(self, whole: float, q: float) -> float:
        """q sigmas above the centre; below it where q is less than nought."""
        return limit(self.centre, self.tau2, whole, q)


def limit(centre: float, tau2: float, whole: float, q: float) -> float:
    """On the arcsine scale, where a share's variance is 1 / 4n and units add tau2 to it."""
    angle = math.asin(math.sqrt(centre)) + q * math.sqrt(1 / (4 * whole) + tau2)
    return math.sin(min(max(angle, 0), math.pi / 2)) ** 2


def funnel(months: dict[str, dict], of_all: list[dict]) -> Funnel:
    """Of one month of each unit that is not small, held against the share of the cases of all."""
    parts = {u: (m["part"], m["whole"]) for u, m in sorted(months.items())}
    centre = sum(m["part"] for m in of_all) / sum(m["whole"] for m in of_all)
    z = apart(list(parts.values()), centre)
    low, high = quantile(z, 0.1), quantile(z, 0.9)
    z = [min(max(x, low), high) for x in z]  # units far off are no measure of the others
    phi = sum(x * x for x in z) / len(z)
    tau2 = beyond([n for _, n in parts.values()], z) if phi > 1 else 0.0
    units = []
    for u, (p, n) in parts.items():
        place = "usual"
        for q, word in ((Q95, ""), (Q998, "very ")):
            if p / n > limit(centre, tau2, n, q):
                place = f"{word}high"
            if p / n < limit(centre, tau2, n, -q):
                place = f"{word}low"
        units.append(Unit(u, p, n, place))
    return Funnel(units, centre, tau2)


def apart(parts: list[tuple[int, int]], centre: float) -> list[float]:
    """How far each unit is from the centre, in standard deviations of chance."""
    middle = math.asin(math.sqrt(centre))
    return [(math.asin(math.sqrt(p / n)) - middle) * 2 * math.sqrt(n) for p, n in parts]


def beyond(wholes: list[int], z: list[float]) -> float:
    """The variance between units beyond chance, on the arcsine scale (DerSimonian and Laird)."""
    weights = [4 * n for n in wholes]
    excess = sum(x * x for x in z) - (len(z) - 1)
    room = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return excess / room if len(z) > 1 and excess > 0 else 0.0


def between(months: dict[str, dict]) -> float:
    """The standard deviation between units in points; 0 where chance may be all there is.

    Chance has the χ² of Cochran's Q as large in 1 case of 20 at most where it is not.
    """
    parts = [(m["part"], m["whole"]) for m in months.values()]
    centre = sum(p for p, _ in parts) / sum(n for _, n in parts)
    z = apart(parts, centre)
    if by_chance(sum(x * x for x in z), len(z) - 1) >= 0.05:
        return 0.0
    tau2 = beyond([n for _, n in parts], z)
    return 100 * 2 * math.sqrt(tau2 * centre * (1 - centre))


def by_chance(q: float, free: int) -> float:
    """How often χ² of some degrees of freedom is q or more: the series of the incomplete gamma."""
    if not q:
        return 1.0
    a, x = free / 2, q / 2
    term = total = 1 / a
    n = a
    while term > total * 1e-15:
        n += 1
        term *= x / n
        total += term
    return 1 - total * math.exp(a * math.log(x) - x - math.lgamma(a))


def quantile(values: list[float], share: float) -> float:
    values = sorted(values)
    place = share * (len(values) - 1)
    low = values[int(place)]
    return low + (values[min(int(place) + 1, len(values) - 1)] - low) * (place - int(place))


def counted(lines: dict[str, Line], month: date) -> dict[str, dict]:
    """The units' months of one name that are not small and have a figure."""
    return {
        u: m
        for u, line in lines.items()
        for m in line.months
        if m["period"] == month and not m["small"] and m["value"] is not None
    }


def spread(lines: dict[str, Line], first: date) -> list[dict]:
    """From the lowest unit to the highest, from the first month that has any to the last."""
    months = {m["period"] for line in lines.values() for m in line.months if m["period"] >= first}
    found = []
    for month in sorted(months):
        units = counted(lines, month)
        values = [m["value"] for m in units.values()]
        has_parts = all(m["part"] is not None for m in units.values())
        ends = {"lowest": min(values, default=None), "highest": max(values, default=None)}
        beyond_chance = between(units) if has_parts and len(units) > 1 else None
        if units or found:
            found.append({"period": month, "units": len(units), "between": beyond_chance} | ends)
    while found and not found[-1]["units"]:
        found.pop()
    return found


def year_before(month: date) -> date:
    return obvious.months_back(month, 12)

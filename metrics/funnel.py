"""Funnel plots of shares: which units differ from the rest by more than chance.

Limits are those of FunnelPlotR 0.6.0, whose figures are in tests/golden: on the arcsine scale, on
which the variance of a share depends on its denominator alone (Spiegelhalter, 2005,
doi:10.1002/sim.1970), and, where asked for, widened by how much units differ as a rule
(Spiegelhalter and others, 2012, doi:10.1111/j.1467-985X.2011.01010.x).
"""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import pandas as pd

from metrics.stretches import Floats

# Standard normal quantiles, to the places that the reference has.
ONE_SIDED = 1.644854  # of 95%
QUANTILES = {"95": 1.959964, "998": 3.090232}
_CURVE = 60  # points along a curve
Place: TypeAlias = Literal["very low", "low", "usual", "high", "very high"]
PLACES: tuple[str, ...] = get_args(Place)


@dataclass(frozen=True, kw_only=True)
class Dispersion:
    """How much units differ.

    centre: the share that units are held against. phi: the variance between units over that of
    chance, about 1 where there is nothing but chance and no unit is moved in (trim); less where
    some are. tau2: the variance beyond chance, on the arcsine scale. units: how many.
    """

    centre: float
    phi: float
    tau2: float
    units: int

    @property
    def is_beyond_chance(self) -> bool:
        """Whether units differ by more than chance makes of it 19 times in 20, none being moved in.

        Cochran's Q against χ² of units - 1 degrees of freedom, whose quantile is Wilson and
        Hilferty's (1931): good to a per cent, of two units to 2.5%.
        """
        free = self.units - 1
        if free < 1:
            return False
        part = 2 / (9 * free)
        return self.units * self.phi > free * (1 - part + ONE_SIDED * np.sqrt(part)) ** 3

    @property
    def between(self) -> float:
        """The standard deviation between units beyond chance, as a share.

        By the delta method: at the centre p, a step on the arcsine scale is one of 2√(p(1-p)).
        """
        return float(2 * np.sqrt(self.tau2 * self.centre * (1 - self.centre)))


@dataclass(frozen=True, eq=False, kw_only=True)
class Funnel:
    """Units and their limits.

    units: a row a unit, in order of names: part, whole, rate; z, in standard deviations of chance,
    and trimmed_z; lower_95, upper_95, lower_998, upper_998 (of chance alone) and the same four with
    adjusted_ before them (chance and what units differ by as a rule); place, by the adjusted ones
    where `adjusted` is true. low and high: outside the 95% limits; very: outside the 99.8% too.
    adjusted: whether the limits were to be adjusted, and there is anything to adjust for.
    left_out: units with nothing to take a share of.
    """

    units: pd.DataFrame
    dispersion: Dispersion
    adjusted: bool
    left_out: list[str]

    def curves(self, whole: Floats) -> pd.DataFrame:
        """Along denominators above 0: whole, and the eight limits as in units."""
        return pd.DataFrame({"whole": whole, **_all_limits(whole, self.dispersion)})

    def curves_along(self) -> pd.DataFrame:
        """The curves from the fewest cases to a little more than the most of any unit."""
        most = float(self.units["whole"].max())
        return self.curves(np.linspace(max(most / _CURVE, 1), most * 1.05, _CURVE))


def funnel(
    part: "pd.Series[Any]",
    whole: "pd.Series[Any]",
    *,
    adjusted: bool,
    trim: float = 0.1,
    centre: float | None = None,
) -> Funnel:
    """The funnel of units.

    part, whole: counts by unit (their index); a unit's rows are added up first. trim: as for
    dispersion(). centre: the share that units are held against, where it is not theirs together.
    Without any unit the centre is NaN and the frame empty.
    """
    rows = pd.DataFrame({"part": part, "whole": whole}).astype("float64")
    units = rows.groupby(rows.index.astype(str)).sum()
    left_out = units.index[units["whole"] == 0].tolist()
    units = units[units["whole"] > 0]
    parts, wholes = units["part"].to_numpy(), units["whole"].to_numpy()
    found, z, trimmed = _dispersion(parts, wholes, trim, centre)
    adjusted = adjusted and found.phi > 1 and found.tau2 > 0  # one unit differs from none
    rate = parts / wholes
    limits = _all_limits(wholes, found)
    return Funnel(
        units=units.assign(
            rate=rate, z=z, trimmed_z=trimmed, **limits, place=_places(rate, limits, adjusted)
        ),
        dispersion=found,
        adjusted=adjusted,
        left_out=left_out,
    )


def dispersion(part: Floats, whole: Floats, *, trim: float = 0.1) -> Dispersion:
    """How much units differ; whole above 0. NaN and noughts without any.

    trim: the share of units at either end that are moved in to the next, so that a few units far
    off do not count as what units differ by as a rule.
    """
    return _dispersion(part, whole, trim)[0]


def _dispersion(
    part: Floats, whole: Floats, trim: float, centre: float | None = None
) -> tuple[Dispersion, Floats, Floats]:
    """And z and trimmed z of each unit."""
    n = len(whole)
    if not n:
        return Dispersion(centre=np.nan, phi=0.0, tau2=0.0, units=0), whole, whole
    if centre is None:
        centre = float(part.sum() / whole.sum())
    z = (np.arcsin(np.sqrt(part / whole)) - np.arcsin(np.sqrt(centre))) / _sigma(whole)
    low, high = np.quantile(z, [trim, 1 - trim])  # numpy's "linear" is R's type 7
    trimmed = np.clip(z, low, high)
    phi = float((trimmed**2).mean())
    weight = 4 * whole
    room = weight.sum() - (weight**2).sum() / weight.sum()
    excess = n * phi - (n - 1)
    tau2 = float(excess / room) if n > 1 and excess > 0 else 0.0  # one unit differs from none
    return Dispersion(centre=centre, phi=phi, tau2=tau2, units=n), z, trimmed


def _sigma(whole: Floats) -> Floats:
    """One standard deviation of chance on the arcsine scale."""
    return 1 / (2 * np.sqrt(whole))


def _all_limits(whole: Floats, of: Dispersion) -> dict[str, Floats]:
    found = {}
    for kind, extra in (("", 0.0), ("adjusted_", of.tau2)):
        sigma = np.sqrt(_sigma(whole) ** 2 + extra)
        for name, q in QUANTILES.items():
            for side, way in (("lower", -1), ("upper", 1)):
                angle = np.arcsin(np.sqrt(of.centre)) + way * q * sigma
                # beyond 0 and a right angle the sine would turn back
                found[f"{kind}{side}_{name}"] = np.sin(np.clip(angle, 0, np.pi / 2)) ** 2
    return found


def _places(rate: Floats, limits: dict[str, Floats], adjusted: bool) -> Any:
    kind = "adjusted_" if adjusted else ""
    place = np.full(len(rate), PLACES.index("usual"))
    for name in QUANTILES:
        place += (rate > limits[f"{kind}upper_{name}"]).astype(int)
        place -= (rate < limits[f"{kind}lower_{name}"]).astype(int)
    return np.array(PLACES, object)[place]

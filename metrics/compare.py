"""Between units: how far apart they are month by month, and whether improvement is consistent."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.funnel import Funnel, dispersion, funnel
from metrics.measure import Better, Measure
from metrics.spc import Judged


def spread(frame: pd.DataFrame) -> pd.DataFrame:
    """How far apart units are in each period.

    frame: one row a unit and period, as series.series() gives them by unit. A unit with a small
    number or without a value is passed over. Returns, in order, period and

    - units (int64): how many are compared; lowest, highest: of their values, in the measure's own
      unit;
    - mean (a share, 0 to 1): of all of their cases together;
    - between: the standard deviation between units beyond what chance makes of it, in percentage
      points; 0 where chance is enough (funnel.Dispersion.between).

    NaN where nothing is compared; mean and between also of a measure without a part, and between
    of a single unit.
    """
    found = [
        {"period": period, **_spread(rows[_counted(rows)])}
        for period, rows in frame.groupby("period", sort=True)
    ]
    return pd.DataFrame(
        found, columns=["period", "units", "lowest", "highest", "mean", "between"]
    ).astype({"units": "int64"})


def compared_months(months: pd.DataFrame) -> pd.DataFrame:
    """Of spread()'s months those from the first to the last in which units are compared."""
    some = months["units"] > 0
    return months[some.cummax() & some[::-1].cummax()]


def by_concern(judged: Judged, better: Better) -> list[str]:
    """The units of lines by unit: those that are worse than before, then the others.

    Within each the one whose newest figure is worst comes first (the highest, where lower is
    better), and one without a figure last; then by name.
    """
    newest = judged.points.groupby("unit", observed=True)["value"].last()
    is_concern = judged.verdicts.set_index("unit")["variation"] == "concern"
    order = pd.DataFrame(
        {
            "concern": ~is_concern,
            "value": newest * (-1 if better == "lower" else 1),
            "name": is_concern.index.astype("str"),
        }
    )
    return order.sort_values(["concern", "value", "name"])["name"].tolist()


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Units in one period.

    units: those compared, of whose values lowest and highest are (NaN without any). at_target: how
    many are at their target, of those that have one (with_target); target: that target, NaN where
    they have several or none. small: units passed over for their small numbers.
    """

    units: int
    lowest: float
    highest: float
    with_target: int
    at_target: int
    target: float
    small: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Consistency:
    """Whether units are alike and get better together; compare_words.sentence() says it.

    now, then: in the period, and a year before (None where no unit could be compared then).
    improving, getting_worse, changed (neither way is better), unchanged, not_judged: how many
    units, by their newest verdict. funnel: of the units of `now`; None of a measure without a part.
    """

    measure: Measure
    period: pd.Timestamp
    now: Compared
    then: Compared | None
    improving: int
    getting_worse: int
    changed: int
    unchanged: int
    not_judged: int
    funnel: Funnel | None

    @property
    def judged(self) -> int:
        """How many units there is a verdict of."""
        return self.improving + self.getting_worse + self.changed + self.unchanged

    def outside(self, *, very: bool) -> int:
        """How many units are outside the funnel's 95% limits; `very`: outside the 99.8% limits.

        By chance alone 1 unit in 20 is outside the first, 1 in 500 outside the second. 0 without a
        funnel.
        """
        if self.funnel is None:
            return 0
        places = self.funnel.units["place"]
        return int((places.str.startswith("very") if very else places != "usual").sum())


def consistency(
    frame: pd.DataFrame,
    verdicts: pd.DataFrame,
    *,
    measure: Measure,
    period: pd.Timestamp,
    adjusted: bool = True,
) -> Consistency:
    """Units compared in a period, and by their newest verdicts.

    frame: as for spread(), with target where there are targets (NaN: none). verdicts: one row a
    unit, as spc.judge() gives them by unit. adjusted: whether the funnel allows for what units
    differ by as a rule.
    """
    rows = frame[frame["period"] == period]
    before = frame[frame["period"] == period - pd.DateOffset(years=1)]
    then = _compared(before, measure.better)
    kept = rows[_counted(rows)]
    said = verdicts["variation"].value_counts()
    return Consistency(
        measure=measure,
        period=period,
        now=_compared(rows, measure.better),
        then=then if then.units else None,
        improving=int(said.get("improvement", 0)),
        getting_worse=int(said.get("concern", 0)),
        changed=int(said.get("change", 0)),
        unchanged=int(said.get("usual", 0)),
        not_judged=int(said.get("not judged", 0)),
        funnel=_funnel(kept, rows, adjusted) if _has_parts(kept) else None,
    )


def _counted(rows: pd.DataFrame) -> "pd.Series[bool]":
    return ~rows["small"].astype(bool) & rows["value"].notna()


def _has_parts(rows: pd.DataFrame) -> bool:
    return len(rows) > 0 and bool(rows["part"].notna().all())


def _spread(rows: pd.DataFrame) -> dict[str, float]:
    found = {"units": len(rows), "lowest": rows["value"].min(), "highest": rows["value"].max()}
    if not _has_parts(rows):
        return found
    part, whole = (rows[name].to_numpy(np.float64) for name in ("part", "whole"))
    of = dispersion(part, whole, trim=0)  # moved in, the outer units would not count
    between = 100 * of.between if of.is_beyond_chance else 0.0
    return found | {"mean": of.centre, "between": between if len(rows) > 1 else np.nan}


def _funnel(kept: pd.DataFrame, rows: pd.DataFrame, adjusted: bool) -> Funnel:
    """Held against the share of all cases, those of units with small numbers too."""
    kept = kept.set_index("unit")
    centre = float(rows["part"].sum() / rows["whole"].sum())
    return funnel(kept["part"], kept["whole"], adjusted=adjusted, centre=centre)


def _compared(rows: pd.DataFrame, better: Better) -> Compared:
    kept = rows[_counted(rows)]
    value = kept["value"].to_numpy(np.float64)
    target = np.full(len(kept), np.nan)
    if "target" in kept and better != "neither":
        target = kept["target"].to_numpy(np.float64)
    targets = np.unique(target[~np.isnan(target)])
    at = value >= target if better == "higher" else value <= target
    return Compared(
        units=len(kept),
        lowest=float(value.min()) if len(kept) else np.nan,
        highest=float(value.max()) if len(kept) else np.nan,
        with_target=int((~np.isnan(target)).sum()),
        at_target=int(at.sum()),
        target=float(targets[0]) if len(targets) == 1 else np.nan,
        small=int((rows["small"].astype(bool) & rows["value"].notna()).sum()),
    )

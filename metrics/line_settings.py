"""What an Area's settings say of the points of lines, as columns of the frame that is judged."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from extracts.area import Area
from metrics.lines import steps_from
from metrics.targets import left_out, steps, target_column


def with_settings(
    points: pd.DataFrame,
    *,
    area: Area,
    measure: str,
    by: Sequence[str] = (),
    unit: str | None = None,
    is_sample: bool,
) -> pd.DataFrame:
    """Points with target (NaN: none), starts_step and left_out (bool), as spc.judge() takes them.

    points: by group and then period, months by their first days. by: the columns that tell the
    lines apart; where "unit" is among them each line has its unit's settings, otherwise those of
    `unit` (None: the Area's own). is_sample: whether illustrative targets hold.
    """
    if points.empty:
        return points.assign(target=np.nan, starts_step=False, left_out=False)
    unit_of = points["unit"].astype(object) if "unit" in by else pd.Series(unit, points.index)
    frame = points.assign(
        target=target_column(area, measure, unit_of, points["period"], is_sample=is_sample),
        starts_step=False,
        left_out=False,
    )
    of_measure = {s.measure for s in area.step_changes} | {p.measure for p in area.left_out}
    if measure not in of_measure:
        return frame
    for _, line in frame.groupby(list(by) or (lambda _: 0), observed=True, sort=False):
        of = line["unit"].iloc[0] if "unit" in by else unit
        months = [pd.Timestamp(month) for month in left_out(area, measure, of)]
        frame.loc[line.index, "left_out"] = line["period"].isin(months)
        frame.loc[line.index, "starts_step"] = steps_from(line["period"], steps(area, measure, of))
    return frame

"""The usual range, the average and the target behind a line, as plotly's shapes.

Shapes, not traces: they need no hover, and eleven panels of them cost the browser less.
"""

from typing import Any

import numpy as np
import pandas as pd

from charts.theme import Theme, colour


def edges(periods: pd.Series) -> list[str]:
    """The days between neighbouring periods, with one before the first and one after the last."""
    days = periods.to_numpy().astype("datetime64[D]").astype("int64")
    if not len(days):
        return []
    between = (days[1:] + days[:-1]) / 2
    first, last = (between[0], between[-1]) if len(days) > 1 else (days[0] - 15, days[0] + 15)
    all_of_them = np.concatenate([[2 * days[0] - first], between, [2 * days[-1] - last]])
    if len(days) == 1:
        all_of_them = np.array([first, last])
    return [str(d) for d in np.floor(all_of_them).astype("int64").astype("datetime64[D]")]


def limit_shapes(
    points: pd.DataFrame,
    theme: Theme,
    *,
    top: float | None = None,
    axes: tuple[str, str] = ("x", "y"),
    thin: bool = False,
) -> list[dict[str, Any]]:
    """Band, limits, average and target of a line's points, each broken where a step begins.

    points: period, and of step, mean, lower, upper, target those that there are; in order, NaN
    where there is none. Limits below nought or over `top` are drawn at that edge. thin: lighter
    lines, for small panels.
    """
    across = edges(points["period"])
    step = points["step"].to_numpy() if "step" in points else np.zeros(len(points))
    place = {"xref": axes[0], "yref": axes[1], "type": "path"}
    found: list[dict[str, Any]] = []
    if "lower" in points and "upper" in points:
        lower, upper = (clipped(points[name], top) for name in ("lower", "upper"))
        both = ~(np.isnan(lower) | np.isnan(upper))
        runs = _runs(both, step)
        band = "".join(_around(across, lower, upper, a, b) for a, b in runs)
        dotted = "".join(_along(across, side, a, b) for side in (lower, upper) for a, b in runs)
        if band:
            fill = {"fillcolor": colour("band", theme), "line": {"width": 0}, "layer": "below"}
            found.append({"path": band, **fill, **place})
            found.append({"path": dotted, **_line("limits", theme, 1, "dot"), **place})
    for name, meaning, width, dash in (
        ("mean", "average", 1 if thin else 1.5, "solid"),
        ("target", "target", 1.2 if thin else 1.5, "dash"),
    ):
        if name not in points:
            continue
        values = points[name].to_numpy(dtype="float64")
        # A target belongs to its dates, not to a step of the limits.
        runs = _runs(~np.isnan(values), step if name == "mean" else np.zeros(len(points)))
        if path := "".join(_along(across, values, a, b) for a, b in runs):
            found.append({"path": path, **_line(meaning, theme, width, dash), **place})
    return found


def clipped(limits: pd.Series, top: float | None) -> np.ndarray:
    """Limits no lower than nought and no higher than `top`, for nothing lies beyond."""
    return np.clip(limits.to_numpy(dtype="float64"), 0, top)


def _line(meaning: str, theme: Theme, width: float, dash: str) -> dict[str, Any]:
    line = {"color": colour(meaning, theme), "width": width, "dash": dash}
    return {"line": line, "layer": "between", "fillcolor": "rgba(0,0,0,0)"}


def _runs(there: np.ndarray, step: np.ndarray) -> list[tuple[int, int]]:
    """From and to (not included) of neighbouring rows that have a value and are of one step."""
    found: list[tuple[int, int]] = []
    for i in np.flatnonzero(there):
        if found and found[-1][1] == i and step[i] == step[i - 1]:
            found[-1] = (found[-1][0], int(i) + 1)
        else:
            found.append((int(i), int(i) + 1))
    return found


def _corners(across: list[str], values: np.ndarray, a: int, b: int) -> list[str]:
    """The corners of a stepped line over rows a to b, without those in the middle of a level."""
    found = []
    for i in range(a, b):
        if i == a or values[i] != values[i - 1]:
            found.append(f"{across[i]},{values[i]:.6g}")
        if i == b - 1 or values[i] != values[i + 1]:
            found.append(f"{across[i + 1]},{values[i]:.6g}")
    return found


def _along(across: list[str], values: np.ndarray, a: int, b: int) -> str:
    return "M" + "L".join(_corners(across, values, a, b))


def _around(across: list[str], lower: np.ndarray, upper: np.ndarray, a: int, b: int) -> str:
    there, back = _corners(across, upper, a, b), _corners(across, lower, a, b)[::-1]
    return "M" + "L".join(there + back) + "Z"

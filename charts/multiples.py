"""Small multiples: the same chart once for each unit, in one figure with one scale."""

import math
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.limit_lines import edges, limit_shapes
from charts.marks import coloured_glyph, marker
from charts.theme import Theme, axes_look, colour, frame_look

_STRIP_LETTERS = 27  # of name and figure together: more do not fit above the narrowest panel
_PANEL_HEIGHT, _STRIP = 118, 34  # pixels: a panel's plot, and the line of text above it
_SMALLER = 0.8  # of a mark's usual size


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One unit's line, and what its last figure means (a key of MARKS) if it was judged.

    points: period (Timestamp), value, hover (str), small; oldest first. Where they were judged,
    also of meaning, left_out, step, mean, lower, upper, target those that there are.
    """

    name: str
    figure: str
    points: pd.DataFrame
    meaning: str | None = None


def small_multiples(
    panels: list[Panel],
    *,
    theme: Theme,
    columns: int,
    beside: pd.DataFrame | None = None,
    top: float | None = 1.0,
    value_format: str = ".0%",
) -> go.Figure:
    """A line a panel, months along, all from 0 to `top` (None: to the largest value of any).

    beside: a line repeated in every panel for comparison (period, value). Points of small numbers
    are hollow; a period without a value is a gap. Limits over `top` are drawn there, and a share's
    `top` is 1.0. No panels make an empty figure.
    """
    traces, shapes, texts = [], [], []
    for i, panel in enumerate(panels):
        suffix = "" if i == 0 else str(i + 1)
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        if beside is not None:
            traces.append(_beside(beside, theme) | axes)
        traces.append(_line(panel.points, theme) | axes)
        shapes += limit_shapes(
            panel.points, theme, top=top, axes=(f"x{suffix}", f"y{suffix}"), thin=True
        )
        texts += _strip(panel, suffix, theme)
    top = (top or _largest(panels)) * 1.04
    # plotly would leave shapes out of the range that it finds itself.
    ends = _first_to_last(panels) if shapes else None
    axes = _axes(len(panels), columns, theme, top=top, value_format=value_format, ends=ends)
    height = _rows(len(panels), columns) * (_PANEL_HEIGHT + _STRIP) + 40
    layout = frame_look(theme, height=height) | axes | {"annotations": texts, "shapes": shapes}
    # In one go: each later change of a figure is checked again, which takes longer than all else.
    return go.Figure({"data": traces, "layout": layout})


def _rows(panels: int, columns: int) -> int:
    return max(1, math.ceil(panels / columns))


def _axes(
    panels: int,
    columns: int,
    theme: Theme,
    *,
    top: float,
    value_format: str,
    ends: list[str] | None,
) -> dict[str, Any]:
    """A pair of axes for each place, all with the scale of the first.

    Dates stand under the lowest panel of each column; places left over have no axes.
    """
    rows = _rows(panels, columns)
    height = rows * (_PANEL_HEIGHT + _STRIP) + 40
    along, up = axes_look(theme)
    across, down = 0.024 if columns > 2 else 0.05, _STRIP / height
    wide, high = (1 - across * (columns - 1)) / columns, (1 - down * (rows - 1)) / rows
    found: dict[str, Any] = {}
    for at in range(rows * columns):
        suffix = "" if at == 0 else str(at + 1)
        left, above = at % columns * (wide + across), 1 - at // columns * (high + down)
        is_there = at < panels
        x = along | {
            "anchor": f"y{suffix}",
            "domain": [left, min(left + wide, 1)],
            "tickformat": "%b %Y",
            "nticks": 3,
            "ticklabelstandoff": 2,
            "showticklabels": is_there and panels <= at + columns,
            "visible": is_there,
        }
        y = up | {
            "anchor": f"x{suffix}",
            "domain": [max(above - high, 0), above],
            "range": [0, top],
            "tickformat": value_format,
            "rangemode": "tozero",
            "showticklabels": at % columns == 0,
            "visible": is_there,
        }
        if ends:
            x["range"] = ends
        if at:
            x["matches"], y["matches"] = "x", "y"
        found |= {f"xaxis{suffix}": x, f"yaxis{suffix}": y}
    return found


def _largest(panels: list[Panel]) -> float:
    """The largest value, average, target or limit of any panel."""
    drawn = [
        panel.points[name].max()
        for panel in panels
        for name in ("value", "mean", "upper", "target")
        if name in panel.points
    ]
    return max((float(most) for most in drawn if most > 0), default=1.0)


def _first_to_last(panels: list[Panel]) -> list[str]:
    ends = [edges(panel.points["period"]) for panel in panels if len(panel.points)]
    return [min(e[0] for e in ends), max(e[-1] for e in ends)]


def _line(points: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    is_judged = "meaning" in points
    line = {"color": colour("usual", theme), "width": 1}
    if not is_judged:
        line = {"color": colour("accent", theme), "width": 2}
    return {
        "type": "scatter",
        "x": points["period"].dt.strftime("%Y-%m-%d"),
        "y": points["value"].astype("float64").round(4),
        "mode": "lines+markers",
        "line": line,
        "marker": marker(points, theme, scale=_SMALLER if is_judged else 1),
        "text": points["hover"],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }


def _beside(points: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": points["period"].dt.strftime("%Y-%m-%d"),
        "y": points["value"].astype("float64").round(4),
        "mode": "lines",
        "line": {"color": colour("others", theme), "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _strip(panel: Panel, suffix: str, theme: Theme) -> list[dict[str, Any]]:
    """The line of text above a panel: its name at the left, its mark and figure at the right.

    A name that would run into the figure is cut; hover has it whole.
    """
    figure, room = panel.figure, _STRIP_LETTERS - len(panel.figure)
    if panel.meaning is not None:
        figure = f"{coloured_glyph(panel.meaning, theme)} {figure}"
        room -= 2
    name = panel.name if len(panel.name) <= room else panel.name[: room - 1].rstrip() + "…"
    return [
        {
            "text": text,
            "x": x,
            "y": 1,
            "xref": f"x{suffix} domain",
            "yref": f"y{suffix} domain",
            "xanchor": anchor,
            "yanchor": "bottom",
            "yshift": 4,
            "showarrow": False,
            "font": {"color": colour(meaning, theme)},
        }
        for text, x, anchor, meaning in (
            (f"<b>{escape(name, quote=False)}</b>", 0, "left", "text"),
            (figure, 1, "right", "secondary"),
        )
    ]

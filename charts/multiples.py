"""Small multiples: the same chart once for each unit, in one figure with one scale."""

import math
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.theme import Theme, colour, look

_STRIP_LETTERS = 27  # of name and figure together: more do not fit above the narrowest panel
_PANEL_HEIGHT, _STRIP = 118, 34  # pixels: a panel's plot, and the line of text above it


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One unit's line. points: period (Timestamp), value, hover (str), small; oldest first."""

    name: str
    figure: str
    points: pd.DataFrame


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
    are hollow; a period without a value is a gap. No panels make an empty figure.
    """
    rows = max(1, math.ceil(len(panels) / columns))
    height = rows * (_PANEL_HEIGHT + _STRIP) + 40
    figure = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.024 if columns > 2 else 0.05,
        vertical_spacing=_STRIP / height,
    )
    for i, panel in enumerate(panels):
        place = {"row": i // columns + 1, "col": i % columns + 1}
        if beside is not None:
            figure.add_trace(_beside(beside, theme), **place)
        figure.add_trace(_line(panel.points, theme), **place)
    figure.update_layout(
        annotations=[a for i, panel in enumerate(panels) for a in _strip(panel, i, theme)]
    )
    look(figure, theme, height=height)
    largest = max(
        (float(p.points["value"].max()) for p in panels if p.points["value"].notna().any()),
        default=1.0,
    )
    figure.update_yaxes(
        range=[0, (top or largest or 1.0) * 1.04], tickformat=value_format, rangemode="tozero"
    )
    figure.update_xaxes(tickformat="%b %Y", nticks=3, ticklabelstandoff=2)
    _label_lowest(figure, len(panels), columns)
    return figure


def _line(points: pd.DataFrame, theme: Theme) -> go.Scatter:
    accent, ground = colour("accent", theme), colour("ground", theme)
    return go.Scatter(
        x=points["period"].dt.strftime("%Y-%m-%d"),
        y=points["value"].astype("float64").round(4),
        mode="lines+markers",
        line={"color": accent, "width": 2},
        marker={
            "size": 5,
            "color": [ground if s else accent for s in points["small"]],
            "line": {"color": accent, "width": 1.2},
        },
        text=points["hover"],
        hovertemplate="%{text}<extra></extra>",
        connectgaps=False,
    )


def _beside(points: pd.DataFrame, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=points["period"].dt.strftime("%Y-%m-%d"),
        y=points["value"].astype("float64").round(4),
        mode="lines",
        line={"color": colour("others", theme), "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )


def _strip(panel: Panel, at: int, theme: Theme) -> list[dict[str, Any]]:
    """The line of text above a panel: its name at the left, its figure at the right.

    A name that would run into the figure is cut; hover has it whole.
    """
    room = _STRIP_LETTERS - len(panel.figure)
    name = panel.name if len(panel.name) <= room else panel.name[: room - 1].rstrip() + "…"
    suffix = "" if at == 0 else str(at + 1)
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
            (panel.figure, 1, "right", "secondary"),
        )
    ]


def _label_lowest(figure: go.Figure, panels: int, columns: int) -> None:
    """Dates under the lowest panel of each column; no axes in the places left over."""
    rows = max(1, math.ceil(panels / columns))
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            at = (row - 1) * columns + column - 1
            lowest = at < panels <= at + columns
            figure.update_xaxes(showticklabels=lowest, visible=at < panels, row=row, col=column)
            figure.update_yaxes(
                visible=at < panels, showticklabels=column == 1, row=row, col=column
            )

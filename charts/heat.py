"""Units by months as a table of shaded figures: where a measure is short of what it should be."""

from html import escape
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.labels import width
from charts.marks import coloured_glyph
from charts.theme import FONT_SIZE, SHADES, Theme, colour, look

_ROW, _TWO_LINES, _NAME = 28, 40, 24  # pixels: a row of cells; with marks over figures; a name
_HEAD, _FOOT = 46, 8  # pixels: months and years above, air below
_STACKED = 14  # so many months or more: a mark stands over its figure, for want of room
_SIGNALS = ("improvement", "concern", "change")


def heat_table(
    cells: pd.DataFrame,
    *,
    theme: Theme,
    better: Literal["higher", "lower", "neither"],
    months: int = 12,
    most: float | None = None,
    narrow: bool = False,
) -> go.Figure:
    """A row a unit in the order of the frame, the newest months along, a figure in each cell.

    cells: unit (its short name), period, value (NaN: an empty cell), figure (text), against (the
    target, or the average where there is none; NaN: not shaded), hover, and of small and meaning
    those that there are. A cell is the darker the further its value is on the wrong side of
    `against` (either side where neither way is better); `most`: the distance of the darkest,
    the largest there is if None. A signal has its mark; a small number is in italics, with a hollow
    mark. narrow: for a phone, names over their rows. No cells make an empty figure.
    """
    shown = sorted(cells["period"].unique())[-months:]
    units = cells["unit"].drop_duplicates().tolist()
    cells = cells[cells["period"].isin(shown)]
    cells = cells.assign(shade=_shades(cells, better, most, len(SHADES[theme])))
    stacked = narrow or len(shown) >= _STACKED
    cells["text"] = [_text(cell, theme, stacked=stacked) for cell in cells.to_dict("records")]
    head = _HEAD + _NAME // 2 * narrow
    row = (_TWO_LINES if stacked else _ROW) + _NAME * narrow
    height = head + _FOOT + row * max(1, len(units))
    figure = go.Figure(
        _cells(cells, units, shown, theme, gap=_NAME if narrow else 2, size=_size(stacked, narrow))
    )
    look(figure, theme, height=height)
    left = 2 if narrow else round(max((width(u) for u in units), default=0)) + 14
    figure.update_layout(margin={"l": left, "r": 2, "t": head, "b": _FOOT})
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(shown))),
        ticktext=_months(shown),
        ticks="",
        showline=False,
        ticklabelstandoff=_NAME // 2 * narrow,
        range=[-0.5, len(shown) - 0.5],
    )
    figure.update_yaxes(
        range=[len(units) - 0.5, -0.5],
        tickvals=list(range(len(units))),
        ticktext=[escape(u, quote=False) for u in units],
        showgrid=False,
        ticklabelstandoff=6,
        showticklabels=not narrow,
    )
    if narrow:
        figure.update_layout(annotations=[_name(u, i, theme) for i, u in enumerate(units)])
    return figure


def _shades(cells: pd.DataFrame, better: str, most: float | None, shades: int) -> np.ndarray:
    """A shade for each cell, 0 the quietest; NaN where there is no figure."""
    value = cells["value"].to_numpy(dtype="float64")
    off = value - cells["against"].to_numpy(dtype="float64")
    off = np.abs(off) if better == "neither" else off * (1 if better == "lower" else -1)
    off = np.maximum(np.nan_to_num(off), 0)
    most = most or float(off.max(initial=0.0)) or 1.0
    found = np.minimum(np.ceil(off / most * (shades - 1) - 1e-9), shades - 1)
    return np.where(np.isnan(value), np.nan, found)


def _text(cell: dict[Any, Any], theme: Theme, *, stacked: bool) -> str:
    if cell["value"] != cell["value"]:
        return ""
    text = escape(cell["figure"], quote=False)
    if cell.get("small"):
        mark, text = coloured_glyph("not judged", theme), f"<i>{text}</i>"
    elif cell.get("meaning") in _SIGNALS:
        mark = coloured_glyph(cell["meaning"], theme)
        text = text if stacked else f"<b>{text}</b>"
    else:
        return text
    return f"{mark}{'<br>' if stacked else ' '}{text}"


def _size(stacked: bool, narrow: bool) -> int:
    """Of figures, a little less where there are many in a row."""
    return FONT_SIZE - 1 if stacked and not narrow else FONT_SIZE


def _cells(
    cells: pd.DataFrame,
    units: list[str],
    shown: list[pd.Timestamp],
    theme: Theme,
    *,
    gap: int,
    size: int,
) -> go.Heatmap:
    wide = cells.pivot(index="unit", columns="period", values=["shade", "text", "hover"])
    wide = wide.reindex(units)
    shades = SHADES[theme]
    steps = [[at / len(shades), c] for i, c in enumerate(shades) for at in (i, i + 1)]

    def table(name: str) -> list[list[Any]]:
        there = wide[name].reindex(columns=shown) if len(wide) else wide
        return [[None if pd.isna(x) else x for x in line] for line in there.to_numpy(dtype=object)]

    return go.Heatmap(
        z=table("shade"),
        zmin=-0.5,
        zmax=len(shades) - 0.5,
        text=table("text"),
        customdata=table("hover"),
        texttemplate="%{text}",
        textfont={"color": colour("text", theme), "size": size},
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        colorscale=steps,
        showscale=False,
        xgap=2,
        ygap=gap,
    )


def _months(shown: list[pd.Timestamp]) -> list[str]:
    """Months by name, with the year under the first and under each January."""
    return [
        f"{m:%b}<br>{m:%Y}" if i == 0 or m.month == 1 else f"{m:%b}<br> "
        for i, m in enumerate(shown)
    ]


def _name(unit: str, at: int, theme: Theme) -> dict[str, Any]:
    return {
        "text": f"<b>{escape(unit, quote=False)}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at - 0.5,
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": colour("text", theme)},
    }

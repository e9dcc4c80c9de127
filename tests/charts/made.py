"""Small frames for charts, in the columns that the calculations give."""

import json

import pandas as pd
import plotly.graph_objects as go

from charts.labels import LINE


def judged(*values: float, **columns: object) -> pd.DataFrame:
    """Points of one series from January 2026 that were judged; `columns` replace what is usual."""
    n = len(values)
    usual = {
        "period": pd.date_range("2026-01-01", periods=n, freq="MS"),
        "value": [float(v) for v in values],
        "hover": [f"hover {i}" for i in range(n)],
        "small": [False] * n,
        "left_out": [False] * n,
        "step": [0] * n,
        "mean": [0.5] * n,
        "lower": [0.3] * n,
        "upper": [0.7] * n,
        "target": [0.8] * n,
        "meaning": ["usual"] * n,
    }
    return pd.DataFrame(usual).assign(**columns)


def overlapping(figure: dict) -> list[tuple[str, str]]:
    """Pairs of texts at the right end of a figure that are nearer than their lines are high."""
    layout = figure["layout"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    boxes = [
        (a["text"], a["y"] * plot, LINE * (a["text"].count("<br>") + 1))
        for a in layout["annotations"]
        if (a["x"], a.get("xref")) == (1, "paper")
    ]
    return [
        (one, other)
        for i, (one, y, high) in enumerate(boxes)
        for other, at, tall in boxes[:i]
        if abs(y - at) < (high + tall) / 2 - 0.01
    ]


def drawn(figure: go.Figure) -> dict:
    """A figure as the browser gets it."""
    return json.loads(figure.to_json())


def nothing_without_hover(figure: dict) -> bool:
    """Whether every trace says something under the mouse, or stays silent on purpose."""
    traces = figure["data"]
    return any("hovertemplate" in t for t in traces) and all(
        t.get("hoverinfo") == "skip"
        or (t["hovertemplate"].endswith("<extra></extra>") and ("text" in t or "customdata" in t))
        for t in traces
    )

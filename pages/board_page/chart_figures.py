"""What a measure of a pack is drawn as: the Area's line, and a panel a unit."""

import pandas as pd
import plotly.graph_objects as go

from charts.control_chart import control_chart
from charts.events import Event
from charts.multiples import Panel, small_multiples
from charts.theme import Theme
from packs.content import Line, Row
from packs.issuing.late_figures import point_words
from packs.words.near import just_missed, with_miss
from packs.words.sheet_words import shown as in_short
from pages import hover

MEANS = {"concern": "worse than before", "improvement": "better than before", "change": "changed"}
_FIGURES = ("value", "mean", "lower", "upper", "target")


def line(row: Row, theme: Theme, *, narrow: bool) -> go.Figure:
    """The Area's line with what it is judged by, and what happened."""
    is_share = row.shown_as == "share"
    return control_chart(
        _points(row, row.area),
        theme=theme,
        events=[Event(m.day, m.label, m.kind) for m in row.marks],
        label=row.area.name,
        top=1.0 if is_share else None,
        value_format=".0%" if is_share else ",.0f",
        unit=" days" if row.shown_as == "days" else "",
        narrow=narrow,
    )


def units(row: Row, theme: Theme, columns: int) -> go.Figure:
    """A panel a unit, those of most concern first, so many beside each other."""
    is_share = row.shown_as == "share"
    return small_multiples(
        [_panel(row, unit) for unit in row.units],
        theme=theme,
        columns=min(columns, len(row.units)),
        beside=None if row.shown_as == "count" else _points(row, row.area)[["period", "value"]],
        top=1.0 if is_share else None,
        value_format=".0%" if is_share else ",.0f",
    )


def _panel(row: Row, unit: Line) -> Panel:
    last = unit.points[-1] if unit.points else None
    # hollow is for small numbers: a line that is not judged for another reason has no mark
    unmarked = unit.variation == "not judged" and not (last and last.small)
    figure = in_short(row.shown_as, last.value if last else None)
    missed = just_missed(row.shown_as, row.better, last.value, last.target) if last else ""
    return Panel(
        name=unit.name,
        figure=with_miss(figure, missed),
        points=_points(row, unit),
        meaning=None if unmarked else unit.variation,
    )


def _points(row: Row, line: Line) -> pd.DataFrame:
    """A line as charts take it."""
    points = pd.DataFrame(
        [
            {
                "period": pd.Timestamp(p.period),
                "hover": f"<b>{hover.safe(line.name)}</b><br>{p.period:%B %Y}: {point_words(row, p)}"
                f"{_why(p.meaning, small=p.small, left_out=p.left_out)}",
                "meaning": p.meaning,
                "small": p.small,
                "left_out": p.left_out,
                **{name: getattr(p, name) for name in _FIGURES},
            }
            for p in line.points
        ],
        columns=["period", "hover", "meaning", "small", "left_out", *_FIGURES],
    )
    return points.astype({"period": "datetime64[us]"} | dict.fromkeys(_FIGURES, "float64"))


def _why(meaning: str, *, small: bool, left_out: bool) -> str:
    if left_out:
        return "<br>left out of the judgement"
    if small:
        return "<br>a small number: not judged"
    return f"<br>{MEANS[meaning]}" if meaning in MEANS else ""

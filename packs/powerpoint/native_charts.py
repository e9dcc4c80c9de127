"""Charts that PowerPoint draws and people can edit: their figures are in a sheet behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.util import Inches, Pt

from metrics.measure import ShownAs
from packs.content import Line, Mark, Point, Row
from packs.pdf.scale import Scale, within
from packs.powerpoint.chart_parts import BARS, NO_MARK, NO_PEN, C, dress, mark, pen
from packs.powerpoint.deck import Box, ink, say
from packs.powerpoint.mark_labels import Name, heights
from packs.words.sheet_words import day_words, described

FORMATS: dict[ShownAs, str] = {"share": "0%", "days": "0.0", "count": "#,##0"}
_AXIS: dict[ShownAs, str] = {"share": "0%", "days": "0", "count": "#,##0"}
_LINES = {  # a column of the points: its name in the legend, colour, width in points, dash
    "mean": ("Average", "average", 1.25, "solid"),
    "upper": ("Usual range, upper end", "limits", 1.0, "sysDot"),
    "lower": ("Usual range, lower end", "limits", 1.0, "sysDot"),
    "target": ("Target", "target", 1.75, "dash"),
}


@dataclass(frozen=True)
class Marked:
    """Months that have a mark of their own: a series without a line, named in the legend."""

    name: str
    symbol: str
    size: int
    meaning: str
    hollow: bool
    holds: Callable[[Point], bool]


def _of(meaning: str) -> Callable[[Point], bool]:
    return lambda p: p.meaning == meaning and not p.small and not p.left_out


MARKED = (
    Marked("Worse", "square", 9, "concern", False, _of("concern")),
    Marked("Better", "diamond", 10, "improvement", False, _of("improvement")),
    Marked("Changed", "triangle", 10, "change", False, _of("change")),
    Marked("Too few to judge", "circle", 7, "usual", True, lambda p: p.small and not p.left_out),
    Marked("Left out of the limits", "plus", 7, "usual", False, lambda p: p.left_out),
)
_HAPPENED, _NAMED = "What happened", "What happened, by name"
_EVERY = ((8, 1), (16, 2), (24, 3), (60, 6))  # up to so many months, a date every so many


def add_chart(
    slide: Any,
    row: Row,
    line: Line,
    box: Box,
    scale: Scale,
    *,
    type_size: int,
    months: Sequence[date] = (),
    marks: Sequence[Mark] = (),
    legend: bool = False,
    heading: tuple[str, str] | None = None,
) -> Any:
    """A line on a slide as a chart of PowerPoint's own, with its words for those who do not see it.

    box: inches; type_size: points, of the axes. months: across, those of the line where not given;
    heading: two lines over it. marks: only those of the months that are drawn. A line without
    months is not drawn: None.
    """
    if not line.points:
        return None
    months = months or [p.period for p in line.points]
    at = {p.period: p for p in line.points}
    points = [at.get(month) for month in months]
    marks = [m for m in marks if months[0] <= m.day.replace(day=1) <= months[-1]]
    columns = [name for name in _LINES if any(getattr(p, name) is not None for p in line.points)]
    data = CategoryChartData(number_format=FORMATS[row.shown_as])
    data.categories = months
    data.add_series(line.name or "Area", [p.value if p else None for p in points])
    for name in columns:
        data.add_series(_LINES[name][0], [_drawn(row, p, name) if p else None for p in points])
    marked = [m for m in MARKED if any(p.value is not None and m.holds(p) for p in line.points)]
    for kind in marked:
        data.add_series(kind.name, [p.value if p and kind.holds(p) else None for p in points])
    happened = _happened(marks, months)
    if happened:
        high = heights(happened, points, scale, box[2], type_size)
        for series, levels in ((_HAPPENED, [scale.top] * len(high)), (_NAMED, high)):
            level = {name.at: y for name, y in zip(happened, levels, strict=True)}
            data.add_series(series, [level.get(n) for n in range(len(months))])
    place = (Inches(n) for n in box)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", described(row, line))
    frame.name = f"Chart: {row.title}, {line.unit or 'Area'}"
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(type_size), ink("secondary")
    _axes(chart, row.shown_as, scale, len(months), little=not legend)
    drawn = list(chart.plots[0].series)
    size = 1.0 if legend else 0.5
    dress(drawn[0], pen("usual", 1.5 * size), mark("circle", round(6 * size), "usual"))
    for series, name in zip(drawn[1:], columns, strict=False):
        _, meaning, width, dash = _LINES[name]
        dress(series, pen(meaning, width * (1 if legend else 0.6), dash), NO_MARK)
    for series, kind in zip(drawn[1 + len(columns) :], marked, strict=False):
        own = round(kind.size * (1 if legend else 0.6))
        dress(series, NO_PEN, mark(kind.symbol, own, kind.meaning, hollow=kind.hollow))
    if happened:
        dress(drawn[-2], NO_PEN, NO_MARK, BARS)
        _name(drawn[-1], happened, type_size)
    _legend(chart, shown=legend, without=[len(drawn) - 2, len(drawn) - 1] if happened else [])
    _heading(chart, heading, type_size)
    return frame


def _drawn(row: Row, point: Point, name: str) -> float | None:
    value: float | None = getattr(point, name)
    return value if name in ("mean", "target") else within(value, row.shown_as)


def _axes(chart: Any, shown_as: ShownAs, scale: Scale, n: int, *, little: bool) -> None:
    up, across = chart.value_axis, chart.category_axis
    up.minimum_scale, up.maximum_scale = 0, scale.top
    up.major_unit = scale.top if little else scale.step
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = _AXIS[shown_as], False
    up.major_gridlines.format.line.color.rgb = ink("grid")
    up.format.line.fill.background()
    across.tick_labels.number_format = "mmm yyyy" if not little else "mmm yy"
    across.tick_labels.number_format_is_linked = False
    across.format.line.color.rgb = ink("grid")
    every = next((each for most, each in _EVERY if n <= most), 12)
    every = max(n - 1, 1) if little else every
    axis = across._element
    axis.find(f"{{{C}}}baseTimeUnit").set("val", "months")
    for name, value in (("majorUnit", str(every)), ("majorTimeUnit", "months")):
        axis.append(etree.SubElement(axis, f"{{{C}}}{name}", val=value))


def _happened(marks: Sequence[Mark], months: Sequence[date]) -> list[Name]:
    """What is to be named, month by month; in the later half of the chart left of its line."""
    found = []
    for month in sorted({m.day.replace(day=1) for m in marks}):
        at = months.index(month)
        names = [f"{m.label}, {day_words(m.day)}" for m in marks if m.day.replace(day=1) == month]
        found.append(Name(at, "; ".join(names), at > len(months) / 2))
    return found


def _name(series: Any, happened: Sequence[Name], size: int) -> None:
    """The names, each beside the upright line of its month; the lines are error bars."""
    dress(series, NO_PEN, NO_MARK)
    for name in happened:
        label = series.points[name.at].data_label
        label.has_text_frame = True
        label.text_frame.text = name.words
        label.font.size, label.font.color.rgb = Pt(size), ink("text")
        label.position = XL_LABEL_POSITION.LEFT if name.is_left else XL_LABEL_POSITION.RIGHT


def _legend(chart: Any, *, shown: bool, without: Sequence[int]) -> None:
    chart.has_legend = shown
    if not shown:
        return
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for at in reversed(without):
        entry = etree.Element(f"{{{C}}}legendEntry")
        etree.SubElement(entry, f"{{{C}}}idx", val=str(at))
        etree.SubElement(entry, f"{{{C}}}delete", val="1")
        chart.legend._element.insert(1, entry)


def _heading(chart: Any, heading: tuple[str, str] | None, size: int) -> None:
    chart.has_title = heading is not None
    if heading is None:
        return
    frame = chart.chart_title.text_frame
    chart.chart_title.include_in_layout = False
    for i, words in enumerate(heading):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        say(paragraph, words, size + 2, i == 0, "text")

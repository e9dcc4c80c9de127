"""A row a measure: has it changed, can it reach its target, its figures, and what they say in words."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import streamlit as st
from jinja2 import Environment, FileSystemLoader

from charts.icons import assurance_icon, assurance_words, sparkline, variation_icon, variation_words
from charts.theme import Theme
from metrics.measure import Better, Measure
from metrics.sentences import range_in_words, short, shown
from metrics.series import NONE, Line, in_words

PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
_POINTS = 24  # of a sparkline


@dataclass(frozen=True)
class Icon:
    """A picture as an address, and what it says to those who do not see it."""

    source: str
    words: str

    @classmethod
    def of_variation(cls, variation: str, side: int, theme: Theme) -> "Icon":
        """The icon of a verdict."""
        svg = variation_icon(variation, side, theme)
        return cls(_address(svg), variation_words(variation, side))

    @classmethod
    def of_assurance(cls, better: Better, assurance: str, theme: Theme) -> "Icon":
        """The icon of whether the target can be reached."""
        svg = assurance_icon(assurance, theme, better=better)
        return cls(_address(svg), assurance_words(assurance))


@dataclass(frozen=True)
class Head:
    """A column of words. css: its class, by which a phone leaves it out."""

    key: str
    text: str
    css: str = ""


@dataclass(frozen=True)
class Row:
    """A measure: the words of its columns by their keys. notes: below those that are in words."""

    title: str
    link: str
    change: Icon
    reach: Icon | None
    cells: Mapping[str, str]
    line: str
    is_chosen: bool = False
    notes: tuple[str, ...] = ()


def row(
    measure: Measure,
    verdict: Line,
    newest: Line,
    points: pd.DataFrame,
    *,
    link: str,
    theme: Theme,
    others: Mapping[str, str],
) -> Row:
    """The row of a judged measure.

    points: of its months, judged, the newest last; others: further cells.
    """
    variation, side, assurance = verdict["variation"], int(verdict["side"]), verdict["assurance"]
    target = verdict["target"]
    return Row(
        title=measure.title,
        link=link,
        change=Icon.of_variation(variation, side, theme),
        reach=Icon.of_assurance(measure.better, assurance, theme) if assurance else None,
        cells={
            "figure": in_words(measure, newest),
            "target": NONE if target != target else shown(measure, target),
            "range": range_in_words(measure, verdict) or NONE,
            "says": short(measure, verdict, newest),
            **others,
        },
        line=drawn_line(points["value"].tolist(), points["meaning"].tolist(), theme),
    )


def drawn_line(values: Sequence[float], meanings: Sequence[str], theme: Theme) -> str:
    """The sparkline of the last months, as an address; NaN is a gap."""
    return _address(sparkline(values[-_POINTS:], meanings[-_POINTS:], theme))


def dated(rows: Sequence[Row]) -> tuple[list[Row], str]:
    """The rows and the heading of their figures: the month, or each row's where they differ."""
    months = {r.cells["month"] for r in rows}
    if len(months) < 2:
        return list(rows), "".join(months)
    return [
        replace(r, cells={**r.cells, "figure": f"{r.cells['month']}: {r.cells['figure']}"})
        for r in rows
    ], "Last whole month"


def table(rows: Sequence[Row], heads: Sequence[Head], *, label: str, line_head: str) -> None:
    """The table; label: what it is, for those who hear it."""
    page = PAGES.get_template("measures.html")
    st.html(page.render(rows=rows, heads=heads, label=label, line_head=line_head, dash=NONE))


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"

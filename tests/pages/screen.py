"""What a page shows, as plain values in the order of reading."""

import base64
import json
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

TEXTS = ("title", "header", "subheader", "markdown", "caption", "error")


@dataclass(frozen=True)
class Downloads:
    """The files that the pages offer, by what their buttons name: (file name, content)."""

    files: dict[str, tuple[str, bytes | Callable[[], bytes]]]

    def of(self, button: Element) -> tuple[str, str]:
        name, content = self.files[button.proto.deferred_file_id or button.proto.url]
        return name, (content() if callable(content) else content).decode("utf-8")


@dataclass(frozen=True)
class Panel:
    """One unit's chart, as plotly is told to draw it. A gap in the values is NaN."""

    name: str
    figure: str
    months: list[str]
    values: list[float]
    hover: list[str]
    hollow: list[bool]
    dotted: list[float] | None


def shown(at: AppTest, downloads: Downloads) -> list[tuple]:
    """Everything in the main part of the page: the kind of thing, then what it says."""
    return [_read(element, downloads) for element in walk(at.main) if element.type != "html"]


def walk(block: Block) -> Iterator[Element | Block]:
    """Elements in the order of reading; of blocks, those that have words of their own."""
    for child in block.children.values():
        if isinstance(child, Block):
            if child.type == "expander":
                yield child
            yield from walk(child)
        else:
            yield child


def _read(element: Element | Block, downloads: Downloads) -> tuple:
    kind = element.type
    if kind in TEXTS:
        return kind, element.value
    if kind == "expander":
        return kind, element.label
    if kind == "metric":
        proto = element.proto
        return kind, proto.label, proto.body, proto.delta, proto.delta_description, proto.help
    if kind == "selectbox":
        return kind, element.label, element.format_func(element.value), list(element.options)
    if kind == "table":
        return kind, *_table(element)
    if kind == "dataframe":
        return kind, *_dataframe(element)
    if kind == "plotly_chart":
        figure = json.loads(element.proto.spec)
        return kind, panels(figure), scale(figure), element.proto.alt
    if kind == "download_button":
        return kind, element.label, *downloads.of(element)
    raise AssertionError(f"nobody reads a {kind}")


def _table(element: Element) -> tuple[list[str], list[list[str]]]:
    """The headings and the cells of st.table, as they are displayed."""
    data = element.proto.arrow_data
    cells = dataframe_util.convert_arrow_bytes_to_pandas_df(data.styler.display_values)
    return list(element.value.columns), cells.to_numpy().tolist()


def _dataframe(element: Element) -> tuple[list[str], list[list[object]], str]:
    """The headings and the cells of st.dataframe, its index first where it has a name."""
    frame = element.value
    if frame.index.name:
        frame = frame.reset_index()
    cells = [[cell(x) for x in line] for line in frame.astype(object).to_numpy().tolist()]
    options = json.loads(element.proto.columns or "{}")
    for name, column in frame.items():
        is_day = isinstance(column.dtype, np.dtype) and column.dtype.kind == "M"
        written = options.get(name, {}).get("type_config", {}).get("format")
        assert written == ("DD/MM/YYYY" if is_day else None), f"{name} is written as {written}"
    return list(frame.columns), cells, element.proto.alt


def cell(x: object) -> object:
    if pd.isna(x):
        return None
    return x.date() if isinstance(x, datetime) else x


def panels(figure: dict) -> list[Panel]:
    """The small multiples of a figure, in their order."""
    lines = {t["xaxis"]: t for t in figure["data"] if t["mode"] == "lines+markers"}
    dotted = {t["xaxis"]: t for t in figure["data"] if t["mode"] == "lines"}
    assert len(lines) + len(dotted) == len(figure["data"])
    strips: dict[str, dict[str, str]] = {}
    for text in figure["layout"]["annotations"]:
        axis = text["xref"].removesuffix(" domain")
        assert text["yref"] == f"y{axis[1:]} domain"
        strips.setdefault(axis, {})[text["xanchor"]] = text["text"]
    assert list(strips) == list(lines)
    found = []
    for axis, line in lines.items():
        assert line["yaxis"] == f"y{axis[1:]}"
        beside = dotted.get(axis)
        if beside:  # of all units, which may begin before this one
            assert beside["line"]["dash"] == "dot"
            assert beside["x"][-len(line["x"]) :] == line["x"]
        accent = line["line"]["color"]
        found.append(
            Panel(
                name=strips[axis]["left"],
                figure=strips[axis]["right"],
                months=line["x"],
                values=numbers(line["y"]),
                hover=line["text"],
                hollow=[colour != accent for colour in line["marker"]["color"]],
                dotted=numbers(beside["y"]) if beside else None,
            )
        )
    return found


def scale(figure: dict) -> tuple[float, str]:
    """The largest value that the axes have room for, and how values are written on them."""
    axes = [axis for name, axis in figure["layout"].items() if name.startswith("yaxis")]
    found = {(*axis["range"], axis["tickformat"]) for axis in axes}
    ((low, high, written),) = found  # one scale for all
    assert low == 0
    return high / 1.04, written


def numbers(y: list | dict) -> list[float]:
    """The values of a trace, from a list or from plotly's base64."""
    if isinstance(y, dict):
        assert y["dtype"] == "f8"
        data = base64.b64decode(y["bdata"])
        y = struct.unpack(f"<{len(data) // 8}d", data)
    return [math.nan if v is None else v for v in y]

"""What a page shows, as plain values in the order of reading."""

import io
import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import openpyxl
import pandas as pd
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from tests.pages import screen_charts

TEXTS = ("title", "header", "subheader", "markdown", "caption", "error")
SVG = "data:image/svg+xml;base64,"


@dataclass(frozen=True)
class Downloads:
    """The files that the pages offer, by what their buttons name: (file name, content)."""

    files: dict[str, tuple[str, bytes | Callable[[], bytes]]]

    def of(self, button: Element) -> tuple:
        """The name and the text of a file; of a workbook, what is in it."""
        name, content = self.files[button.proto.deferred_file_id or button.proto.url]
        data = content() if callable(content) else content
        return name, _workbook(data) if name.endswith(".xlsx") else data.decode("utf-8")


def shown(at: AppTest, downloads: Downloads) -> list[tuple]:
    """Everything in the main part of the page: the kind of thing, then what it says."""
    return [_read(e, downloads) for e in walk(at.main) if not _is_style(e)]


def walk(block: Block) -> Iterator[Element | Block]:
    """Elements in the order of reading; of blocks, those that have words of their own."""
    for child in block.children.values():
        if isinstance(child, Block):
            if child.type == "expander":
                yield child
            yield from walk(child)
        else:
            yield child


def _is_style(element: Element | Block) -> bool:
    return element.type == "html" and element.proto.body.startswith("<style>")


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
        return kind, *table(element)
    if kind == "dataframe":
        return kind, *_dataframe(element)
    if kind == "plotly_chart":
        return "chart", screen_charts.read(json.loads(element.proto.spec)), element.proto.alt
    if kind == "html":
        return html(element)
    if kind == "download_button":
        return kind, element.label, *downloads.of(element)
    raise AssertionError(f"nobody reads a {kind}")


def table(element: Element) -> tuple[list[str], list[list[str]]]:
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


def _workbook(data: bytes) -> tuple[str, list[str], list[str], list[list[object]]]:
    """Of the only sheet its name, its headings, how each column is written, and its cells."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    head, *lines = sheet.iter_rows()
    assert not any(c.data_type == "f" for line in lines for c in line), "a formula"
    formats = [c.number_format for c in lines[0]] if lines else []
    assert all([c.number_format for c in line] == formats for line in lines)
    cells = [[cell(c.value) if c.value is not None else None for c in line] for line in lines]
    return sheet.title, [c.value for c in head], formats, cells


def html(element: Element) -> tuple:
    """The table of measures or the list of changes, as shown() has it."""
    return _Html.read(element.proto.body)


class _Html(HTMLParser):
    """The table of measures, or the list of changes.

    A cell is its text; a picture stands in it as ("image", what is said of it, its SVG), and
    a link as ("link", the page, what is chosen on it, text). Last are the rows that are marked.
    """

    def __init__(self) -> None:
        super().__init__()
        self.label, self.lines, self.link = "", [], None
        self.kind = ""
        self.chosen: list[int] = []
        self.without: list[list] = []

    @classmethod
    def read(cls, body: str) -> tuple:
        own = cls()
        own.feed(body)
        own.close()
        lines = [[_tidy(parts) for parts in line] for line in own.lines]
        if own.kind == "ul":
            return "list", [line[0] for line in lines]
        cells = [cell for line in own.lines for cell in line]
        assert [id(c) for c in cells if _tidy(c) == ["–"]] == [id(c) for c in own.without]
        marked = [lines[place][1][0][3] for place in own.chosen]
        return "measures", own.label, [c[0] for c in lines[0]], lines[1:], marked

    def handle_starttag(self, tag: str, attrs: list) -> None:
        own = dict(attrs)
        if tag in ("table", "ul"):
            self.kind, self.label = tag, own.get("aria-label")
        elif tag in ("tr", "li"):
            if own.get("aria-current") == "true":
                assert own["class"] == "chosen"
                self.chosen.append(len(self.lines))
            self.lines.append([[]] if tag == "li" else [])
        elif tag in ("td", "th"):
            assert own["role"] in ("cell", "columnheader", "rowheader")
            self.lines[-1].append([])
            if "none" in own.get("class", "").split():
                self.without.append(self.lines[-1][-1])
        elif tag == "a":
            address = urlsplit(own["href"])
            self.link = address.path, dict(parse_qsl(address.query))
        elif tag == "img":
            drawn = b64decode(own["src"].removeprefix(SVG)).decode()
            assert f'aria-label="{own["alt"]}"' in drawn or 'aria-hidden="true"' in drawn
            self.lines[-1][-1].append(("image", own["alt"], drawn))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.link = None

    def handle_data(self, data: str) -> None:
        if self.lines and self.lines[-1]:
            self.lines[-1][-1].append(("link", *self.link, data) if self.link else data)


def _tidy(parts: list) -> list:
    """What is in a cell, without the white space of the source."""
    found = [p.strip() if isinstance(p, str) else p for p in parts]
    return [p for p in found if p]

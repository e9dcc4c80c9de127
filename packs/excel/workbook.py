"""A workbook of several sheets, with the same foot on each, in which nothing runs."""

import math
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from extracts.spreadsheet import PLAIN, sheet_name

_WIDEST, _NARROWEST = 60, 9  # letters of a column
_LINE, _TITLE, _HIGHEST = 15.0, 20.0, 409.0  # points: lines of text, and the most Excel allows

Value = str | int | float | date | None


class Workbook:
    """A workbook that is being made. classification and foot are printed on every sheet."""

    def __init__(self, *, title: str, author: str, classification: str, foot: str) -> None:
        self._out = BytesIO()
        self._book = xlsxwriter.Workbook(self._out, PLAIN)
        self._book.set_properties(
            {"title": title, "author": author, "category": classification, "comments": foot}
        )
        self._head, self._foot = f"&C{_plain(classification)}", f"&L{_plain(foot)}&Rpage &P of &N"
        self._names: set[str] = set()
        self._formats: dict[str, Any] = {}

    def add(
        self,
        name: str,
        above: Sequence[str],
        header: Sequence[str],
        rows: Sequence[Sequence[Value]],
        formats: Sequence[Sequence[str]] = (),
        *,
        widest: int = _WIDEST,
    ) -> None:
        """A sheet: lines above, a table with its header fixed and filters over it.

        formats: Excel's formats of each row's numbers and days, "" for the usual ones. None is an
        empty cell; a day is a day; a text stays a text.
        """
        page = self._book.add_worksheet(self._named(name))
        widths = [_width(title, [r[at] for r in rows], widest) for at, title in enumerate(header)]
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        top = len(above) + 1 if above else 0
        for at, line in enumerate(above):
            self._above(page, at, line, widths)
        for at, title in enumerate(header):
            page.write_string(top, at, title, self._format("head"))
        _high(page, top, header, widths)
        for down, row in enumerate(rows, top + 1):
            for at, value in enumerate(row):
                own = formats[down - top - 1][at] if formats else ""
                self._write(page, down, at, value, own)
            _high(page, down, row, widths)
        page.freeze_panes(top + 1, 1)
        page.autofilter(top, 0, top + max(len(rows), 1), len(header) - 1)
        page.repeat_rows(top)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_header(self._head)
        page.set_footer(self._foot)

    def _above(self, page: Any, at: int, line: str, widths: Sequence[float]) -> None:
        """A line over the table, no wider than it is: wider, all would be printed small."""
        look = self._format("title" if at == 0 else "note")
        if len(widths) > 1:
            page.merge_range(at, 0, at, len(widths) - 1, "", look)
        page.write_string(at, 0, line, look)
        _high(page, at, [line], [sum(widths)], _TITLE if at == 0 else _LINE)

    def to_bytes(self) -> bytes:
        """The workbook as a file."""
        self._book.close()
        return self._out.getvalue()

    def _named(self, name: str) -> str:
        """A name of its own: Excel takes no two alike, whatever their capitals."""
        cleaned = found = sheet_name(name)
        n = 2
        while found.casefold() in self._names:
            found = f"{cleaned[:27].rstrip()} ({n})"
            n += 1
        self._names.add(found.casefold())
        return found

    def _format(self, name: str) -> Any:
        if name not in self._formats:
            looks: dict[str, dict[str, Any]] = {
                "title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"},
                "note": {"font_color": "#4b5563", "text_wrap": True, "valign": "top"},
                "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
                "text": {"text_wrap": True, "valign": "top"},
            }
            look = looks.get(name, {"num_format": name, "valign": "top"})
            self._formats[name] = self._book.add_format(look)
        return self._formats[name]

    def _write(self, page: Any, down: int, at: int, value: Value, number: str) -> None:
        if value is None:
            page.write_blank(down, at, None, self._format("text"))
        elif isinstance(value, date):
            page.write_datetime(down, at, value, self._format(number or "dd/mm/yyyy"))
        elif isinstance(value, str):
            page.write_string(down, at, value, self._format("text"))
        else:
            page.write_number(down, at, value, self._format(number or "General"))


def _high(
    page: Any, at: int, cells: Sequence[Value], widths: Sequence[float], line: float = _LINE
) -> None:
    """The height that a row's longest text needs, which not every program finds by itself."""
    n = 1
    for value, width in zip(cells, widths, strict=True):
        if isinstance(value, str):
            wide = width * _LINE / line
            n = max(n, sum(math.ceil(len(part) * 1.1 / wide) or 1 for part in value.split("\n")))
    if n > 1 or line > _LINE:
        page.set_row(at, min(n * line, _HIGHEST))


def _plain(words: str) -> str:
    """For a header or foot, where & begins a code, and which Excel bounds at 255 letters."""
    return words[:200].replace("&", "&&")


def _width(title: str, column: Sequence[Value], widest: int) -> int:
    longest = max((len(line) for v in column if isinstance(v, str) for line in v.split("\n")),
                  default=0)  # fmt: skip
    words = max((len(word) for word in title.split()), default=0)
    return min(max(longest, words + 3, _NARROWEST), widest) + 1

"""Tables that leave the dashboard as workbooks: figures with formats, and nothing that runs."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))  # in the name of a sheet
_SHEET, _WIDEST = 31, 40  # letters of a sheet's name, and of the widest column
PLAIN = {  # a text stays a text: no formula, no link, no number made of it
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(table: pd.DataFrame, *, sheet: str, formats: Mapping[str, str]) -> bytes:
    """The table as a workbook of one sheet: its headings fixed and bold, its columns wide enough.

    sheet: its name, cut and cleaned where Excel would refuse it. formats: column -> Excel's format
    of numbers; whole numbers have thousands parted, days are days, a blank is an empty cell.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    page = book.add_worksheet(sheet_name(sheet))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for at, name in enumerate(map(str, table.columns)):
        column = table.iloc[:, at]
        shown = book.add_format({"num_format": _format(column, formats.get(name))})
        page.write_string(0, at, name, head)
        for line, value in enumerate(column.tolist(), 1):
            _write(page, line, at, value, shown)
        page.set_column(at, at, _width(name, column))
    page.freeze_panes(1, 0)
    if len(table.columns):
        page.autofilter(0, 0, len(table), len(table.columns) - 1)
    book.close()
    return out.getvalue()


def sheet_name(sheet: str) -> str:
    """A name that Excel takes for a sheet.

    It takes no apostrophe at either end, wherever the name is cut.
    """
    return sheet.translate(_FORBIDDEN).strip("' ")[:_SHEET].strip("' ") or "Figures"


def _format(column: "pd.Series[Any]", wanted: str | None) -> str:
    if wanted:
        return wanted
    if any(isinstance(value, date) for value in column):
        return "dd/mm/yyyy"
    return "#,##0" if pd.api.types.is_integer_dtype(column) else "General"


def _write(page: Any, line: int, at: int, value: Any, shown: Any) -> None:
    if pd.isna(value):
        page.write_blank(line, at, None, shown)
    elif isinstance(value, bool):
        page.write_string(line, at, "Yes" if value else "No", shown)
    elif isinstance(value, date):  # a pandas Timestamp is one
        page.write_datetime(line, at, value, shown)
    elif isinstance(value, int | float):
        page.write_number(line, at, value, shown)
    else:
        page.write_string(line, at, str(value), shown)


def _width(name: str, column: "pd.Series[Any]") -> int:
    is_text = column.dtype == object or isinstance(
        column.dtype, pd.StringDtype | pd.CategoricalDtype
    )
    longest = max((len(str(v)) for v in column), default=0) if is_text else 10
    return min(max(longest, max(map(len, name.split()), default=0)) + 2, _WIDEST)
